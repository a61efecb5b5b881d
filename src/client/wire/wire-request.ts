import { randomUUID } from 'node:crypto';
import type { HttpRequest } from '../http/exchange.ts';
import { isoOf } from '../replies/coerce.ts';
import type { Endpoint } from './endpoint.ts';
import type { Keys } from './session.ts';
import type { Parameters } from './sign.ts';

/** One call with its flat parameters, before an attempt adds nonce, time and signature. */
export interface WireRequest {
  readonly action: string;
  readonly product: 'Vpc' | 'Sts' | 'ascm';
  readonly version: string;
  readonly endpoint: Endpoint;
  readonly region: string | undefined;
  /** The resource that the call is about, for `x-acs-instanceid`. */
  readonly target: string | undefined;
  /** The call's own parameters, flat. */
  readonly parameters: Parameters;
}

/** What every attempt has of its own. */
export interface Stamp {
  readonly keys: Keys;
  /** Unique for each attempt, never for an operation. */
  readonly nonce: string;
  /** UTC to the second. */
  readonly timestamp: string;
}

/** A signed HTTP request and the string that was signed. Both hold every parameter, pre-shared keys too: never show them. */
export interface Signed {
  readonly httpRequest: HttpRequest;
  readonly stringToSign: string;
}

/** A fresh stamp: a nonce of its own, and the time in UTC to the second, without the milliseconds that gateways refuse. */
export const stampFor = (keys: Keys, nowMs: number): Stamp => ({
  keys,
  nonce: randomUUID(),
  timestamp: timestampOf(nowMs),
});

/** UTC to the second, such as `2026-11-23T01:02:03Z`. */
export const timestampOf = (ms: number): string => `${isoOf(ms)?.slice(0, 19)}Z`;
