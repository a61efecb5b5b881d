import { readCiscoAsa } from '../../vendors/cisco-asa/config.ts';
import { readCiscoIos } from '../../vendors/cisco-ios/config.ts';
import { type End, isKnown } from '../../vendors/end.ts';
import { readFortigate } from '../../vendors/fortigate/config.ts';
import { readHuawei } from '../../vendors/huawei/config.ts';
import { readJuniper } from '../../vendors/juniper/config.ts';
import { readIpsecConf } from '../../vendors/libreswan/config.ts';
import { readKeyValue } from '../../vendors/plain-settings/config.ts';
import { readSwanctl } from '../../vendors/strongswan/config.ts';
import { readPasted } from '../pasted-text.ts';

/** Whose configuration can be read. */
export const PEER_VENDORS = [
  'swanctl',
  'ipsec.conf',
  'cisco-asa',
  'cisco-ios',
  'juniper',
  'fortigate',
  'huawei',
  'key-value',
] as const;

export type PeerVendor = (typeof PEER_VENDORS)[number];

const READERS: Readonly<Record<PeerVendor, (lines: readonly string[]) => readonly End[]>> = {
  swanctl: readSwanctl,
  'ipsec.conf': readIpsecConf,
  'cisco-asa': readCiscoAsa,
  'cisco-ios': readCiscoIos,
  juniper: readJuniper,
  fortigate: readFortigate,
  huawei: readHuawei,
  'key-value': readKeyValue,
};

/** What each vendor's text has that no other's has, the surest first. */
const SIGNS: readonly (readonly [PeerVendor, RegExp])[] = [
  ['juniper', /^\s*set (?:groups \S+ )?security (?:ike|ipsec) /m],
  ['fortigate', /^\s*config vpn ipsec |^\s*set (?:phase1name|psksecret|remote-gw|dhgrp) /m],
  ['swanctl', /^\s*connections\s*\{|^\s*(?:local_ts|remote_ts|esp_proposals|remote_addrs)\s*=/m],
  ['ipsec.conf', /^\s*conn \S+|^\s*(?:leftsubnet|rightsubnet|keyexchange|leftid|rightid)\s*=/m],
  [
    'cisco-asa',
    /^\s*tunnel-group |^\s*crypto ikev[12] (?:policy|enable)|^\s*crypto ipsec ikev[12] |^\s*access-list \S+ (?:line \d+ )?extended permit|^\s*crypto map \S+ \d+ (?:set|match) /m,
  ],
  ['cisco-ios', /^\s*crypto (?:isakmp|ikev2|map|ipsec) |^\s*ip access-list extended |^\s*access-list \d+ permit ip /m],
  [
    'huawei',
    /^\s*(?:ike (?:proposal|peer|profile|keychain)|ikev2 (?:proposal|profile)|ipsec (?:proposal|transform-set|policy)) \S|^\s*acl (?:number|advanced|name)? ?\S+|^\s*rule \d+ permit ip source /m,
  ],
];

/** Whose words a configuration is in; plain key/value text where no vendor's signs are found. */
export const detectVendor = (lines: readonly string[]): PeerVendor => {
  const text = lines.join('\n');
  return SIGNS.find(([, sign]) => sign.test(text))?.[0] ?? 'key-value';
};

/** What was read, in whose words, and what else of the same kind was in the paste. */
export interface PeerReading {
  readonly vendor: PeerVendor;
  /** Undefined when nothing in the paste could be read. */
  readonly end: End | undefined;
  /** Names of further connections in the paste. */
  readonly others: readonly string[];
}

/** The connection that points at the gateway, else the one seen from it, else the first of which anything is known. */
const choose = (ends: readonly End[], gatewayIp: string | undefined): End | undefined =>
  ends.find((end) => gatewayIp !== undefined && end.peer_addr === gatewayIp) ??
  ends.find((end) => gatewayIp !== undefined && end.local_addr === gatewayIp) ??
  ends[0];

/** The same end with its sides changed over: an ipsec.conf whose left is the cloud. */
const turned = (end: End): End => ({
  ...end,
  local_id: end.remote_id,
  remote_id: end.local_id,
  local_addr: end.peer_addr,
  peer_addr: end.local_addr,
  selectors_local: end.selectors_remote,
  selectors_remote: end.selectors_local,
});

/**
 * Reads a pasted configuration of the peer, as the peer sees it. Keys are masked before a parser sees a line. With
 * several connections in the paste, the one that points at `gatewayIp` is meant.
 */
export const readPeerConfig = (text: string, vendor?: PeerVendor, gatewayIp?: string): PeerReading => {
  const lines = readPasted(text);
  const named = vendor ?? detectVendor(lines);
  const ends = READERS[named](lines).filter(isKnown);
  const end = choose(ends, gatewayIp);
  const others = ends.filter((one) => one !== end).flatMap(({ name }) => name || []);
  const isTurned = end !== undefined && gatewayIp !== undefined && end.local_addr === gatewayIp;
  return { vendor: named, end: isTurned ? turned(end) : end, others };
};
