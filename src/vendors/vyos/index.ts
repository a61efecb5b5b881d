import type { Vendor } from '../vendor.ts';
import { readVyos } from './config.ts';
import { vyosWriter } from './write.ts';

export const vyos = {
  name: 'vyos',
  title: 'VyOS',
  releases: '1.3 and 1.4',
  ownSign: /^set vpn ipsec |^(?:esp|ike)-group \S+ \{|^site-to-site \{/,
  read: readVyos,
  writers: [vyosWriter],
} as const satisfies Vendor;
