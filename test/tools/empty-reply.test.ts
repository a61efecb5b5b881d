import { describe, expect, it } from 'vitest';
import { actions } from '../../src/catalogue/index.ts';
import { CloudError } from '../../src/errors.ts';
import { explainEmpty } from '../../src/tools/empty-reply.ts';
import { fakeInvoke, testCall } from '../support/call.ts';
import { startWorld } from '../support/world.ts';

const { DescribeVpnConnections, DescribeVpnSslServerLogs, DescribeRegions } = actions;
const nothing = { VpnConnections: [], TotalCount: 0 };

describe('a list', () => {
  const { invoke } = fakeInvoke(() => ({}));

  it('that is empty names its region and where to look next', async () => {
    const call = testCall({ region: async () => 'cn-home' });
    const next = 'FindResource looks in every region, by ID, address or part of a name.';
    expect(await explainEmpty(invoke, DescribeVpnConnections, {}, call, nothing)).toEqual({
      ...{ Note: `None in cn-home. ${next}` },
      ...nothing,
    });
    expect(await explainEmpty(invoke, DescribeVpnConnections, { RegionId: 'cn-a' }, call, nothing)).toMatchObject({
      Note: `None in cn-a. ${next}`,
    });
  });

  it.each([
    ['with rows', DescribeVpnConnections, { VpnConnections: [{ VpnConnectionId: 'vco-1' }], TotalCount: 1 }],
    ['behind its last page', DescribeVpnConnections, { VpnConnections: [], TotalCount: 12 }],
    ['without a count', DescribeVpnConnections, { VpnConnections: [] }],
    ['that is none', DescribeVpnConnections, { NotComplete: 'its reply has no list' }],
    ['of no region', DescribeRegions, { Regions: [] }],
  ])('%s stays as it is', async (_, action, reply) => {
    expect(await explainEmpty(invoke, action, {}, testCall(), reply)).toBe(reply);
  });
});

const line = (minute: number) => `2026-11-23 08:${String(minute).padStart(2, '0')}:00 198.18.0.9:5 VERIFY OK`;
const lines = (count: number) => Array.from({ length: count }, (_, at) => line(at % 60));

describe('an empty log', () => {
  const input = { VpnSslServerId: 'vss-1', RegionId: 'cn-a', From: 1_795_420_000, MinutePeriod: 10 };
  const empty = { Data: [], Count: 0, IsCompleted: true };
  const explain = (page: (PageNumber: unknown) => Record<string, unknown>) => {
    const { invoke, asked } = fakeInvoke((_, { PageNumber }) => page(PageNumber));
    return { asked, reply: explainEmpty(invoke, DescribeVpnSslServerLogs, input, testCall(), empty) };
  };

  it('names its window, the time here, and the newest line of the last day', async () => {
    const { asked, reply } = explain(() => ({ Data: lines(3), Count: 3 }));
    expect(await reply).toEqual({
      Window: '2026-11-23T07:46:40Z .. 2026-11-23T07:56:40Z',
      ServerTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      NewestLine: '2026-11-23 08:02:00',
      ...empty,
    });
    expect(asked).toMatchObject([{ input: { RegionId: 'cn-a', VpnSslServerId: 'vss-1', MinutePeriod: 1440 } }]);
    expect(asked[0]?.input).not.toHaveProperty('From');
  });

  it('looks at the last page of a long log, which is the only other read', async () => {
    const { asked, reply } = explain((page) => ({ Data: page === 1 ? lines(50) : lines(7), Count: 107 }));
    expect(await reply).toMatchObject({ NewestLine: '2026-11-23 08:06:00' });
    expect(asked.map(({ input: { PageNumber } }) => PageNumber)).toEqual([1, 3]);
  });

  it.each([
    ['is empty too', { Data: [], Count: 0 }, 'none in the last 24 hours'],
    ['has full pages of which nobody knows the last', { Data: lines(50), Count: 50 }, undefined],
    ['has lines without a time', { Data: ['VERIFY OK'], Count: 1 }, undefined],
    ['is not shown', {}, undefined],
  ])('of a day that %s', async (_, reply, newest) => {
    const summary: Readonly<Record<string, unknown>> = await explain(() => reply).reply;
    expect(summary).toHaveProperty('Window');
    expect(summary['NewestLine']).toBe(newest);
  });

  it('says the rest where the second look is refused', async () => {
    const failure = { Code: 'Throttling', HttpStatus: 400, Retryable: true, OutcomeKnown: true };
    const { reply } = explain(() => {
      throw new CloudError(failure, 'slower', 'wait');
    });
    expect(Object.keys(await reply)).toEqual(['Window', 'ServerTime', 'Data', 'Count', 'IsCompleted']);
  });

  it('stays as it is when it has lines', async () => {
    const { invoke, asked } = fakeInvoke(() => ({}));
    const reply = { Data: lines(1) };
    expect(await explainEmpty(invoke, DescribeVpnSslServerLogs, input, testCall(), reply)).toBe(reply);
    expect(asked).toEqual([]);
  });
});

describe('through the front door', () => {
  it('an empty log tells its window and the newest line', async () => {
    const { agent } = await startWorld();
    const args = { VpnSslServerId: 'vss-hq0001', MinutePeriod: 1 };
    const seen = await agent.call('DescribeVpnSslServerLogs', args);
    expect(seen.data).toMatchObject({
      Window: expect.stringMatching(/Z \.\. .*Z$/),
      NewestLine: expect.stringMatching(/^\d{4}-/),
    });
    const all = await agent.call('DescribeVpnSslServerLogs', { ...args, All: true });
    expect(all.data).toMatchObject({ Data: [], Scanned: 0, ServerTime: expect.any(String) });
  });

  it.each([
    [{ From: 2018020201, MinutePeriod: 10 }, 'no Unix time'],
    [{ From: '2099-01-01T00:00:00Z', MinutePeriod: 10 }, 'in the future'],
    [{ From: '2008-01-01T00:00:00Z', To: '2008-01-02T00:00:00Z' }, 'before 2009'],
  ])('a log of %j is refused before anything is sent, with the reason', async (range, says) => {
    const { agent, requests } = await startWorld();
    const { text, isError } = await agent.call('DescribeVpnSslServerLogs', { VpnSslServerId: 'vss-hq0001', ...range });
    expect(isError).toBe(true);
    expect(text).toContain(says);
    expect(await requests()).toEqual([]);
  });

  it('an empty list and a thing that is not there name the region of a call without one', async () => {
    const { agent } = await startWorld();
    expect((await agent.call('DescribeVpnConnections', { VpnConnectionId: 'vco-none' })).data['Note']).toContain(
      'None in cn-qingdao-env17-d01.',
    );
    expect((await agent.call('DescribeVpnConnection', { VpnConnectionId: 'vco-none' })).text).toMatch(
      /\(looked in cn-qingdao-env17-d01\)[\s\S]*FindResource looks in every region/,
    );
  });
});
