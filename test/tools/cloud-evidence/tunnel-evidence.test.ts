import { describe, expect, it } from 'vitest';
import type { Fields } from '../../../src/catalogue/action.ts';
import { type AskedTunnels, fetchTunnelEvidence } from '../../../src/tools/cloud-evidence/tunnel-evidence.ts';

const connection = { RegionId: 'cn-a', VpnConnectionId: 'vco-1', VpnGatewayId: 'vpn-1' };

const fetchWith = async (replies: Readonly<Record<string, Fields>>, rest: Partial<AskedTunnels> = {}) => {
  const asked: (readonly [string, Fields])[] = [];
  const evidence = await fetchTunnelEvidence(
    {
      unread: [],
      read: async (action, input) => {
        asked.push([action.name, input]);
        return replies[action.name] as never;
      },
    },
    { ...connection, tunnels: ['tun-1'], mayReadLogs: true, wantsLogs: true, ...rest },
  );
  return { evidence, asked };
};

const log = (lines: number, rest: Fields = {}): Fields => ({
  Data: Array.from({ length: lines }, (_, at) => `line ${at}`),
  IsCompleted: true,
  ...rest,
});

describe('the cloud is asked', () => {
  it('for its verdicts, the log of each tunnel and the last check, of ten minutes', async () => {
    const { asked } = await fetchWith({}, { tunnels: ['tun-1', 'tun-2'] });
    const window = { RegionId: 'cn-a', VpnConnectionId: 'vco-1', MinutePeriod: 10, PageSize: 50 };
    expect(asked).toEqual([
      ['DiagnoseVpnConnections', { RegionId: 'cn-a', VpnConnectionIds: ['vco-1'] }],
      ['DescribeVpnConnectionLogs', { ...window, TunnelId: 'tun-1' }],
      ['DescribeVpnConnectionLogs', { ...window, TunnelId: 'tun-2' }],
      ['GetVpnGatewayDiagnoseResult', { RegionId: 'cn-a', VpnGatewayId: 'vpn-1' }],
    ]);
  });

  it.each([
    ['for no log where none is wanted', { wantsLogs: false }],
    ['for no log where none may be read', { mayReadLogs: false }],
  ])('%s', async (_, rest) => {
    const { asked } = await fetchWith({}, rest);
    expect(asked.map(([action]) => action)).toEqual(['DiagnoseVpnConnections', 'GetVpnGatewayDiagnoseResult']);
  });

  it('for no check of a gateway where there is none', async () => {
    const { asked } = await fetchWith({}, { VpnGatewayId: undefined });
    expect(asked.map(([action]) => action)).not.toContain('GetVpnGatewayDiagnoseResult');
  });
});

describe('a log of the cloud', () => {
  it.each([
    ['is whole', log(3), { text: 'line 0\nline 1\nline 2', lines: 3, isWhole: true }],
    ['is not whole before the cloud says so', log(1, { IsCompleted: false }), { isWhole: false }],
    ['is not whole where a page is full', log(50), { lines: 50, isWhole: false }],
    ['may be empty', log(0), { text: '', lines: 0, isWhole: true }],
  ])('%s', async (_, reply, wanted) => {
    const { evidence } = await fetchWith({ DescribeVpnConnectionLogs: reply });
    expect(evidence('tun-1').log).toMatchObject(wanted);
    expect(evidence('tun-2').log).toBeUndefined();
  });

  it('that has no list is none', async () => {
    expect((await fetchWith({ DescribeVpnConnectionLogs: {} })).evidence('tun-1').log).toBeUndefined();
  });
});

describe('the last check', () => {
  const result = {
    ...{ ResourceInstanceId: 'vco-1', BeginTime: '2026-01-31T08:00:00Z', FinishTime: '2026-01-31T08:01:00Z' },
    DiagnoseResult: [
      { DiagnoseName: 'VpnRouteQuota', DiagnoseResultLevel: 'normal' },
      { DiagnoseName: 'VcoConfigConsistency', DiagnoseResultLevel: 'error' },
    ],
  };

  it('counts where it is of this connection, and tells what it did not call normal', async () => {
    const { evidence } = await fetchWith({ GetVpnGatewayDiagnoseResult: result });
    const complaints = ['VcoConfigConsistency: error'];
    expect(evidence('tun-1').check).toEqual({ time: '2026-01-31T08:01:00Z', complaints, isFinished: true });
    const other = { ...result, ResourceInstanceId: 'vco-2' };
    expect((await fetchWith({ GetVpnGatewayDiagnoseResult: other })).evidence('tun-1').check).toBeUndefined();
  });

  it('that goes on is told as that', async () => {
    const { FinishTime: _, ...running } = result;
    const { evidence } = await fetchWith({ GetVpnGatewayDiagnoseResult: running });
    expect(evidence(undefined).check).toMatchObject({ time: '2026-01-31T08:00:00Z', isFinished: false });
  });
});

it('a verdict is of its tunnel, and without one of the connection that is its own', async () => {
  const rows = [{ TunnelId: 'tun-2', FailedReasonCode: 'NoResponse' }, { FailedReasonCode: 'PskMismatch' }];
  const { evidence } = await fetchWith({ DiagnoseVpnConnections: { VpnConnections: rows } });
  expect(['tun-1', 'tun-2', undefined].map((id) => evidence(id).verdict?.code)).toEqual([
    undefined,
    'NoResponse',
    'PskMismatch',
  ]);
});
