import { expect, test } from 'vitest';
import { startPublic } from '../public/start-public.ts';
import { codeOf, goodCalls } from './good-calls.ts';

const world = startPublic();
const good = goodCalls.CreateCustomerGateway;
const summary = (CustomerGatewayId: string) => world.ask('DescribeCustomerGateway', { CustomerGatewayId });

test('a new customer gateway has its number, key, group and tags', async () => {
  const { CustomerGatewayId } = await world.ask('CreateCustomerGateway', {
    ...{ ...good, Name: 'b', Description: 'd', Asn: '123.456', AuthKey: 'FAKE-key', ResourceGroupId: 'rg-1' },
    ...{ 'Tags.1.Key': 'env', 'Tags.1.Value': 'prod', 'Tags.2.Key': 'site' },
  });
  expect(await summary(CustomerGatewayId)).toMatchObject({
    ...{ Name: 'b', Asn: 123 * 65_536 + 456, AuthKey: 'FAKE-key', ResourceGroupId: 'rg-1' },
    Tags: {
      Tag: [
        { Key: 'env', Value: 'prod' },
        { Key: 'site', Value: '' },
      ],
    },
  });
});

test.each<[Record<string, string>, string]>([
  [{ Asn: '1' }, 'ok'],
  [{ Asn: '4294967295' }, 'ok'],
  [{ Asn: '0' }, 'InvalidAsn'],
  [{ Asn: '4294967296' }, 'InvalidAsn'],
  [{ Asn: '45104' }, 'InvalidAsn'],
  [{ Asn: '1.70000' }, 'InvalidAsn'],
  [{ AuthKey: 'a?b' }, 'InvalidAuthKey'],
  [{ AuthKey: 'a b' }, 'InvalidAuthKey'],
  [{ AuthKey: 'x'.repeat(64) }, 'ok'],
  [{ AuthKey: 'x'.repeat(65) }, 'InvalidAuthKey'],
  [{ Name: 'x'.repeat(101) }, 'InvalidName'],
  [{ Name: 'https://x' }, 'InvalidName'],
  [{ Description: 'x'.repeat(101) }, 'InvalidDescription'],
  [{ IpAddress: '100.64.0.1' }, 'InvalidIpAddress.WrongFormat'],
  [{ IpAddress: '198.51.100.11' }, 'InvalidIpAddress.AlreadyExist'],
  [{ 'Tags.1.Key': 'aliyun-x' }, 'InvalidTagKey'],
  [{ 'Tags.1.Key': 'k', 'Tags.2.Key': 'k' }, 'Duplicate.TagKey'],
  [{ 'Tags.1.Value': 'v' }, 'MissingKey'],
  [{ ResourceGroupId: 'x' }, 'InvalidResourceGroupId'],
])('with %j the answer is %s', async (more, code) => {
  expect(await codeOf(world, 'CreateCustomerGateway', { ...good, ...more })).toBe(code);
});

test('its key for BGP can be changed', async () => {
  const asked = { CustomerGatewayId: 'cgw-lyon0001', AuthKey: 'FAKE-new' };
  expect(await world.ask('ModifyCustomerGatewayAttribute', asked)).toMatchObject({
    ResourceGroupId: 'rg-sim0000default',
  });
  expect((await summary('cgw-lyon0001')).AuthKey).toBe('FAKE-new');
  expect(await codeOf(world, 'ModifyCustomerGatewayAttribute', { ...asked, AuthKey: ' ' })).toBe('InvalidAuthKey');
});
