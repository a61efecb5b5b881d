import { describe, expect, it } from 'vitest';
import { actions } from '../../src/catalogue/index.ts';
import { everyPage, listField } from '../../src/tools/every-page.ts';
import { fakeInvoke, testCall } from '../support/call.ts';

const { DescribeVpnConnections, DescribeVpnSslServerLogs } = actions;

const rowsOf = (count: number) => Array.from({ length: count }, (_, i) => ({ VpnConnectionId: `vco-${i}` }));

const pagesOf = (rows: readonly unknown[], told: Record<string, unknown> = { TotalCount: rows.length }) =>
  fakeInvoke((_, { PageNumber = 1, PageSize = 10 }) => {
    const start = (Number(PageNumber) - 1) * Number(PageSize);
    return {
      VpnConnections: rows.slice(start, start + Number(PageSize)),
      ...told,
      PageNumber,
      PageSize,
      RequestId: 'r',
    };
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

  it('ends with the first short page where no total is told', async () => {
    const { invoke, asked } = pagesOf(rowsOf(70), {});
    expect((await everyPage(invoke, DescribeVpnConnections, {}, testCall())).Scanned).toBe(70);
    expect(asked).toHaveLength(2);
  });

  it('keeps a row once that slipped to the next page meanwhile', async () => {
    const rows = rowsOf(60);
    const { invoke } = fakeInvoke((_, { PageNumber }) => ({
      VpnConnections: PageNumber === 1 ? rows.slice(0, 50) : rows.slice(49),
      TotalCount: 60,
    }));
    expect((await everyPage(invoke, DescribeVpnConnections, {}, testCall())).VpnConnections).toEqual(rows);
  });

  it('keeps lines of a log that are the same', async () => {
    const { invoke } = fakeInvoke(() => ({ Data: ['again', 'again'], Count: 1, IsCompleted: true }));
    const input = { VpnSslServerId: 'vss-1', MinutePeriod: 10 };
    const output = await everyPage(invoke, DescribeVpnSslServerLogs, input, testCall());
    expect(output).toMatchObject({ Data: ['again', 'again'], Scanned: 2, IsCompleted: true });
  });

  it('is bounded: a list without end stops at 10,000 rows, and Scanned below TotalCount tells it', async () => {
    let next = 0;
    const { invoke } = fakeInvoke(() => ({
      VpnConnections: Array.from({ length: 50 }, () => ({ VpnConnectionId: `vco-${next++}` })),
      TotalCount: 1_000_000,
    }));
    expect((await everyPage(invoke, DescribeVpnConnections, {}, testCall())).Scanned).toBe(10_000);
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

it('every action that takes pages has one list', () => {
  const paged = Object.values(actions).filter((action) => 'PageSize' in action.input.shape);
  expect(paged.length).toBeGreaterThan(5);
  expect(paged.map((action) => [action.name, listField(action)]).filter(([, field]) => !field)).toEqual([]);
});

it('an action without pages has no list to read whole', () => {
  expect(listField(actions.DescribeRegions)).toBeUndefined();
});
