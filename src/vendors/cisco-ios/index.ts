import type { Vendor } from '../vendor.ts';
import { readCiscoIos } from './config.ts';
import { IOS_ROWS } from './log.ts';
import { ciscoIosWriter } from './write.ts';

export const ciscoIos = {
  name: 'cisco-ios',
  title: 'Cisco IOS',
  releases: 'IOS 12.0 and later, IOS XE',
  ownSign:
    /^crypto ikev2 (?:proposal|keyring|profile) |^crypto isakmp (?:key|profile) |^crypto map \S+ \d+ ipsec-isakmp(?! dynamic)|^set ikev2-profile |^ip access-list extended |^ip route \d/,
  sign: /^crypto (?:isakmp|ikev2|map|ipsec) |^ip access-list extended |^access-list \d+ permit ip /,
  read: readCiscoIos,
  rows: IOS_ROWS,
  writers: [ciscoIosWriter],
} as const satisfies Vendor;
