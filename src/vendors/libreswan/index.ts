import type { Vendor } from '../vendor.ts';
import { readIpsecConf } from './config.ts';
import { IPSEC_SECRETS_KEYS } from './keys.ts';
import { PLUTO_ROWS } from './log.ts';
import { libreswanWriter } from './write.ts';

export const ipsecConf = {
  name: 'ipsec.conf',
  title: 'libreswan',
  releases: 'libreswan 3.23 to 5, Openswan; ipsec.conf of strongSwan up to 5.9',
  logName: 'libreswan',
  logSign: /\bpluto\[\d|^"[^"]{1,80}"(?:\[\d{1,6}\] \S{1,60})? #\d{1,9}:|\bSTATE_(?:MAIN|QUICK|PARENT)_[IR]\d/,
  ownSign: /^conn \S+|^(?:(?:left|right)subnets?|keyexchange|leftid|rightid)\s*=/,
  read: readIpsecConf,
  rows: PLUTO_ROWS,
  writers: [libreswanWriter],
  keyForms: IPSEC_SECRETS_KEYS,
} as const satisfies Vendor;
