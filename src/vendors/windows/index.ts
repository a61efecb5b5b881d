import type { Vendor } from '../vendor.ts';
import { readWindows } from './config.ts';
import { windowsWriter } from './write.ts';

export const windows = {
  name: 'windows',
  title: 'Windows Server',
  releases: '2016 to 2022, by PowerShell',
  ownSign: /^(?:\$\w{1,40}\s{0,4}=\s{0,4})?(?:Add-VpnS2SInterface|New-VpnTrafficSelector|New-NetIPsec\w{1,40})\b/i,
  read: readWindows,
  writers: [windowsWriter],
} as const satisfies Vendor;
