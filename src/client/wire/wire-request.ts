import { randomUUID } from 'node:crypto';
import type { Outgoing } from '../http/exchange.ts';
import { isoOf } from '../replies/coerce.ts';
import type { Endpoint } from './endpoint.ts';
import type { Keys } from './session.ts';
import type { Parameters } from './sign.ts';

/** One call as the gateways see it, before it is stamped and signed. */
export interface WireRequest {
  readonly action: string;
  readonly product: 'Vpc' | 'Sts';
  readonly version: string;
  readonly endpoint: Endpoint;
  readonly region: string | undefined;
  /** The resource that the call is about, for `x-acs-instanceid`. */
  readonly target: string | undefined;
  /** The call's own parameters, flat. */
  readonly parameters: Parameters;
}

/** What is new in every attempt. */
export interface Stamp {
  readonly keys: Keys;
  /** Unique for each attempt, never for an operation. */
  readonly nonce: string;
  /** UTC to the second. */
  readonly timestamp: string;
}

/** A request ready to go, and what was signed: that holds every parameter, pre-shared keys too, so it is never shown. */
export interface Signed {
  readonly request: Outgoing;
  readonly stringToSign: string;
}

/** A fresh stamp: a nonce of its own, and the time in UTC to the second, without the milliseconds that gateways refuse. */
export const stampFor = (keys: Keys, nowMs: number): Stamp => ({
  keys,
  nonce: randomUUID(),
  timestamp: timestampOf(nowMs),
});

export const timestampOf = (ms: number): string => `${isoOf(ms)?.slice(0, 19)}Z`;
