import { describe, expect, it } from 'vitest';
import { createClock } from '../../../src/sandbox/state/clock.ts';
import { World } from '../../../src/sandbox/state/world.ts';
import { tunnelVerdict } from '../../../src/sandbox/tunnels/state.ts';
import { createFleet } from '../../../src/sandbox/worlds/fleet.ts';
import { loadWorld } from '../../../src/sandbox/worlds/load-world.ts';

describe('the fleet', () => {
  it('is the same at every call', () => {
    expect(createFleet()).toEqual(createFleet());
  });

  it('has several regions and hundreds of connections, mostly well', async () => {
    const data = await loadWorld('fleet', { nowMs: Date.now() });
    const world = new World(data, createClock());
    const verdicts = data.connections.map((one) => tunnelVerdict(world, one));
    const up = verdicts.filter((one) => one?.Status === 'ipsec_sa_established').length;
    expect([data.regions.length, data.connections.length]).toEqual([5, 320]);
    expect(up).toBeGreaterThan(160);
    expect(new Set(verdicts.map((one) => one?.cause)).size).toBeGreaterThan(7);
  });

  it('stays within the quotas of its platform', async () => {
    const { gateways, connections, platform } = await loadWorld('fleet', { nowMs: Date.now() });
    for (const { VpnGatewayId } of gateways)
      expect(connections.filter((one) => one.VpnGatewayId === VpnGatewayId).length).toBeLessThan(
        platform.quotas.connections_per_gateway,
      );
  });

  it('makes no key before it is asked for', async () => {
    const { ssl_certs, ssl_servers } = await loadWorld('fleet', { nowMs: Date.now() });
    expect(ssl_certs.length).toBeGreaterThan(100);
    expect(ssl_certs.some((one) => one.ClientKey) || ssl_servers.some((one) => one.authority)).toBe(false);
  });
});
