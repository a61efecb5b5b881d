import type { Vendor } from '../vendor.ts';
import { readTerraform } from './config.ts';
import { terraformWriter } from './write.ts';

export const terraform = {
  name: 'terraform',
  title: 'Terraform',
  releases: 'resources of alicloud, aws and azurerm',
  ownSign: /^(?:resource|module|data|variable) "[\w-]{1,80}"/,
  read: readTerraform,
  writers: [terraformWriter],
} as const satisfies Vendor;
