import { describe, expect, it } from 'vitest';
import type { Fields } from '../../../src/catalogue/action.ts';
import { actions } from '../../../src/catalogue/index.ts';
import { isPaged, listField, readList, replyFlaw } from '../../../src/catalogue/schema/list-replies.ts';
import { fakeInvoke, testCall } from '../../support/call.ts';

const { DescribeRegions, DescribeVpnConnections, DescribeVpnPbrRouteEntries, DescribeVpnRouteEntries } = actions;
const { DescribeVpnSslServerLogs } = actions;

const route = { RouteDest: '10.0.0.0/8', NextHop: 'vco-1', Weight: 100, State: 'published' };
const inGateway = { VpnGatewayId: 'vpn-1' };
const logs = { VpnSslServerId: 'vss-1', MinutePeriod: 10 };

const routesIn = (reply: Fields) => {
  const { invoke } = fakeInvoke(() => reply);
  return readList(invoke, DescribeVpnRouteEntries, inGateway, testCall());
};

describe('the catalogue knows', () => {
  it('which action has a list of pages', () => {
    const paged = Object.values(actions).filter(({ input }) => 'PageSize' in input.shape || 'NextToken' in input.shape);
    expect(paged.map(({ name }) => name)).toHaveLength(19);
    expect(Object.values(actions).filter(isPaged)).toEqual(paged);
    expect([isPaged(DescribeRegions), listField(DescribeRegions)]).toEqual([false, 'Regions']);
    expect(listField(actions.DescribeVpnGateway)).toBeUndefined();
  });

  it('that every list of things is counted, and a log, the regions and tags are not', () => {
    const isCounted = (action: (typeof actions)[keyof typeof actions]) => 'TotalCount' in action.output.shape;
    const lists = Object.values(actions).filter(isPaged);
    expect(lists.filter((action) => !isCounted(action)).map(({ name }) => name)).toEqual([
      'ListTagResources',
      'DescribeVpnConnectionLogs',
      'DescribeVpnSslServerLogs',
    ]);
  });
});

describe('a route table', () => {
  it('is read when it has its rows and their count', async () => {
    expect(await routesIn({ VpnRouteEntries: [route], TotalCount: 1 })).toMatchObject({ rows: [route] });
    const empty = await routesIn({ VpnRouteEntries: [], TotalCount: 0 });
    expect([empty.rows, empty.unread, empty.unproven]).toEqual([[], undefined, undefined]);
  });

  it.each<[string, Fields, string]>([
    ['without its rows', { TotalCount: 2 }, 'its reply has no list VpnRouteEntries'],
    ['without its rows, and counted as empty', { TotalCount: 0 }, 'has no list'],
    ['whose rows are null', { VpnRouteEntries: null, TotalCount: 2 }, 'has no list'],
    ['whose rows are text', { VpnRouteEntries: 'none', TotalCount: 2 }, 'has no list'],
    ['whose rows are an object', { VpnRouteEntries: { a: 1 }, TotalCount: 1 }, 'has no list'],
    ['under another name', { Routes: [route], TotalCount: 1 }, 'has no list'],
    [
      'whose rows the client had to leave out',
      { TotalCount: 2, Unparsed: [{ Field: 'VpnRouteEntries', Value: 'none' }] },
      'is no list of entries',
    ],
    [
      'of which the client left out a row',
      { VpnRouteEntries: [route], TotalCount: 1, Unparsed: [{ Field: 'VpnRouteEntries[1]', Value: '7' }] },
      'holds something else than entries',
    ],
    ['with a row that is no object', { VpnRouteEntries: [route, 7], TotalCount: 2 }, 'something else'],
    ['with a row that is null', { VpnRouteEntries: [route, null], TotalCount: 2 }, 'something else'],
    ['with a row of something else', { VpnRouteEntries: [{ a: 1 }], TotalCount: 1 }, 'something else'],
    ...Object.keys(route).map((field): [string, Fields, string] => [
      `with a row without ${field}`,
      { VpnRouteEntries: [{ ...route, [field]: undefined }], TotalCount: 1 },
      'something else',
    ]),
    ['that is empty beside a count', { VpnRouteEntries: [], TotalCount: 2 }, 'its TotalCount is 2, 0 came'],
    ['without its count', { VpnRouteEntries: [route] }, 'no TotalCount'],
    ['without its count, and empty', { VpnRouteEntries: [] }, 'no TotalCount'],
    [
      'whose count is a word',
      { VpnRouteEntries: [route], Unparsed: [{ Field: 'TotalCount', Value: 'many' }] },
      'no TotalCount',
    ],
    ['with a row twice', { VpnRouteEntries: [route, route], TotalCount: 2 }, 'came twice'],
    ['with a token for more', { VpnRouteEntries: [route], TotalCount: 1, NextToken: 'abc' }, 'a token'],
  ])('%s is not', async (_, reply, why) => {
    expect((await routesIn(reply)).unread?.en).toContain(why);
  });

  it('of which a field besides did not fit is read', async () => {
    const reply = {
      VpnRouteEntries: [route],
      TotalCount: 1,
      NextToken: '',
      Unparsed: [{ Field: 'VpnRouteEntries[0].CreateTime', Value: 'soon' }],
    };
    expect((await routesIn(reply)).unread).toBeUndefined();
  });

  it('of policy routes needs the source of each', async () => {
    const { invoke } = fakeInvoke(() => ({ VpnPbrRouteEntries: [route], TotalCount: 1 }));
    const found = await readList(invoke, DescribeVpnPbrRouteEntries, inGateway, testCall());
    expect([found.rows, found.unread?.en]).toEqual([[], 'its VpnPbrRouteEntries holds something else than entries']);
  });
});

