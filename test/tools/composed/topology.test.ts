import { describe, expect, it } from 'vitest';
import { topologyOf } from '../../../src/tools/composed/topology.ts';
import { healthyRegion } from '../../support/estate.ts';

const crowded = (count: number, down: number) => {
  const region = healthyRegion();
  const [model] = region.connections;
  const connections = Array.from({ length: count }, (_, n) => ({
    ...model,
    VpnConnectionId: `vco-${n}`,
    Status: n < down ? 'ike_sa_not_established' : 'ipsec_sa_established',
  }));
  return { ...region, connections, routes: [] };
};

describe('a topology', () => {
  it('has a node for each thing and an edge for each bond', () => {
    const { Nodes, Edges, Collapsed } = topologyOf([healthyRegion()]);
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

  it('has no edge that leads nowhere', () => {
    const { Nodes, Edges } = topologyOf([healthyRegion()]);
    const ids = new Set(Nodes.map(({ Id }) => Id));
    for (const { From, To } of Edges) expect([ids.has(From), ids.has(To)]).toEqual([true, true]);
  });

  it('of hundreds of tunnels keeps the broken ones and counts the rest', () => {
    const { Nodes, Edges, Collapsed } = topologyOf([crowded(300, 8)]);
    expect(Nodes.length).toBeLessThan(15);
    expect(Edges.filter(({ Health, To }) => Health === 'down' && To.startsWith('cgw-'))).toHaveLength(5);
    expect(Nodes.find(({ Kind }) => Kind === 'tunnels')?.Label).toBe('295 more tunnels\n3 down, 292 up');
    expect(Collapsed).toBe(295);
  });
});
