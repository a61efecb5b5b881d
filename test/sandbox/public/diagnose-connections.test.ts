import { describe, expect, it } from 'vitest';
import { startPublic } from './start-public.ts';

const world = startPublic();
const rows = async (parameters: Record<string, string>) =>
  (await world.ask('DiagnoseVpnConnections', { PageSize: '50', ...parameters })).VpnConnections;

describe('the diagnosis of connections', () => {
  it('has a row for each tunnel, with both values where they differ in one', async () => {
    await world.reset();
    const summary = await rows({ 'VpnConnectionIds.1': 'vco-madrid01', 'VpnConnectionIds.2': 'vco-paris001' });
    expect(summary).toMatchObject([
      { TunnelId: 'tun-paris001a', FailedReasonCode: 'NoExceptionFound', Severity: 'Normal', SourceLog: '' },
      { TunnelId: 'tun-paris001b', FailedReasonCode: 'PskMismatch', MismatchLocalParam: '' },
      {
        ...{ TunnelId: 'tun-madrid01a', FailedReasonCode: 'DhGroupMismatch', Severity: 'Critical' },
        ...{ MismatchLocalParam: '2', MismatchRemoteParam: '14' },
        SourceLog: expect.stringContaining('received KE type 14,expected 2'),
      },
      { TunnelId: 'tun-madrid01b', FailedReasonCode: 'NoResponse' },
    ]);
  });

  it('says when it failed last, at the time of the line that it quotes', async () => {
    const [row] = await rows({ 'TunnelIds.1': 'tun-madrid01a' });
    const written = Date.parse(`${row.SourceLog.slice(0, 19).replace(' ', 'T')}+08:00`);
    expect(row.FailedTime).toBe(written);
    expect(row.FailedTime).toBeLessThanOrEqual(world.cloud.clock.now());
  });

  it('takes tunnels, connections or a whole gateway', async () => {
    expect(await rows({ 'TunnelIds.1': 'tun-wan00001b' })).toMatchObject([
      { VpnConnectionId: 'vco-wan00001', FailedReasonCode: 'TrafficSelectorMismatch' },
    ]);
    expect(await rows({ VpnGatewayId: 'vpn-shop0001' })).toHaveLength(6);
    const [depot, ...none] = await rows({ 'VpnConnectionIds.1': 'vco-depot001' });
    expect(none).toEqual([]);
    expect(depot).not.toHaveProperty('TunnelId');
    expect(await rows({ 'VpnConnectionIds.1': 'vco-none' })).toEqual([]);
    expect((await world.ask('DiagnoseVpnConnections')).Code).toBe('MissingVpnConnectionIds');
  });
});