describe('connections', () => {
  it('with the same ID twice are not read, whatever else differs', async () => {
    const { invoke } = fakeInvoke((_, { PageNumber }) => ({
      VpnConnections: [{ VpnConnectionId: 'vco-1', Status: String(PageNumber) }],
      TotalCount: 2,
    }));
    const found = await readList(invoke, DescribeVpnConnections, {}, testCall());
    expect([found.rows, found.unread?.en]).toEqual([
      [{ VpnConnectionId: 'vco-1', Status: '1' }],
      'the same entry came twice',
    ]);
  });
});

describe('a list that is not counted', () => {
  it.each([
    [true, undefined],
    [false, undefined],
    [undefined, 'its reply does not say whether that is all'],
  ])('of a log is whole by its own word: IsCompleted %s', async (IsCompleted, unproven) => {
    const { invoke } = fakeInvoke(() => ({
      Data: ['a', 'a'],
      Count: 2,
      ...(IsCompleted !== undefined && { IsCompleted }),
    }));
    const found = await readList(invoke, DescribeVpnSslServerLogs, logs, testCall());
    expect([found.rows, found.unread, found.unproven?.en]).toEqual([['a', 'a'], undefined, unproven]);
  });

  it('of regions is one page, however long', async () => {
    const Regions = Array.from({ length: 120 }, (_, at) => ({ RegionId: `cn-${at}` }));
    const { invoke, asked } = fakeInvoke(() => ({ Regions }));
    const found = await readList(invoke, DescribeRegions, {}, testCall());
    expect([found.rows.length, found.unread, found.unproven, asked.length]).toEqual([120, undefined, undefined, 1]);
    expect(asked[0]?.input).toEqual({});
  });

  it('has to be there all the same', async () => {
    const { invoke } = fakeInvoke(() => ({ IsCompleted: true }));
    expect((await readList(invoke, DescribeVpnSslServerLogs, logs, testCall())).unread?.en).toContain('no list Data');
    expect((await readList(invoke, DescribeRegions, {}, testCall())).unread?.en).toContain('no list Regions');
  });
});

it('an action without a list cannot be read to its end', async () => {
  const { invoke } = fakeInvoke(() => ({}));
  await expect(readList(invoke, actions.DescribeVpnGateway, inGateway, testCall())).rejects.toThrow(TypeError);
});

