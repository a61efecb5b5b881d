import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../src/tools/inventory/inventory.ts';
import { drawnTunnels, peerNodes, tunnelEdges } from '../../../src/tools/topology/drawn-tunnel.ts';
import { healthyRegion } from '../../support/inventories.ts';
import { oddTunnels, TOPS, twoTunnels } from '../../support/two-tunnels.ts';

const draw = (connection: Connection) => {
  const drawn = drawnTunnels([connection]);
  const region = healthyRegion();
  return {
    edges: drawn.flatMap((one) => tunnelEdges(region, 'vpn-a', one)),
    peers: peerNodes(region, drawn, 'en').map(({ Id, Label }) => [Id, Label]),
  };
};

describe('two tunnels', () => {
  it.each(TOPS)('are drawn as two, each to its own peer with its own health, beside %j', (top) => {
    const { edges, peers } = draw(twoTunnels(top));
    const of = { From: 'vpn-a', Kind: 'tunnel', Connection: 'vco-2t' };
    expect(edges).toEqual([
      { ...of, To: 'cgw-1', Health: 'up', Label: 'paris\ntun-1 ipsec_sa_established' },
      { ...of, To: 'cgw-2', Health: 'down', Label: 'paris\ntun-2 ike_sa_not_established' },
    ]);
    expect(peers).toEqual([
      ['cgw-1', 'site-a\ncgw-1\n198.51.100.1'],
      ['cgw-2', 'site-b\ncgw-2\n198.51.100.2'],
    ]);
  });

  it('that are not understood, or lead nowhere, have a peer that is not known', () => {
    expect(draw(oddTunnels)).toMatchObject({
      edges: [{ To: 'vco-2t:peer', Health: 'unknown', Label: 'paris\ntunnels not understood' }],
      peers: [['vco-2t:peer', 'customer gateway not known']],
    });
    const lost = { VpnConnectionId: 'vco-9', TunnelOptionsSpecification: [{ Role: 'master' }, { Role: 'slave' }] };
    expect(draw(lost).peers.map(([id]) => id)).toEqual(['vco-9:peer1', 'vco-9:peer2']);
    expect(JSON.stringify(draw(lost))).not.toContain('undefined');
  });
});

it('a single tunnel names no connection, and its routes go its way', () => {
  const [connection = {}] = healthyRegion().connections;
  expect(draw(connection).edges).toEqual([
    { From: 'vpn-a', To: 'cgw-1', Kind: 'tunnel', Label: 'main\nipsec_sa_established', Health: 'up' },
    { From: 'vpn-a', To: 'cgw-1', Kind: 'route', Label: '172.20.0.0/16 weight 100', Health: 'up' },
  ]);
});
