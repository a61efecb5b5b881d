import { describe, expect, it } from 'vitest';
import type { Fields } from '../../../src/catalogue/action.ts';
import { type AskedTunnels, fetchTunnelEvidence } from '../../../src/tools/cloud-evidence/tunnel-evidence.ts';

const connection = { RegionId: 'cn-a', VpnConnectionId: 'vco-1', VpnGatewayId: 'vpn-1' };

const asks = {
  ...{ tunnels: ['tun-1'], mayReadLogs: true, wantsLogs: true, mayCheck: true },
  ...{ areDown: true, changedMs: undefined },
};

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
    { ...connection, ...asks, ...rest },
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

  it('for the log alone of tunnels that are up', async () => {
    const { asked, evidence } = await fetchWith({}, { areDown: false });
    expect(asked.map(([action]) => action)).toEqual(['DescribeVpnConnectionLogs']);
    expect(evidence('tun-1').mayCheck).toBe(false);
  });

  it('for the log since the last change, where that was a moment ago', async () => {
    const changedMs = Date.now() - 150_000;
    const { asked, evidence } = await fetchWith({ DescribeVpnConnectionLogs: log(0) }, { changedMs });
    const input = asked.find(([action]) => action === 'DescribeVpnConnectionLogs')?.[1];
    expect(input).toMatchObject({ From: Math.ceil(changedMs / 1000), To: expect.any(Number) });
    expect(input).not.toHaveProperty('MinutePeriod');
    expect(evidence('tun-1').log?.minutes).toBe(2);
  });

  it('for no check of a gateway where there is none', async () => {
    const { asked } = await fetchWith({}, { VpnGatewayId: undefined });
    expect(asked.map(([action]) => action)).not.toContain('GetVpnGatewayDiagnoseResult');
  });
});

describe('a log of the cloud', () => {
  it.each([
    ['is whole', log(3), { text: 'line 0\nline 1\nline 2', lines: 3, minutes: 10, isWhole: true }],
    ['is not whole before the cloud says so', log(1, { IsCompleted: false }), { isWhole: false }],
    ['is not whole where the cloud does not say', log(1, { IsCompleted: undefined }), { isWhole: false }],
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
  const at = (agoMs: number): string => `${new Date(Date.now() - agoMs).toISOString().slice(0, 19)}Z`;
  const [BeginTime, FinishTime] = [at(120_000), at(60_000)];
  const result = {
    ...{ ResourceInstanceId: 'vco-1', BeginTime, FinishTime },
    DiagnoseResult: [
      { DiagnoseName: 'VpnRouteQuota', DiagnoseResultLevel: 'normal' },
      { DiagnoseName: 'VcoConfigConsistency', DiagnoseResultLevel: 'error' },
    ],
  };

  it('counts where it is of this connection, and tells what it did not call normal', async () => {
    const { evidence } = await fetchWith({ GetVpnGatewayDiagnoseResult: result });
    const complaints = ['VcoConfigConsistency: error'];
    expect(evidence('tun-1').check).toEqual({ time: FinishTime, complaints, isFinished: true });
    const other = { ...result, ResourceInstanceId: 'vco-2' };
    expect((await fetchWith({ GetVpnGatewayDiagnoseResult: other })).evidence('tun-1').check).toBeUndefined();
  });

  it('is no news after an hour, and none without its time', async () => {
    for (const old of [{ FinishTime: at(3_600_001) }, { BeginTime: undefined, FinishTime: undefined }]) {
      const { evidence } = await fetchWith({ GetVpnGatewayDiagnoseResult: { ...result, ...old } });
      expect(evidence('tun-1').check).toBeUndefined();
    }
  });

  it('that looked at nothing has not come to its end', async () => {
    const { evidence } = await fetchWith({ GetVpnGatewayDiagnoseResult: { ...result, DiagnoseResult: [] } });
    expect(evidence('tun-1').check).toMatchObject({ isFinished: false, complaints: [] });
  });

  it('that goes on is told as that', async () => {
    const { FinishTime: _, ...running } = result;
    const { evidence } = await fetchWith({ GetVpnGatewayDiagnoseResult: running });
    expect(evidence(undefined).check).toMatchObject({ time: BeginTime, isFinished: false });
  });
});

it('a verdict is of its tunnel, and without one of the connection that is its own', async () => {
  const VpnConnectionId = 'vco-1';
  const rows = [
    { VpnConnectionId, TunnelId: 'tun-2', FailedReasonCode: 'NoResponse' },
    { VpnConnectionId, FailedReasonCode: 'PskMismatch' },
  ];
  const { evidence } = await fetchWith({ DiagnoseVpnConnections: { VpnConnections: rows } });
  expect(['tun-1', 'tun-2', undefined].map((id) => evidence(id).verdict?.code)).toEqual([
    undefined,
    'NoResponse',
    'PskMismatch',
  ]);
});
