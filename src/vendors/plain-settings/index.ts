import type { Vendor } from '../vendor.ts';
import { readKeyValue } from './config.ts';
import { PLAIN_KEYS } from './keys.ts';

export const keyValue = {
  name: 'key-value',
  title: 'Plain settings, one a line',
  releases: 'any',
  read: readKeyValue,
  keyForms: PLAIN_KEYS,
} as const satisfies Vendor;