describe('one page', () => {
  const page = (count: number, from = 0) =>
    Array.from({ length: count }, (_, at) => ({ VpnConnectionId: `vco-${from + at}` }));
  it.each<[string, Fields, Fields, string | undefined]>([
    ['the first of three', {}, { VpnConnections: page(10), TotalCount: 25 }, undefined],
    ['the last of three', { PageNumber: 3 }, { VpnConnections: page(5), TotalCount: 25 }, undefined],
    ['beyond the end', { PageNumber: 9 }, { VpnConnections: [], TotalCount: 25 }, undefined],
    ['as large as asked for', { PageSize: 50 }, { VpnConnections: page(25), TotalCount: 25 }, undefined],
    [
      'cut smaller by the cloud',
      { PageSize: 50 },
      { VpnConnections: page(20), TotalCount: 25, PageSize: 20 },
      undefined,
    ],
    ['with a row too few', {}, { VpnConnections: page(9), TotalCount: 25 }, 'its TotalCount is 25, 9 came'],
    ['with a row too many', {}, { VpnConnections: page(3), TotalCount: 2 }, 'its TotalCount is 2, 3 came'],
    ['without its rows', {}, { TotalCount: 25 }, 'has no list VpnConnections'],
    ['without its count', {}, { VpnConnections: page(1) }, 'no TotalCount'],
    ['with a row twice', {}, { VpnConnections: [...page(1), ...page(1)], TotalCount: 2 }, 'came twice'],
  ])('%s', (_, input, reply, why) => {
    const flaw = replyFlaw(DescribeVpnConnections, input, reply);
    if (why === undefined) expect(flaw).toBeUndefined();
    else expect(flaw?.en).toContain(why);
  });

  it('of an action without a list has no flaw', () => {
    expect(replyFlaw(actions.DescribeVpnGateway, inGateway, {})).toBeUndefined();
  });
});

describe('a list that goes on by a token', () => {
  const entries = ['10.0.0.0/24', '10.0.1.0/24', '10.0.2.0/24'].map((DestinationCidrBlock) => ({
    DestinationCidrBlock,
  }));
  const pieces: Readonly<Record<string, Fields>> = {
    first: { RouteEntrys: entries.slice(0, 2), NextToken: 'more', TotalCount: 3 },
    more: { RouteEntrys: entries.slice(2), NextToken: '', TotalCount: 3 },
  };

  it('is read to its end', async () => {
    const { invoke, asked } = fakeInvoke((_, { NextToken = 'first' }) => pieces[String(NextToken)] ?? {});
    const read = await readList(invoke, actions.DescribeRouteEntryList, { RouteTableId: 'vtb-1' }, testCall());
    expect([read.rows, read.unread]).toEqual([entries, undefined]);
    expect(asked.map(({ input }) => input)).toEqual([
      { RouteTableId: 'vtb-1', MaxResult: 50 },
      { RouteTableId: 'vtb-1', MaxResult: 50, NextToken: 'more' },
    ]);
  });

  it('is not known where it names the same next piece again', async () => {
    const { invoke } = fakeInvoke((_, { NextToken = 'first' }) => ({
      ...pieces['first'],
      RouteEntrys: [{ DestinationCidrBlock: `of ${NextToken}` }],
    }));
    const read = await readList(invoke, actions.DescribeRouteEntryList, { RouteTableId: 'vtb-1' }, testCall());
    expect(read.unread?.en).toBe('it names the same next page twice');
  });
});

it('a route that BGP brought needs no weight, any other does', () => {
  const rows = [{ RouteDest: '10.0.0.0/8', NextHop: 'vco-1', State: 'Active' }];
  const flawOf = (more: Fields) =>
    replyFlaw(DescribeVpnRouteEntries, inGateway, {
      VpnRouteEntries: rows.map((row) => ({ ...row, ...more })),
      TotalCount: 1,
    })?.en;
  expect(flawOf({ RouteEntryType: 'bgp' })).toBeUndefined();
  expect(flawOf({ RouteEntryType: 'custom' })).toContain('something else than entries');
});
