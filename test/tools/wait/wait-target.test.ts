import { describe, expect, it } from 'vitest';
import { CloudError } from '../../../src/errors.ts';
import { findTarget } from '../../../src/tools/wait/wait-target.ts';
import { fakeInvoke, testCall } from '../../support/call.ts';

const missing = new CloudError(
  { Code: 'InvalidVpnGatewayInstanceId.NotFound', HttpStatus: 404, Retryable: false, OutcomeKnown: true },
  'gone',
  'look elsewhere',
);

/** Two regions; the gateways are in the second one. */
const find = (asked: string, gateways: readonly { VpnGatewayId: string; Name: string }[], RegionId?: string) => {
  const { invoke } = fakeInvoke((action, input) => {
    const here = input['RegionId'] === 'there' ? gateways : [];
    if (action === 'DescribeRegions') return { Regions: [{ RegionId: 'here' }, { RegionId: 'there' }] };
    if (action === 'DescribeVpnGateways') return { VpnGateways: here, TotalCount: here.length };
    if (action === 'DescribeVpnConnections') return { VpnConnections: [], TotalCount: 0 };
    if (action === 'DescribeSslVpnServers') return { SslVpnServers: [], TotalCount: 0 };
    const found = here.find((one) => one.VpnGatewayId === input['VpnGatewayId']);
    if (!found) throw missing;
    return { ...found, Status: 'active' };
  });
  return findTarget(invoke, testCall(), RegionId, asked);
};

describe('what is waited for', () => {
  it.each([
    ['an ID', 'vpn-1', 'vpn-1'],
    ['a name', 'vpn-office', 'vpn-office (vpn-1)'],
    ['a part of a name', 'office', 'office (vpn-1)'],
  ])('is found by %s in whatever region it is', async (_, asked, label) => {
    const found = await find(asked, [{ VpnGatewayId: 'vpn-1', Name: 'vpn-office' }]);
    expect(found).toMatchObject({ target: { id: 'vpn-1', label, kind: 'vpn' }, seen: { Status: 'active' } });
  });

  it('is not guessed from an ID of which only a part is right', async () => {
    const found = await find('vpn-bp1q', [{ VpnGatewayId: 'vpn-bp1q8bgx', Name: 'office' }]);
    expect(found).toMatchObject({ target: { id: 'vpn-bp1q' }, seen: { Status: 'gone' } });
  });

  it('is looked for where it was said to be only', async () => {
    const found = await find('office', [{ VpnGatewayId: 'vpn-1', Name: 'office' }], 'here');
    expect(found).toMatchObject({
      why: { en: expect.stringContaining('IPsec connections and SSL servers in here. FindResource') },
      candidates: [],
    });
  });

  it('is asked for where two have the name', async () => {
    const two = ['vpn-1', 'vpn-2'].map((VpnGatewayId) => ({ VpnGatewayId, Name: 'office' }));
    expect(await find('office', two)).toMatchObject({
      why: { en: '“office” fits 2 things: ask which one is meant.' },
      candidates: [{ Id: 'vpn-1' }, { Id: 'vpn-2' }],
    });
  });
});
