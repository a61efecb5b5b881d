import { describe, expect, it } from 'vitest';
import { createClock } from '../../../src/sandbox/state/clock.ts';
import { World } from '../../../src/sandbox/state/world.ts';
import { seeAll } from '../../../src/sandbox/tunnels/cloud-log.ts';
import { loadWorld } from '../../../src/sandbox/worlds/load-world.ts';
import { publicCloud } from '../../../src/sandbox/worlds/public.ts';

const open = async () => new World(await loadWorld('public', { nowMs: Date.now() }), createClock());

describe('the public cloud', () => {
  it('has one thing to find at each site, and nothing else', async () => {
    const world = await open();
    const found = world.data.connections.flatMap((one) => seeAll(world, one));
    const causes = found.map(({ tunnel, connection, verdict }) => [
      tunnel?.TunnelId ?? connection.VpnConnectionId,
      verdict.cause,
    ]);
    expect(Object.fromEntries(causes.filter(([, cause]) => cause))).toEqual({
      'tun-paris001b': 'psk-mismatch',
      'tun-madrid01a': 'ike-proposal-mismatch',
      'tun-madrid01b': 'peer-unreachable',
      'tun-wan00001b': 'traffic-selector-mismatch',
    });
  });

  it('has weak algorithms on one tunnel only, and one peer address twice on one connection only', async () => {
    const tunnels = (await open()).data.connections.flatMap((one) => one.tunnels ?? []);
    const weak = tunnels.filter(({ TunnelIkeConfig: ike }) => ike.IkeEncAlg === 'des' && ike.IkePfs === 'group1');
    expect(weak.map((one) => one.TunnelId)).toEqual(['tun-turin001b']);
    const doubled = (publicCloud.connections ?? []).filter(
      ({ tunnels: [a, b] = [] }) => a && a.CustomerGatewayId === b?.CustomerGatewayId,
    );
    expect(doubled.map((one) => one.VpnConnectionId)).toEqual(['vco-porto001']);
  });

  it('has gateways in two zones, in one, and of one tunnel', async () => {
    const { gateways, vswitches } = (await open()).data;
    const zoneOf = (id?: string) => vswitches.find((one) => one.VSwitchId === id)?.ZoneId;
    const zones = gateways.map((one) => [zoneOf(one.VSwitchId), zoneOf(one.DisasterRecoveryVSwitchId)]);
    expect(zones).toEqual([
      ['cn-hangzhou-h', 'cn-hangzhou-i'],
      ['cn-hangzhou-h', 'cn-hangzhou-i'],
      ['cn-hangzhou-h', 'cn-hangzhou-h'],
      ['cn-hangzhou-h', undefined],
    ]);
  });

  it('names every key among its secrets, each once', async () => {
    const { connections, customer_gateways, secrets } = (await open()).data;
    const keys = connections.flatMap(({ tunnels, IkeConfig }) =>
      tunnels ? tunnels.map((one) => one.TunnelIkeConfig.Psk) : [IkeConfig.Psk],
    );
    expect(secrets).toEqual(
      expect.arrayContaining([...keys, ...customer_gateways.flatMap((one) => one.AuthKey ?? [])]),
    );
    expect(new Set(secrets).size).toBe(secrets.length);
  });
});
