import type { Vendor } from '../vendor.ts';
import { readCiscoIos } from './config.ts';

export const ciscoIos = {
  name: 'cisco-ios',
  sign: /^crypto (?:isakmp|ikev2|map|ipsec) |^ip access-list extended |^access-list \d+ permit ip /,
  read: readCiscoIos,
} as const satisfies Vendor;
