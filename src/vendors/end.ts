import { isBlock, onBoundary } from '../network/cidr.ts';
import type { Offer } from './crypto-names.ts';

/**
 * One end of a tunnel, independent of the vendor. What a configuration does not say is absent or empty:
 * unknown, never a default of ours. Local and remote are as this end sees them.
 */
export interface End {
  /** What the configuration calls this connection. */
  readonly name?: string | undefined;
  readonly ike_version?: 'ikev1' | 'ikev2' | undefined;
  readonly mode?: 'main' | 'aggressive' | undefined;
  /** Phase 1 choices: encryption, hash, prf and DH that go together. */
  readonly offers1: readonly Offer[];
  /** Seconds. */
  readonly life1?: number | undefined;
  readonly auth?: 'psk' | 'certificate' | undefined;
  readonly local_id?: string | undefined;
  readonly remote_id?: string | undefined;
  readonly local_addr?: string | undefined;
  readonly peer_addr?: string | undefined;
  /** Phase 2 choices; their DH groups are in `pfs`. */
  readonly offers2: readonly Offer[];
  /** Groups, or `disabled`; empty where the configuration does not say. */
  readonly pfs: readonly string[];
  /** Seconds. */
  readonly life2?: number | undefined;
  readonly selectors_local: readonly string[];
  readonly selectors_remote: readonly string[];
  readonly encapsulation?: 'tunnel' | 'transport' | undefined;
  readonly natt?: boolean | undefined;
  /** Why the end may be otherwise than it reads; its differences then prove nothing. */
  readonly doubts?: readonly Doubt[] | undefined;
}

/**
 * What keeps a reading from being whole: something that the text names and does not hold (`absent`), that was not
 * understood (`strange`), that shows an excerpt (`excerpt`: what is missing), or a list that names the least only (`least`). What stands `beside` a
 * connection leaves its differences as they are.
 */
export interface Doubt {
  readonly kind: 'absent' | 'strange' | 'excerpt' | 'least' | 'beside';
  /** As the text has it, without a key. */
  readonly what: string;
}

/** So many doubts of one kind are told, and no more of each. */
const MOST_DOUBTS = 5;
const LONGEST_DOUBT = 60;

/** Doubts of one kind, each once and short. */
export const doubtsOf = (kind: Doubt['kind'], what: readonly string[]): readonly Doubt[] =>
  [...new Set(what.map((one) => one.trim().slice(0, LONGEST_DOUBT)))]
    .slice(0, MOST_DOUBTS)
    .map((each) => ({ kind, what: each }));

/** An end of which nothing is known yet. */
export const UNKNOWN_END: End = { offers1: [], offers2: [], pfs: [], selectors_local: [], selectors_remote: [] };

/** Whether a configuration said anything at all. */
export const isKnown = (end: End): boolean =>
  Object.entries(end).some(
    ([key, value]) =>
      key !== 'name' && key !== 'doubts' && (Array.isArray(value) ? value.length > 0 : value !== undefined),
  );

const isIpv4 = (text: string): boolean => isBlock(`${text}/32`) && !text.includes(':');

/** The first word of a text that is an IPv4 address. */
export const addressIn = (text: string | undefined): string | undefined => (text ?? '').split(/[\s,;/]+/).find(isIpv4);

/** More addresses of one peer are not told apart. */
const MOST_PEERS = 8;

/** Every word of the texts that is an IPv4 address. */
export const addressesIn = (texts: readonly string[]): readonly string[] =>
  once(texts.flatMap((text) => text.split(/[\s,;/[\]]+/).filter(isIpv4))).slice(0, MOST_PEERS);

/** The end once for each address of its peer: any of them may be the one that answers. */
export const towardsEach = (end: End, addresses: readonly string[]): readonly End[] =>
  addresses.length > 1 ? addresses.map((peer_addr) => ({ ...end, peer_addr })) : [end];

const ones = (mask: string): number | undefined => {
  const bits = mask.split('.').map((part) => Number(part).toString(2).padStart(8, '0'));
  const text = bits.join('');
  return /^1*0*$/.test(text) && text.length === 32 ? text.replace(/0/g, '').length : undefined;
};

const inverted = (wildcard: string): string =>
  wildcard
    .split('.')
    .map((part) => 255 - Number(part))
    .join('.');

/** Address with netmask as a block on its boundary; undefined where the mask has holes. */
export const blockOfMask = (address: string, mask: string): string | undefined => {
  if (!isIpv4(address) || !isIpv4(mask)) return undefined;
  const prefix = ones(mask);
  return prefix === undefined ? undefined : onBoundary(`${address}/${prefix}`);
};

/** Address with wildcard bits (Cisco IOS, Huawei) as a block on its boundary. */
export const blockOfWildcard = (address: string, wildcard: string): string | undefined =>
  isIpv4(wildcard) ? blockOfMask(address, inverted(wildcard)) : undefined;

/** A block however it is written: CIDR, lone address, or nothing. */
export const blockIn = (text: string | undefined): string | undefined => {
  const word = (text ?? '').trim();
  if (isBlock(word)) return onBoundary(word);
  return isIpv4(word) ? `${word}/32` : undefined;
};

/** All blocks in a list separated by commas or blanks. */
export const blocksIn = (text: string | undefined): readonly string[] =>
  (text ?? '').split(/[\s,]+/).flatMap((word) => blockIn(word) ?? []);

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** A duration such as `86400`, `8h`, `77760s`, in seconds. */
export const secondsIn = (text: string | undefined): number | undefined => {
  const [, amount, unit] = /^\s*(\d{1,9})\s*(s|m|h|d)?\w*\s*$/i.exec(text ?? '') ?? [];
  return amount === undefined ? undefined : Number(amount) * (UNITS[(unit ?? 's').toLowerCase()] ?? 1);
};

/** An identity without its wrapping; undefined for `any`. */
export const identityIn = (text: string | undefined): string | undefined => {
  const id = (text ?? '')
    .trim()
    .replace(/^(["'])(.*)\1$/, '$2')
    .replace(/^(?:ipv4|fqdn|keyid|email|userfqdn|asn1dn):#?/i, '')
    .replace(/^@#?/, '');
  return id === '' || /^(?:%any|any|%defaultroute|auto)$/i.test(id) ? undefined : id;
};

/** Each item once, in order. */
export const once = <T>(items: readonly T[]): readonly T[] => [...new Set(items)];
