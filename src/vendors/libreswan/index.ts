import type { Vendor } from '../vendor.ts';
import { readIpsecConf } from './config.ts';
import { IPSEC_SECRETS_KEYS } from './keys.ts';

export const ipsecConf = {
  name: 'ipsec.conf',
  sign: /^conn \S+|^(?:leftsubnet|rightsubnet|keyexchange|leftid|rightid)\s*=/,
  read: readIpsecConf,
  keyForms: IPSEC_SECRETS_KEYS,
} as const satisfies Vendor;
