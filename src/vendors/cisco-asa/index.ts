import type { Vendor } from '../vendor.ts';
import { readCiscoAsa } from './config.ts';
import { ASA_ROWS } from './log.ts';
import { ciscoAsaWriter } from './write.ts';

export const ciscoAsa = {
  name: 'cisco-asa',
  title: 'Cisco ASA',
  releases: 'ASA 8.4 and later: IKEv1 and IKEv2 are configured apart',
  ownSign:
    /^tunnel-group \S+ (?:type|ipsec-attributes)|^crypto ikev[12] enable |^crypto ikev1 policy |^nameif |^crypto ipsec ikev[12] |^access-list \S+ (?:line \d+ )?extended permit|^crypto map \S+ \d+ (?:set|match) /,
  sign: /^tunnel-group |^crypto ikev1 |^crypto ikev2 policy \d+\s*$/,
  read: readCiscoAsa,
  rows: ASA_ROWS,
  writers: [ciscoAsaWriter],
} as const satisfies Vendor;
