import { describe, expect, it } from 'vitest';
import type { Invoke } from '../../../src/catalogue/invoke.ts';
import { CloudError } from '../../../src/errors.ts';
import {
  ALL_KINDS,
  countOf,
  limitConcurrency,
  notSeen,
  readInventory,
  wasRead,
} from '../../../src/tools/inventory/inventory.ts';
import { fakeInvoke, testCall } from '../../support/call.ts';

const forbidden = () =>
  new CloudError({ Code: 'Forbidden', HttpStatus: 403, Retryable: false, OutcomeKnown: true }, 'Forbidden.', 'Ask.');

const replies: Readonly<Record<string, Record<string, unknown>>> = {
  DescribeRegions: { Regions: [{ RegionId: 'cn-a', LocalName: 'A' }, { RegionId: 'cn-b' }] },
  DescribeVpnGateways: { VpnGateways: [{ VpnGatewayId: 'vpn-1' }], TotalCount: 1 },
  DescribeVpnRouteEntries: {
    VpnRouteEntries: [{ RouteDest: '10.0.0.0/8', NextHop: 'vco-1', Weight: 100, State: 'published' }],
    TotalCount: 1,
  },
  DescribeVpnPbrRouteEntries: {
    VpnPbrRouteEntries: [
      { RouteDest: '10.0.0.0/8', RouteSource: '10.9.0.0/16', NextHop: 'vco-1', Weight: 0, State: 'normal' },
    ],
    TotalCount: 1,
  },
  DescribeCustomerGateways: { CustomerGateways: [], TotalCount: 0 },
  DescribeVpnConnections: { VpnConnections: [], TotalCount: 0 },
  DescribeSslVpnServers: { SslVpnServers: [], TotalCount: 0 },
  DescribeSslVpnClientCerts: { SslVpnClientCertKeys: [], TotalCount: 0 },
};

describe('the inventory', () => {
  it('holds every region, with both route tables under one shape', async () => {
    const { invoke } = fakeInvoke((action) => replies[action] ?? {});
    const { regions, unseen } = await readInventory(invoke, testCall(), { kinds: ALL_KINDS });
    expect(regions.map(({ RegionId, LocalName }) => [RegionId, LocalName])).toEqual([
      ['cn-a', 'A'],
      ['cn-b', undefined],
    ]);
    expect(regions[0]?.routes).toEqual([
      {
        RouteType: 'dbr',
        VpnGatewayId: 'vpn-1',
        RouteDest: '10.0.0.0/8',
        NextHop: 'vco-1',
        Weight: 100,
        State: 'published',
      },
      {
        RouteType: 'pbr',
        VpnGatewayId: 'vpn-1',
        RouteDest: '10.0.0.0/8',
        RouteSource: '10.9.0.0/16',
        NextHop: 'vco-1',
        Weight: 0,
        State: 'normal',
      },
    ]);
    expect(unseen).toEqual([]);
  });

  it('reads only what is wanted', async () => {
    const { invoke, asked } = fakeInvoke((action) => replies[action] ?? {});
    await readInventory(invoke, testCall(), { RegionId: 'cn-a', kinds: ['connections'] });
    expect(asked.map(({ action }) => action)).toEqual(['DescribeVpnConnections']);
  });

  it('tells what could not be read, and keeps the rest', async () => {
    const { invoke } = fakeInvoke((action, { RegionId }) => {
      if (action === 'DescribeVpnConnections' && RegionId === 'cn-b') throw forbidden();
      return replies[action] ?? {};
    });
    const { regions, unseen } = await readInventory(invoke, testCall(), { kinds: ALL_KINDS });
    expect(regions).toHaveLength(2);
    expect(unseen).toEqual([
      { RegionId: 'cn-b', Action: 'DescribeVpnConnections', Reason: expect.stringContaining('Forbidden') },
    ]);
  });

  it('says why once: code and sentence, without the action that stands beside it', async () => {
    const { invoke } = fakeInvoke((action) => {
      if (action !== 'DescribeVpnGateways') return replies[action] ?? {};
      const failure = { Code: 'Forbidden', HttpStatus: 403, Retryable: false, OutcomeKnown: true };
      throw new CloudError(failure, 'DescribeVpnGateways failed with Forbidden: no right', 'ask');
    });
    const { unseen } = await readInventory(invoke, testCall(), { RegionId: 'cn-a', kinds: ALL_KINDS });
    expect(unseen).toEqual([{ RegionId: 'cn-a', Action: 'DescribeVpnGateways', Reason: 'Forbidden: no right' }]);
  });

  it('rejects when nothing at all could be read, which is not an empty inventory', async () => {
    const { invoke } = fakeInvoke((action) => {
      if (action === 'DescribeRegions') return replies[action] ?? {};
      throw forbidden();
    });
    await expect(readInventory(invoke, testCall(), { kinds: ALL_KINDS })).rejects.toThrow(CloudError);
    await expect(readInventory(invoke, testCall(), { RegionId: 'cn-a', kinds: ['routes'] })).rejects.toThrow(
      CloudError,
    );
  });

  it('lets a fault of ours through instead of calling it unseen', async () => {
    const { invoke } = fakeInvoke((action) => {
      if (action === 'DescribeVpnConnections') throw new TypeError('ours');
      return replies[action] ?? {};
    });
    await expect(readInventory(invoke, testCall(), { kinds: ALL_KINDS })).rejects.toThrow('ours');
  });

  it('asks for the regions only when none was named', async () => {
    const { invoke, asked } = fakeInvoke((action) => replies[action] ?? {});
    const { regions } = await readInventory(invoke, testCall(), { RegionId: 'cn-a', kinds: ['gateways'] });
    expect(regions.map(({ RegionId }) => RegionId)).toEqual(['cn-a']);
    expect(asked.map(({ action }) => action)).toEqual(['DescribeVpnGateways']);
  });

  it.each([
    ['is missing', {}],
    ['is empty', { Regions: [] }],
    ['is none', { Unparsed: [{ Field: 'Regions', Value: 'none' }] }],
    ['names regions without an ID', { Regions: [{ LocalName: 'A' }] }],
  ])('tells that a list of regions which %s was not read', async (_, reply) => {
    const { invoke } = fakeInvoke(() => reply);
    const inventory = await readInventory(invoke, testCall(), { kinds: ALL_KINDS });
    expect(inventory).toEqual({
      regions: [],
      unseen: [{ RegionId: '*', Action: 'DescribeRegions', Reason: expect.any(String) }],
    });
    expect(countOf(inventory, 'DescribeVpnConnections', 0, 'en')).toBe('not known');
  });

  it('shows no route of a table that is not whole, and the rows of any other list', async () => {
    const { invoke } = fakeInvoke((action) => {
      const { TotalCount: _, ...reply } = replies[action] ?? {};
      return action === 'DescribeVpnPbrRouteEntries' ? { ...reply, TotalCount: 1 } : { ...reply, TotalCount: 7 };
    });
    const { regions, unseen } = await readInventory(invoke, testCall(), { RegionId: 'cn-a', kinds: ['routes'] });
    expect(regions[0]?.gateways).toHaveLength(1);
    expect(regions[0]?.routes.map(({ RouteType }) => RouteType)).toEqual(['pbr']);
    expect(unseen.map(({ Action, Reason }) => [Action, Reason])).toEqual([
      ['DescribeVpnGateways', 'the same entry came twice'],
      ['DescribeVpnRouteEntries', 'the same entry came twice'],
    ]);
  });

  it('is read with a bound on what runs at once', async () => {
    let running = 0;
    let most = 0;
    const invoke: Invoke = async () => {
      running++;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
      return {} as never;
    };
    const enter = limitConcurrency(3);
    await Promise.all(Array.from({ length: 20 }, () => enter(() => invoke({} as never, {} as never, testCall()))));
    expect(most).toBe(3);
  });
});

