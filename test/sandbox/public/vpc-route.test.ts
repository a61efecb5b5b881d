import { describe, expect, it } from 'vitest';
import { startPublic } from './start-public.ts';

const world = startPublic();
type Entry = { DestinationCidrBlock: string; Type: string; NextHops: { NextHop: { NextHopId: string }[] } };
const entries = async (RouteTableId: string, more: Record<string, string> = {}): Promise<Entry[]> => {
  const reply = await world.ask('DescribeRouteEntryList', { RouteTableId, MaxResult: '100', ...more });
  return reply.RouteEntrys.RouteEntry;
};
const destinations = async (...how: Parameters<typeof entries>): Promise<string[]> =>
  (await entries(...how)).map((one) => one.DestinationCidrBlock);

describe('a system table', () => {
  it('has the vSwitches, the cloud, what is published, and what was put in by hand', async () => {
    await world.reset();
    expect(await destinations('vtb-shop0001')).toEqual([
      ...['10.0.1.0/24', '10.0.2.0/24', '10.0.10.0/24', '100.64.0.0/10'],
      ...['172.20.0.0/16', '172.21.0.0/16', '172.22.0.0/16', '172.20.64.0/18', '0.0.0.0/0'],
    ]);
  });

  it('gains a route when it is published, and loses it when it is not', async () => {
    await world.reset();
    const porto = {
      RouteDest: '172.25.0.0/16',
      NextHop: 'vco-porto001',
      VpnGatewayId: 'vpn-data0001',
      RouteType: 'dbr',
    };
    expect(await destinations('vtb-data0001')).not.toContain('172.25.0.0/16');
    await world.ask('PublishVpnRouteEntry', { ...porto, PublishVpc: 'true' });
    expect(await destinations('vtb-data0001')).toContain('172.25.0.0/16');
    await world.ask('PublishVpnRouteEntry', { ...porto, PublishVpc: 'false' });
    expect(await destinations('vtb-data0001')).not.toContain('172.25.0.0/16');
  });

  it('has what BGP learns while it is learned and passed on', async () => {
    await world.reset();
    const [learned] = await entries('vtb-data0001', { RouteEntryType: 'BGP' });
    expect(learned).toMatchObject({
      DestinationCidrBlock: '172.23.0.0/16',
      NextHops: { NextHop: [{ NextHopId: 'vpn-data0001' }] },
    });
    await world.patch({ 'vpn-data0001.AutoPropagate': false });
    expect(await entries('vtb-data0001', { RouteEntryType: 'BGP' })).toEqual([]);
  });

  it('names a destination once, however many routes of the gateway lead to it', async () => {
    await world.reset();
    await world.patch({
      'routes_dbr+': {
        ...{ VpnInstanceId: 'vpn-shop0001', RouteDest: '172.20.0.0/16', NextHop: 'vco-paris001', Weight: 0 },
        State: 'published',
      },
    });
    expect(await entries('vtb-shop0001', { DestinationCidrBlock: '172.20.0.0/16' })).toHaveLength(1);
  });
});

describe('a table of its own', () => {
  it('has only what was put in by hand beside the system routes', async () => {
    await world.reset();
    expect(await destinations('vtb-shopdb01', { RouteEntryType: 'Custom' })).toEqual(['172.20.0.0/16']);
  });

  it('is listed after the system table, with the vSwitches that go by it', async () => {
    const { RouterTableList } = await world.ask('DescribeRouteTableList', { VpcId: 'vpc-shop0001' });
    expect(RouterTableList.RouterTableListType).toMatchObject([
      { RouteTableType: 'System', VSwitchIds: { VSwitchId: ['vsw-shop000h', 'vsw-shop000i'] } },
      { RouteTableType: 'Custom', VSwitchIds: { VSwitchId: ['vsw-shopdb0h'] }, RouteTableName: 'databases' },
    ]);
  });
});

it.each([
  [{ RouteTableType: 'Custom' }, ['vtb-shopdb01']],
  [{ RouteTableId: 'vtb-lab00001' }, ['vtb-lab00001']],
  [{ RouteTableName: 'databases' }, ['vtb-shopdb01']],
  [{ RouterId: 'vrt-old00001' }, ['vtb-old00001']],
  [{ RouterType: 'VBR' }, []],
])('tables are found by %j', async (asked, ids) => {
  const { RouterTableList } = await world.ask('DescribeRouteTableList', asked as unknown as Record<string, string>);
  const found = RouterTableList.RouterTableListType.map((one: { RouteTableId: string }) => one.RouteTableId);
  expect(found).toEqual(ids);
});

describe('the entries of a table', () => {
  it('are found by what they lead to, by several destinations, and by name', async () => {
    await world.reset();
    expect(await destinations('vtb-shop0001', { NextHopType: 'NatGateway' })).toEqual(['0.0.0.0/0']);
    expect(await destinations('vtb-shop0001', { NextHopId: 'ngw-shop0001' })).toEqual(['0.0.0.0/0']);
    expect(await destinations('vtb-shop0001', { RouteEntryName: 'to-internet' })).toEqual(['0.0.0.0/0']);
    const two = { 'DestCidrBlockList.1': '172.22.0.0/16', 'DestCidrBlockList.2': '0.0.0.0/0' };
    expect(await destinations('vtb-shop0001', two)).toEqual(['172.22.0.0/16', '0.0.0.0/0']);
    expect(await destinations('vtb-shop0001', { IpVersion: 'ipv6' })).toEqual([]);
  });

  it('go on by a token until it is empty', async () => {
    await world.reset();
    const seen: string[] = [];
    let NextToken = '';
    do {
      const page = await world.ask('DescribeRouteEntryList', {
        RouteTableId: 'vtb-shop0001',
        MaxResult: '4',
        NextToken,
      });
      expect(page.TotalCount).toBe(9);
      seen.push(...page.RouteEntrys.RouteEntry.map((one: Entry) => one.DestinationCidrBlock));
      NextToken = page.NextToken;
    } while (NextToken);
    expect(seen).toEqual(await destinations('vtb-shop0001'));
  });

  it('need a table that is there, and a token that was given', async () => {
    const none = await world.ask('DescribeRouteEntryList', { RouteTableId: 'vtb-none' });
    expect(none.Code).toBe('InvalidRouteTableId.NotFound');
    const made = await world.ask('DescribeRouteEntryList', { RouteTableId: 'vtb-shop0001', NextToken: 'made-up' });
    expect(made.Code).toBe('InvalidNextToken');
  });
});
