import type { Vendor } from '../vendor.ts';
import { readVyos } from './config.ts';

export const vyos = {
  name: 'vyos',
  ownSign: /^set vpn ipsec |^(?:esp|ike)-group \S+ \{|^site-to-site \{/,
  read: readVyos,
} as const satisfies Vendor;
