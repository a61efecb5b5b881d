import { expect, it } from 'vitest';
import type { RegionInventory } from '../../../src/tools/inventory/inventory.ts';
import { findGateways } from '../../../src/tools/peer-config/import-gateways.ts';
import { UNKNOWN_END } from '../../../src/vendors/end.ts';

// Only the fields that are looked at.
const region = {
  RegionId: 'cn-test',
  gateways: [
    { VpnGatewayId: 'vpn-1', InternetIp: '198.51.100.1', DisasterRecoveryInternetIp: '198.51.100.2' },
    { VpnGatewayId: 'vpn-2', InternetIp: '198.51.100.9' },
  ],
  customerGateways: [{ CustomerGatewayId: 'cgw-1', IpAddress: '203.0.113.10' }],
} as unknown as RegionInventory;

const end = { ...UNKNOWN_END, local_addr: '203.0.113.10', peer_addr: '198.51.100.2' };

it('both are found by their addresses, the gateway by its second one too', () => {
  expect(findGateways(region, end)).toEqual({
    VpnGatewayId: 'vpn-1',
    CustomerGatewayId: 'cgw-1',
    missing: [],
    calls: [],
  });
});

it('a customer gateway that is not there is a call', () => {
  expect(findGateways(region, { ...end, local_addr: '203.0.113.99' })).toMatchObject({
    calls: [{ Tool: 'CreateCustomerGateway', Arguments: { RegionId: 'cn-test', IpAddress: '203.0.113.99' } }],
    missing: [expect.stringContaining('no customer gateway of the region has 203.0.113.99')],
  });
});

it('without an address there are the gateways to choose from', () => {
  const { missing, calls } = findGateways(region, UNKNOWN_END);
  expect(missing.join('\n')).toContain('vpn-1 (198.51.100.1), vpn-2 (198.51.100.9)');
  expect([missing.length, calls]).toEqual([2, []]);
});
