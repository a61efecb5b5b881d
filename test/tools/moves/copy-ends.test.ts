import { describe, expect, it } from 'vitest';
import { type CopyWish, gather, sameVpc } from '../../../src/tools/moves/copy-ends.ts';
import { startSites } from '../sites/site-bench.ts';

const gatherIn = async (wish: CopyWish) => {
  const bench = await startSites();
  return gather(wish, bench.call(), bench.invoke);
};

describe('both ends of a copy', () => {
  it('are read in their regions, and the peer is registered where it is not', async () => {
    const wish = { VpnConnectionId: 'plant-main', ToRegionId: 'cn-beijing-env12-d01', LocalSubnet: '10.50.0.0/16' };
    const copying = await gatherIn(wish);
    expect(copying).toMatchObject({
      ...{
        source: { VpnConnectionId: 'vco-plant0001' },
        gateway: { VpnGatewayId: 'vpn-bj0001' },
        local: '10.50.0.0/16',
      },
      peers: [{ address: '198.51.100.1', id: '{{1.CustomerGatewayId}}', isNew: true }],
      copy: undefined,
    });
    expect(sameVpc(copying)).toBe(false);
  });

  it('are one region where none is named, without the gateway of the original', async () => {
    const { gateway, peers } = await gatherIn({ VpnConnectionId: 'vco-plant0001' });
    expect(gateway.VpnGatewayId).toBe('vpn-wh0001');
    expect(peers).toMatchObject([{ id: 'cgw-plant0001', isNew: false }]);
  });
});

it('a gateway that is being made is waited for', async () => {
  const bench = await startSites({ patch: { 'vpn-wh0001.Status': 'provisioning' } });
  await expect(gather({ VpnConnectionId: 'vco-plant0001' }, bench.call(), bench.invoke)).rejects.toThrow(
    /logistics-gateway \(vpn-wh0001\) is being made/,
  );
});
