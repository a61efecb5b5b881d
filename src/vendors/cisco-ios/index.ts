import type { Vendor } from '../vendor.ts';
import { readCiscoIos } from './config.ts';

export const ciscoIos = {
  name: 'cisco-ios',
  ownSign:
    /^crypto ikev2 (?:proposal|keyring|profile) |^crypto isakmp (?:key|profile) |^crypto map \S+ \d+ ipsec-isakmp|^set ikev2-profile |^ip access-list extended |^ip route \d/,
  sign: /^crypto (?:isakmp|ikev2|map|ipsec) |^ip access-list extended |^access-list \d+ permit ip /,
  read: readCiscoIos,
} as const satisfies Vendor;
