import { describe, expect, it } from 'vitest';
import { kinds } from '../../src/resources/kinds.ts';
import { complete, entriesIn, toListing } from '../../src/resources/live.ts';
import { fakeSource } from '../support/source.ts';

describe('live things', () => {
  it('are listed with a URI that can be read', async () => {
    const { source } = fakeSource();
    const listing = (await entriesIn(source, ['cn-a', 'cn-b'], kinds)).map(toListing);
    expect(listing.map(({ uri }) => uri)).toEqual([
      'vpn://cn-a/gateways/vpn-1',
      'vpn://cn-a/connections/vco-1',
      'vpn://cn-a/ssl-servers/vss-1',
      'vpn://cn-a/certificates/vsc-1',
    ]);
  });

  it.each([
    ['region', 'cn', ['cn-a', 'cn-b']],
    ['connection', '', ['site a', 'vco-1']],
    ['connection', 'SITE', ['site a']],
    ['customer-gateway', 'cgw', ['cgw-1']],
    ['unheard of', '', []],
  ])('complete a %s from %j', async (what, typed, values) => {
    expect(await complete(fakeSource().source, what, typed)).toEqual({ values, total: values.length, hasMore: false });
  });

  it.each([
    ['', ['vco-1']],
    ['vco', ['vco-1']],
    ['site', ['vco-1']],
    ['nobody', []],
  ])('complete a URI from %j with IDs alone, also for a name', async (typed, values) => {
    expect((await complete(fakeSource().source, 'connection', typed, { idsOnly: true })).values).toEqual(values);
  });

  it('complete within one region when it is known', async () => {
    const { source, asked } = fakeSource();
    expect((await complete(source, 'gateway', '', { within: 'cn-b' })).values).toEqual([]);
    expect(asked.map(([tool]) => tool)).toEqual(['DescribeVpnGateways']);
  });

  it('of a region that fails are left out', async () => {
    const failing = {
      DescribeVpnGateways: ({ RegionId }: Readonly<Record<string, unknown>>) => {
        if (RegionId === 'cn-b') throw new Error('forbidden');
        return { VpnGateways: [{ VpnGatewayId: 'vpn-1' }] };
      },
    };
    expect((await complete(fakeSource(failing).source, 'gateway', '')).values).toEqual(['vpn-1']);
  });

  it('are at most a hundred values, and say that there are more', async () => {
    const many = {
      DescribeRegions: () => ({ Regions: Array.from({ length: 120 }, (_, n) => ({ RegionId: `cn-${n}` })) }),
    };
    const done = await complete(fakeSource(many).source, 'region', 'cn');
    expect([done.values.length, done.total, done.hasMore]).toEqual([100, 120, true]);
  });
});
