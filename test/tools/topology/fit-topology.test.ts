import { describe, expect, it } from 'vitest';
import { bytesOf, MOST_BYTES } from '../../../src/tools/most-bytes.ts';
import { fitTopology } from '../../../src/tools/topology/fit-topology.ts';
import { estateOf, healthyRegion } from '../../support/inventories.ts';

const regionOf = (name: string, gateways: number, tunnels: number) => {
  const region = healthyRegion();
  const [gateway, connection] = [region.gateways[0], region.connections[0]];
  return {
    ...region,
    RegionId: name,
    gateways: Array.from({ length: gateways }, (_, g) => ({ ...gateway, VpnGatewayId: `vpn-${name}-${g}` })),
    connections: Array.from({ length: gateways * tunnels }, (_, n) => ({
      ...connection,
      VpnConnectionId: `vco-${name}-${n}`,
      VpnGatewayId: `vpn-${name}-${n % gateways}`,
      CustomerGatewayId: `cgw-${name}-${n}`,
      Status: n % 4 === 0 ? 'ike_sa_not_established' : 'ipsec_sa_established',
    })),
  };
};

const wanted = { all: false, picture: true, language: 'en' } as const;

describe('a topology for a reader', () => {
  it('of a small inventory is whole', async () => {
    const { topology, picture } = await fitTopology(estateOf(healthyRegion()), wanted);
    expect(topology.Collapsed).toBe(0);
    expect(picture).toContain('flowchart LR');
  });

  it.each([
    { name: 'many tunnels at one gateway', regions: [regionOf('cn-a', 1, 300)] },
    { name: 'many gateways in one region', regions: [regionOf('cn-a', 60, 4)] },
    { name: 'five regions full of both', regions: ['a', 'b', 'c', 'd', 'e'].map((n) => regionOf(`cn-${n}`, 8, 8)) },
  ])('of $name is bounded, and loses no tunnel', async ({ regions }) => {
    const { topology, picture } = await fitTopology(estateOf(...regions), wanted);
    expect(JSON.stringify(topology).length + String(picture).length).toBeLessThan(8000);
    const drawn = topology.Edges.filter(({ Kind, To }) => Kind === 'tunnel' && To.startsWith('cgw-')).length;
    expect(drawn + topology.Collapsed).toBe(regions.reduce((sum, { connections }) => sum + connections.length, 0));
  });

  it('without a picture has room for more', async () => {
    const regions = [regionOf('cn-a', 3, 8)];
    const count = async (picture: boolean) =>
      (await fitTopology(estateOf(...regions), { ...wanted, picture })).topology.Nodes.length;
    expect(await count(false)).toBeGreaterThan(await count(true));
  });

  it('of thousands of tunnels stays within one answer when asked for all, and loses none', async () => {
    const regions = [regionOf('cn-a', 50, 100)];
    const { topology } = await fitTopology(estateOf(...regions), { ...wanted, all: true });
    expect(bytesOf([topology.Nodes, topology.Edges])).toBeLessThanOrEqual(MOST_BYTES);
    const drawn = topology.Edges.filter(({ Kind, To }) => Kind === 'tunnel' && To.startsWith('cgw-')).length;
    expect(drawn).toBeGreaterThan(0);
    expect(drawn + topology.Collapsed).toBe(5_000);
  });

  it('gives every row when asked for all, and a picture that Mermaid still takes', async () => {
    const regions = [regionOf('cn-a', 8, 100)];
    const { topology, picture } = await fitTopology(estateOf(...regions), { ...wanted, all: true });
    expect(topology.Collapsed).toBe(0);
    expect(topology.Edges.filter(({ Kind }) => Kind === 'tunnel')).toHaveLength(800);
    expect(String(picture).length).toBeLessThan(50_000);
    expect(String(picture).match(/==>|-\.->|---/g)?.length).toBeLessThan(500);
  });
});