describe('what could not be read', () => {
  const failed = (Action: string, RegionId = 'cn-a') => ({ RegionId, Action, Reason: 'Forbidden: no' });
  const inventory = { unseen: [failed('A'), failed('A'), failed('A', 'cn-b'), failed('B')] };

  it('is told in one row where it is alike, with the number of reads', () => {
    expect(notSeen(inventory)).toEqual([{ ...failed('A'), Reads: 2 }, failed('A', 'cn-b'), failed('B')]);
  });

  it('makes a list of that region incomplete, and a count a lower bound', () => {
    expect([wasRead(inventory, { RegionId: 'cn-b' }, 'A'), wasRead(inventory, { RegionId: 'cn-b' }, 'B')]).toEqual([
      false,
      true,
    ]);
    expect([
      countOf(inventory, 'B', 3, 'en'),
      countOf(inventory, 'B', 3, 'zh'),
      countOf(inventory, 'C', 3, 'en'),
      countOf(inventory, 'B', 0, 'en'),
      countOf(inventory, 'B', 0, 'zh'),
    ]).toEqual(['at least 3', '至少 3', '3', 'not known', '未知']);
  });
});

describe('the regions of a strange cloud', () => {
  it('are each read once, however often they are listed', async () => {
    const Regions = Array.from({ length: 100_000 }, () => ({ RegionId: 'cn-a' }));
    const invoke: Invoke = async () => ({ Regions }) as never;
    expect((await readInventory(invoke, testCall(), { kinds: [] })).regions).toHaveLength(1);
  });

  it('are refused beyond what any cloud has, with the way on', async () => {
    const Regions = Array.from({ length: 201 }, (_, n) => ({ RegionId: `cn-${n}` }));
    const invoke: Invoke = async () => ({ Regions }) as never;
    await expect(readInventory(invoke, testCall(), { kinds: [] })).rejects.toMatchObject({
      message: expect.stringContaining('201 regions'),
      remedy: 'Name a RegionId.',
    });
  });
});
