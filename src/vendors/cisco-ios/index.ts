import type { Vendor } from '../vendor.ts';
import { readCiscoIos } from './config.ts';

export const ciscoIos = {
  name: 'cisco-ios',
  sign: /^\s*crypto (?:isakmp|ikev2|map|ipsec) |^\s*ip access-list extended |^\s*access-list \d+ permit ip /m,
  read: readCiscoIos,
} as const satisfies Vendor;
