import { overlapCidr } from 'cidr-tools';
import type { Kind } from '../handlers/handler.ts';
import { cidr, invalid, ipv4 } from '../handlers/kinds.ts';

/** Values as the current SDK describes them where it differs from the guide. */
const matching =
  (pattern: RegExp, code?: string): Kind =>
  (value, name) => {
    if (!pattern.test(value)) throw invalid(name, code);
  };

/** Of a gateway: 2-100, first a letter. */
export const gatewayName = matching(/^\p{L}[\p{L}\d._-]{1,99}$/u, 'InvalidName');

/** Of all else: 1-100, not a URL. */
export const freeName = matching(/^(?!https?:\/\/).{1,100}$/su, 'InvalidName');

/** 1-100, not a URL. */
export const shortDescription = matching(/^(?!https?:\/\/).{1,100}$/su, 'InvalidDescription');

/** 1-64 of ASCII without blanks and question marks: the key of BGP sessions. */
export const authKey = matching(/^[!->@-~]{1,64}$/);

/** 1-100 of ASCII without blanks: the key of a tunnel. */
export const tunnelKey = matching(/^[!-~]{1,100}$/);

/** At most 100 characters without blanks: what an end of a tunnel calls itself. */
export const tunnelIdentity = matching(/^\S{1,100}$/);

export const resourceGroup = matching(/^rg-/);

/** An autonomous system as one number, or as its two halves with a point. */
export const asnOf = (value: string): number | undefined => {
  const [, high = '', low] = /^(\d{1,10})(?:\.(\d{1,5}))?$/.exec(value) ?? [];
  if (high === '') return undefined;
  if (low === undefined) return Number(high);
  return Number(high) < 65_536 && Number(low) < 65_536 ? Number(high) * 65_536 + Number(low) : undefined;
};

export const asn: Kind = (value, name) => {
  const number = asnOf(value) ?? 0;
  if (number < 1 || number > 4_294_967_295) throw invalid(name);
};

/** That of a peer cannot be the cloud's own. */
export const peerAsn: Kind = (value, name) => {
  asn(value, name);
  if (asnOf(value) === 45_104) throw invalid(name);
};

const kept = [0, 1, 2, 3, 4, 5, 6].map((one) => `169.254.${one}.0/30`).concat('169.254.169.252/30');

/** A block of four addresses for BGP, none of those that the cloud keeps. */
export const tunnelCidr: Kind = (value, name) => {
  if (!/^169\.254\.\d{1,3}\.\d{1,3}\/30$/.test(value) || kept.includes(value)) throw invalid(name);
  cidr(value, name);
};

const unusable = ['127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/4', '255.0.0.0/8'];

/** Addresses that no peer and no client can have. */
const isUnusable = (block: string): boolean => overlapCidr(block, [...unusable, '100.64.0.0/10']);

export const peerAddress: Kind = (value, name) => {
  ipv4('InvalidIpAddress.WrongFormat')(value, name);
  if (isUnusable(`${value}/32`)) throw invalid(name, 'InvalidIpAddress.WrongFormat');
};

const bitsOf = (block: string): number => Number(block.split('/')[1]);

/** What clients are given addresses from. */
export const clientPool: Kind = (value, name) => {
  cidr(value, name);
  if (bitsOf(value) < 16 || bitsOf(value) > 29 || isUnusable(value)) throw invalid(name, `IllegalParam.${name}`);
};

/** What clients reach. */
export const reachable: Kind = (value, name) => {
  for (const block of value.split(',')) {
    cidr(block, name);
    if (bitsOf(block) < 8 || overlapCidr(block, unusable)) throw invalid(name, `IllegalParam.${name}`);
  }
};

/** Addresses joined by commas. */
export const addressList: Kind = (value, name) => {
  for (const one of value.split(',')) ipv4(`Invalid${name}`)(one, name);
};

const isFree = (value: string): boolean => !/^(aliyun|acs:)/i.test(value) && !/https?:\/\//i.test(value);

/** A key of a tag, up to so many characters. */
export const tagKey =
  (most: number): Kind =>
  (value, name) => {
    if (value.length > most || !isFree(value)) throw invalid(name, 'InvalidTagKey');
  };

export const tagValue: Kind = (value, name) => {
  if (value.length > 128 || !isFree(value)) throw invalid(name, 'InvalidTagValue');
};
