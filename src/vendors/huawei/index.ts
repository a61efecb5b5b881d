import type { Vendor } from '../vendor.ts';
import { readHuawei } from './config.ts';
import { HUAWEI_KEYS } from './keys.ts';
import { HUAWEI_ROWS } from './log.ts';
import { huaweiWriter } from './write.ts';

export const huawei = {
  name: 'huawei',
  title: 'Huawei',
  releases: 'USG6000 firewalls (V500), AR routers (V200), S switches: the alarm and the table of errors',
  logSign:
    /ike error-info|\bIKE\/\d\/(?!IKE_)|%%\d\dIKE|\bIPSECNEGOFAIL\b|\bReasonCode=\d|IPSec tunnel negotiation fails/,
  ownSign:
    /^ike (?:proposal|peer|profile|keychain) \S|^ikev2 (?:proposal|policy|profile|keychain) \S|^ipsec (?:transform-set \S|policy(?:-template)? \S+ \d)/,
  sign: /^(?:ike (?:proposal|peer|profile|keychain)|ikev2 (?:proposal|profile)|ipsec (?:proposal|transform-set|policy)) \S|^acl (?:number|advanced|name)? ?\S+|^rule \d+ permit ip source /,
  read: readHuawei,
  rows: HUAWEI_ROWS,
  writers: [huaweiWriter],
  keyForms: HUAWEI_KEYS,
} as const satisfies Vendor;
