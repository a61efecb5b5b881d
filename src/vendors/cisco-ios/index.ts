import type { Vendor } from '../vendor.ts';
import { readCiscoIos } from './config.ts';
import { IOS_ROWS } from './log.ts';

export const ciscoIos = {
  name: 'cisco-ios',
  title: 'Cisco IOS',
  releases: 'IOS 12.0 and later, IOS XE',
  sign: /^crypto (?:isakmp|ikev2|map|ipsec) |^ip access-list extended |^access-list \d+ permit ip /,
  read: readCiscoIos,
  rows: IOS_ROWS,
} as const satisfies Vendor;
