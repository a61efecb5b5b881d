import type { Vendor } from '../vendor.ts';
import { readVyos } from './config.ts';

export const vyos = {
  name: 'vyos',
  title: 'VyOS',
  releases: '1.3 and 1.4',
  ownSign: /^set vpn ipsec |^(?:esp|ike)-group \S+ \{|^site-to-site \{/,
  read: readVyos,
} as const satisfies Vendor;
