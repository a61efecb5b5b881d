import { expect, it } from 'vitest';
import { chooseGateway, isMade } from '../../../src/tools/sites/choose-gateway.ts';
import { gateway, region } from './site-rows.ts';

const other = { ...gateway, VpnGatewayId: 'vpn-2', Name: 'dr', VpcId: 'vpc-2' };
const off = { ...other, IpsecVpn: 'disable' };
const locked = { ...other, BusinessStatus: 'FinancialLocked' };

it.each([undefined, 'vpn-1', 'hq', 'vpc-1'])('the only one that fits is taken, asked for as %s', (asked) => {
  expect(chooseGateway(region({ gateways: [gateway, off] }), asked)).toBe(gateway);
});

const refusals = [
  ['several fit', [gateway, other], undefined, /several fit: hq \(vpn-1\) in vpc-1; dr \(vpn-2\) in vpc-2/],
  ['its IPsec is off', [gateway, off], 'dr', /its IPsec-VPN is off, and no call switches it on/],
  ['somebody has to pay', [locked], undefined, /locked until somebody pays/],
  ['there is none', [], undefined, /cn-test has no VPN gateway/],
  ['none is called so', [gateway], 'branch', /branch is no ID, name or VPC/],
] as const;

it.each(refusals)('nothing is guessed where %s', (_why, gateways, asked, words) => {
  expect(() => chooseGateway(region({ gateways: [...gateways] }), asked)).toThrow(words);
});

it('what has no address yet is being made', () => {
  expect(isMade(gateway)).toBe(true);
  expect(isMade({ ...gateway, Status: 'updating' })).toBe(true);
  expect(isMade({ ...gateway, Status: 'provisioning' })).toBe(false);
  expect(isMade({ ...gateway, InternetIp: '' })).toBe(false);
});
