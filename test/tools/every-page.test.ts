import { describe, expect, it } from 'vitest';
import { actions } from '../../src/catalogue/index.ts';
import { everyPage, onePage, readRows } from '../../src/tools/every-page.ts';
import { fakeInvoke, testCall } from '../support/call.ts';

const { DescribeVpnConnections, DescribeVpnSslServerLogs } = actions;

const rowsOf = (count: number) => Array.from({ length: count }, (_, i) => ({ VpnConnectionId: `vco-${i}` }));

const pagesOf = (rows: readonly unknown[], summary: Record<string, unknown> = { TotalCount: rows.length }) =>
  fakeInvoke((_, { PageNumber = 1, PageSize = 10 }) => {
    const start = (Number(PageNumber) - 1) * Number(PageSize);
    return {
      VpnConnections: rows.slice(start, start + Number(PageSize)),
      ...summary,
      PageNumber,
      PageSize,
      RequestId: 'r',
    };
  });

it('a page that is too long for one answer is cut, and says so first', async () => {
  const rows = Array.from({ length: 30 }, (_, at) => ({ RegionId: `cn-${at}`, LocalName: 'x'.repeat(100_000) }));
  const { invoke } = fakeInvoke(() => ({ Regions: rows, RequestId: 'r' }));
  const output = await onePage(invoke, actions.DescribeRegions, {}, testCall());
  expect(Object.keys(output)[0]).toBe('NotComplete');
  expect(output).toMatchObject({ NotComplete: expect.stringMatching(/^3 of the 30 rows that came are shown/) });
  expect(output.Regions).toHaveLength(3);
});

describe('reading every page', () => {
  it('takes the largest pages there are, gives all rows and tells how many', async () => {
    const { invoke, asked } = pagesOf(rowsOf(120));
    const output = await everyPage(invoke, DescribeVpnConnections, { VpnGatewayId: 'vpn-1' }, testCall());
    expect(asked.map(({ input }) => input)).toEqual(
      [1, 2, 3].map((PageNumber) => ({ VpnGatewayId: 'vpn-1', PageNumber, PageSize: 50 })),
    );
    expect(output).toEqual({ VpnConnections: rowsOf(120), TotalCount: 120, Scanned: 120, RequestId: 'r' });
  });

  it.each([0, 1, 49, 50, 51, 100])('ends after %i rows without asking in vain', async (count) => {
    const { invoke, asked } = pagesOf(rowsOf(count));
    const { Scanned } = await everyPage(invoke, DescribeVpnConnections, {}, testCall());
    expect([Scanned, asked.length]).toEqual([count, Math.max(1, Math.ceil(count / 50))]);
  });

  it('reports each page', async () => {
    const call = testCall();
    await everyPage(pagesOf(rowsOf(60)).invoke, DescribeVpnConnections, {}, call);
    expect(call.heard.map(({ done, total }) => [done, total])).toEqual([
      [50, 60],
      [60, 60],
    ]);
  });

  it('goes on to the last page where the cloud gives smaller pages than asked for', async () => {
    const rows = rowsOf(25);
    const { invoke } = fakeInvoke((_, { PageNumber = 1 }) => {
      const start = (Number(PageNumber) - 1) * 10;
      return { VpnConnections: rows.slice(start, start + 10), TotalCount: 25, PageSize: 10 };
    });
    expect((await everyPage(invoke, DescribeVpnConnections, {}, testCall())).Scanned).toBe(25);
  });

  it('ends with the first short page where no total is told, and says that', async () => {
    const { invoke, asked } = pagesOf(rowsOf(70), {});
    const output = await everyPage(invoke, DescribeVpnConnections, {}, testCall());
    expect(output).toMatchObject({ Scanned: 70, NotComplete: expect.stringContaining('no TotalCount') });
    expect(asked).toHaveLength(2);
  });

  it('shows a row once that slipped to the next page meanwhile, and says that others may have slipped away', async () => {
    const rows = rowsOf(60);
    const { invoke } = fakeInvoke((_, { PageNumber }) => ({
      VpnConnections: PageNumber === 1 ? rows.slice(0, 50) : rows.slice(49),
      TotalCount: 60,
    }));
    expect(await everyPage(invoke, DescribeVpnConnections, {}, testCall())).toMatchObject({
      VpnConnections: rows,
      NotComplete: 'the same entry came twice',
    });
  });

  it('keeps lines of a log that are the same', async () => {
    const { invoke } = fakeInvoke(() => ({ Data: ['again', 'again'], Count: 1, IsCompleted: true }));
    const input = { VpnSslServerId: 'vss-1', MinutePeriod: 10 };
    const output = await everyPage(invoke, DescribeVpnSslServerLogs, input, testCall());
    expect(output).toMatchObject({ Data: ['again', 'again'], Scanned: 2, IsCompleted: true });
  });

  it('is bounded: a list without end stops at 10,000 rows and says so', async () => {
    let next = 0;
    const { invoke } = fakeInvoke(() => ({
      VpnConnections: Array.from({ length: 50 }, () => ({ VpnConnectionId: `vco-${next++}` })),
      TotalCount: 1_000_000,
    }));
    expect(await everyPage(invoke, DescribeVpnConnections, {}, testCall())).toMatchObject({
      Scanned: 10_000,
      NotComplete: 'it has more than 200 pages',
    });
  });

  it('ends with the caller', async () => {
    const controller = new AbortController();
    const { invoke, asked } = fakeInvoke(() => {
      controller.abort(new Error('gone'));
      return { VpnConnections: rowsOf(50), TotalCount: 500 };
    });
    const call = testCall({ signal: controller.signal });
    await expect(everyPage(invoke, DescribeVpnConnections, {}, call)).rejects.toThrow('gone');
    expect(asked).toHaveLength(1);
  });
});

