import { describe, expect, it } from 'vitest';
import { linesOf } from '../../../src/tools/inventory/overview-lines.ts';
import { EVERYTHING, topologyOf } from '../../../src/tools/topology/topology.ts';
import { estateOf, healthyRegion } from '../../support/inventories.ts';

const crowded = (count: number, down: number) => {
  const region = healthyRegion();
  const [model] = region.connections;
  const connections = Array.from({ length: count }, (_, n) => ({
    ...model,
    VpnConnectionId: `vco-${n}`,
    CustomerGatewayId: `cgw-${n}`,
    Status: n < down ? 'ike_sa_not_established' : 'ipsec_sa_established',
  }));
  return { ...region, connections, routes: [] };
};

/** Three gateways: the second has two broken tunnels, the third is locked. */
const threefold = () => {
  const region = crowded(6, 2);
  const [gateway] = region.gateways;
  return {
    ...region,
    gateways: ['vpn-a', 'vpn-b', 'vpn-c'].map((VpnGatewayId) => ({
      ...gateway,
      VpnGatewayId,
      BusinessStatus: VpnGatewayId === 'vpn-c' ? 'FinancialLocked' : 'Normal',
    })),
    connections: region.connections.map((one, n) => ({ ...one, VpnGatewayId: n < 3 ? 'vpn-b' : 'vpn-a' })),
  };
};

describe('a topology', () => {
  it('has a node for each thing and an edge for each bond', () => {
    const { Nodes, Edges, Collapsed } = topologyOf(estateOf(healthyRegion()));
    expect(Nodes.map(({ Kind }) => Kind).sort()).toEqual(
      ['customer-gateway', 'customer-gateway', 'gateway', 'region', 'ssl-server', 'vpc'].sort(),
    );
    expect(Edges.filter(({ Kind }) => Kind === 'tunnel')).toHaveLength(2);
    expect(Edges.filter(({ Kind }) => Kind === 'route').map(({ Label }) => Label)).toEqual([
      '172.20.0.0/16 weight 100',
      '172.20.0.0/16 weight 0',
    ]);
    expect(Collapsed).toBe(0);
  });

  it.each([EVERYTHING, { tunnels: 1, gateways: 'all' }, { tunnels: 0, gateways: 1 }] as const)(
    'has no edge that leads nowhere, in detail %o',
    (detail) => {
      const { Nodes, Edges } = topologyOf(estateOf(healthyRegion(), { ...threefold(), RegionId: 'cn-b' }), detail);
      const ids = new Set(Nodes.map(({ Id }) => Id));
      for (const { From, To } of Edges) expect([ids.has(From), ids.has(To)]).toEqual([true, true]);
    },
  );

  it('judges a gateway as the overview does: one with a broken tunnel is degraded', () => {
    const healthOf = (down: number) =>
      topologyOf(estateOf(crowded(2, down))).Nodes.find(({ Kind }) => Kind === 'gateway')?.Health;
    const summary = (down: number) =>
      linesOf(estateOf(crowded(2, down)), 'en').lines.find(({ Kind }) => Kind === 'gateway')?.Health;
    expect([0, 1, 2].map(healthOf)).toEqual(['up', 'degraded', 'degraded']);
    expect([0, 1, 2].map(summary)).toEqual([0, 1, 2].map(healthOf));
  });

  it('keeps a tunnel whose peer could not be read', () => {
    const { Nodes, Edges } = topologyOf(estateOf({ ...healthyRegion(), customerGateways: [] }));
    expect(Edges.filter(({ Kind }) => Kind === 'tunnel').map(({ To }) => To)).toEqual(['cgw-1', 'cgw-2']);
    expect(Nodes.find(({ Id }) => Id === 'cgw-1')?.Label).toBe('cgw-1');
  });

  it('of hundreds of tunnels keeps the broken ones and counts the rest', () => {
    const { Nodes, Edges, Collapsed } = topologyOf(estateOf(crowded(300, 8)), { tunnels: 5, gateways: 'all' });
    expect(Nodes.length).toBeLessThan(15);
    expect(Edges.filter(({ Health, To }) => Health === 'down' && To.startsWith('cgw-'))).toHaveLength(5);
    expect(Nodes.find(({ Kind }) => Kind === 'tunnels')?.Label).toBe('295 more tunnels\n3 down, 292 up');
    expect(Collapsed).toBe(295);
  });

  it('of many gateways keeps the worst, a locked one before one with broken tunnels, and counts the rest', () => {
    const kept = (gateways: number) => topologyOf(estateOf(threefold()), { tunnels: 0, gateways });
    const idsOf = (gateways: number) =>
      kept(gateways)
        .Nodes.filter(({ Kind }) => Kind === 'gateway')
        .map(({ Id }) => Id);
    expect([idsOf(1), idsOf(2)]).toEqual([['vpn-c'], ['vpn-c', 'vpn-b']]);
    const group = kept(1).Nodes.find(({ Kind }) => Kind === 'gateways');
    expect(group).toMatchObject({ Label: 'gateways: 2\ntunnels: 2 down, 4 up\nSSL servers: 1', Health: 'down' });
    expect(kept(1).Collapsed).toBe(6);
  });

  it('counts the SSL servers of a gateway where it draws only some gateways', () => {
    const { Nodes } = topologyOf(estateOf(healthyRegion()), { tunnels: 0, gateways: 1 });
    expect(Nodes.find(({ Kind }) => Kind === 'gateway')?.Label).toMatch(/\nSSL servers: 1$/);
    expect(Nodes.map(({ Kind }) => Kind)).not.toContain('ssl-server');
  });

  it('counts in Chinese too', () => {
    const { Nodes } = topologyOf(estateOf(threefold()), { tunnels: 0, gateways: 0 }, 'zh');
    expect(Nodes.find(({ Kind }) => Kind === 'gateways')?.Label).toBe('网关：3\n隧道：2 断开，4 正常\nSSL 服务端：1');
  });
});
