import type { Vendor } from '../vendor.ts';
import { readHuawei } from './config.ts';
import { HUAWEI_KEYS } from './keys.ts';
import { HUAWEI_ROWS } from './log.ts';

export const huawei = {
  name: 'huawei',
  sign: /^\s*(?:ike (?:proposal|peer|profile|keychain)|ikev2 (?:proposal|profile)|ipsec (?:proposal|transform-set|policy)) \S|^\s*acl (?:number|advanced|name)? ?\S+|^\s*rule \d+ permit ip source /m,
  read: readHuawei,
  rows: HUAWEI_ROWS,
  keyForms: HUAWEI_KEYS,
} as const satisfies Vendor;
