import { describe, expect, test } from 'vitest';
import { startPublic } from '../public/start-public.ts';
import { codeOf } from './good-calls.ts';

const world = startPublic();
const list = async (more: Record<string, string>) =>
  (await world.ask('ListTagResources', { ResourceType: 'VPNGATEWAY', ...more })).TagResources.TagResource;

describe('tags', () => {
  test.each([
    ['VpnGateWay', 'vpn-old00001'],
    ['CUSTOMERGATEWAY', 'cgw-gone0001'],
    ['VpnConnection', 'vco-paris001'],
    ['VPNATTACHMENT', 'vco-wan00001'],
    ['vpc', 'vpc-old00001'],
    ['VSWITCH', 'vsw-old00001'],
    ['ROUTETABLE', 'vtb-shopdb01'],
  ])('are hung on a %s, read and taken off', async (ResourceType, id) => {
    const asked = { ResourceType, 'ResourceId.1': id };
    const tags = { 'Tag.1.Key': 'place', 'Tag.1.Value': 'x', 'Tag.2.Key': 'bare', 'Tag.2.Value': '' };
    expect(await codeOf(world, 'TagResources', { ...asked, ...tags })).toBe('ok');
    const found = await list({ ResourceType, 'Tag.1.Key': 'place' });
    expect(found).toContainEqual({
      ResourceId: id,
      ResourceType: ResourceType.toUpperCase(),
      TagKey: 'bare',
      TagValue: '',
    });
    expect(await codeOf(world, 'UnTagResources', { ...asked, 'TagKey.1': 'place' })).toBe('ok');
    expect(await list({ ResourceType, 'Tag.1.Key': 'place' })).toEqual([]);
  });

  test('of one key there is one, and all go at once', async () => {
    const shop = { ResourceType: 'VPNGATEWAY', 'ResourceId.1': 'vpn-shop0001' };
    await world.ask('TagResources', { ...shop, 'Tag.1.Key': 'env', 'Tag.1.Value': 'test' });
    const ids = { 'ResourceId.1': 'vpn-shop0001' };
    expect((await list(ids)).map((one: { TagKey: string; TagValue: string }) => [one.TagKey, one.TagValue])).toEqual([
      ['team', 'shop'],
      ['env', 'test'],
    ]);
    expect(await codeOf(world, 'UnTagResources', shop)).toBe('MissingTagKey');
    expect(await codeOf(world, 'UnTagResources', { ...shop, All: 'true' })).toBe('ok');
    expect(await list(ids)).toEqual([]);
  });

  const many = Object.fromEntries(Array.from({ length: 21 }, (_, nth) => [`Tag.${nth + 1}.Key`, `k${nth}`]));
  const lots = Object.fromEntries(Array.from({ length: 51 }, (_, nth) => [`ResourceId.${nth + 1}`, `vpn-${nth}`]));
  test.each<[string, Record<string, string>, string]>([
    ['21 tags', many, 'NumberExceed.Tag'],
    ['20 tags beside others', { ...many, 'Tag.21.Key': '' }, 'NumberExceed.Tag'],
    ['51 things', lots, 'NumberExceed.ResourceId'],
    ['a key of the cloud', { 'Tag.1.Key': 'acs:x' }, 'InvalidTagKey'],
    ['a long key', { 'Tag.1.Key': 'x'.repeat(129) }, 'InvalidTagKey'],
    ['an address as a value', { 'Tag.1.Value': 'http://x' }, 'InvalidTagValue'],
    ['a thing that is not there', { 'ResourceId.2': 'vpn-none' }, 'InvalidResourceId.NotFound'],
    ['a thing of another kind', { ResourceType: 'VPC' }, 'InvalidResourceId.NotFound'],
    ['a kind that has none', { ResourceType: 'SslVpnServer' }, 'InvalidResourceType.NotFound'],
  ])('with %s are refused', async (_what, more, code) => {
    const good = { ResourceType: 'VPNGATEWAY', 'ResourceId.1': 'vpn-shop0001', 'Tag.1.Key': 'a' };
    expect(await codeOf(world, 'TagResources', { ...good, ...more })).toBe(code);
  });

  test('are listed for things or by tags, page after page', async () => {
    expect(await codeOf(world, 'ListTagResources', { ResourceType: 'VPNGATEWAY' })).toBe('MissingResourceId');
    const asked = { ResourceType: 'VPNGATEWAY', 'Tag.1.Key': 'env', MaxResults: '2' };
    const first = await world.ask('ListTagResources', asked);
    expect(first.TagResources.TagResource).toHaveLength(2);
    const second = await world.ask('ListTagResources', { ...asked, NextToken: first.NextToken });
    expect(second.TagResources.TagResource[0]).toMatchObject({ ResourceId: 'vpn-data0001' });
  });
});

describe('a resource group', () => {
  const groupOf = async (action: string, asked: Record<string, string>) =>
    (await world.ask(action, asked)).ResourceGroupId;
  const move = (ResourceType: string, InstanceId: string) =>
    codeOf(world, 'MoveVpnResourceGroup', { ResourceType, InstanceId, NewResourceGroupId: 'rg-new' });

  test('takes a gateway with all that hangs on it', async () => {
    expect(await move('VpnGateway', 'vpn-shop0001')).toBe('ok');
    expect(await groupOf('DescribeVpnGateway', { VpnGatewayId: 'vpn-shop0001' })).toBe('rg-new');
    expect(await groupOf('DescribeVpnConnection', { VpnConnectionId: 'vco-paris001' })).toBe('rg-new');
    expect(await groupOf('DescribeVpnConnection', { VpnConnectionId: 'vco-turin001' })).not.toBe('rg-new');
    expect(await groupOf('DescribeSslVpnClientCert', { SslVpnClientCertId: 'vsc-ana' })).toBe('rg-new');
  });

  test('takes a customer gateway or an attachment alone', async () => {
    expect(await move('CustomerGateway', 'cgw-gone0001')).toBe('ok');
    expect(await groupOf('DescribeCustomerGateway', { CustomerGatewayId: 'cgw-gone0001' })).toBe('rg-new');
    expect(await move('VpnAttachment', 'vco-wan00001')).toBe('ok');
    expect(await groupOf('DescribeVpnConnection', { VpnConnectionId: 'vco-wan00001' })).toBe('rg-new');
  });

  test.each([
    ['VpnConnection', 'vco-paris001', 'InvalidResourceType'],
    ['VpnAttachment', 'vco-paris001', 'InvalidVpnConnectionInstanceId.NotFound'],
    ['CustomerGateway', 'cgw-none', 'InvalidCustomerGatewayInstanceId.NotFound'],
    ['VpnGateway', 'vpn-none', 'InvalidVpnGatewayInstanceId.NotFound'],
  ])('does not take a %s %s', async (type, id, code) => {
    expect(await move(type, id)).toBe(code);
  });
});