describe('a list that cannot be believed', () => {
  const rows = rowsOf(2);
  const failing: readonly (readonly [string, Record<string, unknown>, readonly unknown[]])[] = [
    ['without its rows', { TotalCount: 2 }, []],
    ['empty beside a count', { VpnConnections: [], TotalCount: 2 }, []],
    ['with fewer rows than it counts', { VpnConnections: rows, TotalCount: 3 }, rows],
    ['without a count', { VpnConnections: rows }, rows],
  ];

  it.each(failing)('%s says so first, one page and all, and shows no empty list', async (_, reply, came) => {
    for (const read of [everyPage, onePage]) {
      const { invoke } = fakeInvoke(() => reply);
      const output = await read(invoke, DescribeVpnConnections, {}, testCall());
      expect(Object.keys(output)[0]).toBe('NotComplete');
      expect(output.VpnConnections).toEqual(came.length > 0 ? came : undefined);
    }
  });

  it.each(failing)('%s shows the rows that came, and is not read', async (_, reply, came) => {
    const found = await readRows(fakeInvoke(() => reply).invoke, DescribeVpnConnections, {}, testCall());
    expect([found.rows, found.unread !== undefined]).toEqual([came, true]);
  });

  it('shows none of a route table, whose missing entries decide where the others lead', async () => {
    const route = { RouteDest: '10.0.0.0/8', NextHop: 'vco-1', Weight: 100, State: 'published' };
    const { invoke } = fakeInvoke((_, { PageNumber }) => ({
      VpnRouteEntries: PageNumber === 1 ? [route] : [],
      TotalCount: 2,
    }));
    const found = await readRows(invoke, actions.DescribeVpnRouteEntries, { VpnGatewayId: 'vpn-1' }, testCall());
    expect([found.rows, found.unread?.en]).toEqual([[], 'its TotalCount is 2, 1 came']);
  });

  it('of a log that does not say whether it is whole says that', async () => {
    const { invoke } = fakeInvoke(() => ({ Data: ['a'], Count: 1 }));
    const input = { VpnSslServerId: 'vss-1', MinutePeriod: 10 };
    expect(await everyPage(invoke, DescribeVpnSslServerLogs, input, testCall())).toMatchObject({
      NotComplete: 'its reply does not say whether that is all',
      Data: ['a'],
    });
  });
});
