import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../../src/sandbox/public/gateway-findings.ts';
import { startPublic } from './start-public.ts';

const world = startPublic();

/** The findings about a connection of the shop's gateway, by name. */
const findings = (id: string, more: Record<string, string> = {}) => {
  const inside = world.cloud.world;
  const connection = inside.data.connections.find((one) => one.VpnConnectionId === id);
  if (!connection) throw new Error(`the world has no ${id}`);
  const diagnosis = { DiagnoseId: 'vpndgn-1', ResourceId: id, BeginTime: 0, looks: 0, ...more };
  const all = findingsOf(inside, connection, { ...diagnosis, VpnGatewayId: connection.VpnGatewayId });
  return Object.fromEntries(all.map(({ name, level, description }) => [name, { level, description }]));
};

describe('what is found', () => {
  it('of a connection that is up is normal', async () => {
    await world.reset();
    expect(Object.values(findings('vco-berlin01')).map((one) => one.level)).toEqual(Array(6).fill('normal'));
  });

  it('of settings that differ names both sides of the worse tunnel, and no key', async () => {
    await world.reset();
    const { VcoConfigConsistency } = findings('vco-madrid01');
    expect(VcoConfigConsistency).toMatchObject({
      level: 'error',
      description: { vcoLackConf: false, vcoDiffConf: [{ local: '2', remote: '14' }], vcoConf: { IkePfs: 'group2' } },
    });
    expect(JSON.stringify(findings('vco-paris001'))).not.toContain('FAKE');
  });

  it('of a device that is off is that nobody answers, and nothing of its settings', async () => {
    await world.reset();
    await world.patch({ 'tun-berlin01a.peer.Up': false });
    const { VcoConfigConsistency, VcoUserInternetIpConnectivity } = findings('vco-berlin01');
    expect(VcoConfigConsistency).toMatchObject({
      level: 'error',
      description: { vcoLackConf: true, vcoRunningConf: {} },
    });
    expect(VcoUserInternetIpConnectivity).toMatchObject({
      level: 'error',
      description: { targetIp: '198.51.100.11', lossRate: 100, rtt: -1 },
    });
  });

  it('of routes is which of them cover the own VPC, or have a double', async () => {
    await world.reset();
    await world.patch({
      'routes_dbr+': { VpnInstanceId: 'vpn-shop0001', RouteDest: '10.0.0.0/8', NextHop: 'vco-paris001', Weight: 100 },
    });
    expect(findings('vco-berlin01')['RouteEntryConflict']).toEqual({
      level: 'warning',
      description: { conflicts: [{ RouteDest: '10.0.0.0/8', NextHop: 'vco-paris001' }] },
    });
  });

  it('of a quota is what is used of it', async () => {
    await world.reset();
    await world.patch({ 'platform.quotas.routes_per_gateway': 3 });
    const { VpnRouteQuota, VpnIPsecQuota } = findings('vco-berlin01');
    expect(VpnRouteQuota).toMatchObject({ level: 'error', description: { quantity: 3, used: 3 } });
    expect(VpnIPsecQuota).toMatchObject({ level: 'normal', description: { quantity: 10, used: 3 } });
  });

  it.each([
    ['one that answers', 'vco-berlin01', '10.0.1.9', '172.20.0.9', {}, 'normal'],
    ['one outside', 'vco-berlin01', '10.0.1.9', '172.29.0.9', {}, 'error'],
    ['one behind tunnels that are down', 'vco-madrid01', '10.0.1.9', '172.22.0.9', {}, 'error'],
    [
      'one without a way back',
      ...(['vco-paris001', '10.0.1.9', '172.21.0.9', { 'tun-paris001a.peer.ReturnRoute': false }, 'error'] as const),
    ],
  ] as const)('of the way to %s', async (_what, id, PrivateSourceIp, PrivateDestinationIp, change, level) => {
    await world.reset();
    await world.patch(change);
    const summary = findings(id, { PrivateSourceIp, PrivateDestinationIp });
    expect(summary['VcoPrivateConnectivity']).toMatchObject({ level });
  });
});
