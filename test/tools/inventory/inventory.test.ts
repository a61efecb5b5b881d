import { describe, expect, it } from 'vitest';
import type { Invoke } from '../../../src/catalogue/invoke.ts';
import { CloudError } from '../../../src/errors.ts';
import {
  ALL_KINDS,
  countOf,
  limitConcurrency,
  notSeen,
  readInventory,
  regionsFor,
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
    VpnPbrRouteEntries: [{ RouteDest: '10.0.0.0/8', RouteSource: '10.9.0.0/16', NextHop: 'vco-1', Weight: 0 }],
    TotalCount: 1,
  },
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
        State: '',
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
    const { invoke, asked } = fakeInvoke(() => ({}));
    expect(await regionsFor(invoke, testCall(), 'cn-a')).toEqual([{ RegionId: 'cn-a' }]);
    expect(asked).toEqual([]);
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
    ]).toEqual(['at least 3', '至少 3', '3']);
  });
});

describe('the regions of a strange cloud', () => {
  it('are each read once, however often they are listed', async () => {
    const Regions = Array.from({ length: 100_000 }, () => ({ RegionId: 'cn-a' }));
    const invoke: Invoke = async () => ({ Regions }) as never;
    expect(await regionsFor(invoke, testCall())).toEqual([{ RegionId: 'cn-a', LocalName: undefined }]);
  });

  it('are refused beyond what any cloud has, with the way on', async () => {
    const Regions = Array.from({ length: 201 }, (_, n) => ({ RegionId: `cn-${n}` }));
    const invoke: Invoke = async () => ({ Regions }) as never;
    await expect(regionsFor(invoke, testCall())).rejects.toMatchObject({
      message: expect.stringContaining('201 regions'),
      remedy: 'Name a RegionId.',
    });
  });
});
