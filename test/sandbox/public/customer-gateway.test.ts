import { expect, test } from 'vitest';
import { startPublic } from './start-public.ts';

const world = startPublic();
const countOf = async (parameters: Record<string, string>): Promise<number> =>
  (await world.ask('DescribeCustomerGateways', parameters)).TotalCount;

test('a customer gateway with BGP has its number and its key, another has neither', async () => {
  const summary = await world.ask('DescribeCustomerGateway', { CustomerGatewayId: 'cgw-lyon0001' });
  expect(summary).toMatchObject({ Asn: 65_010, AuthKey: 'FAKE-public-bgp-key-lyon', Tags: { Tag: [] } });
  const plain = await world.ask('DescribeCustomerGateway', { CustomerGatewayId: 'cgw-paris001' });
  expect(Object.keys(plain)).not.toContain('Asn');
  expect(Object.keys(plain)).not.toContain('AuthKey');
});

test('they are found by ID and by tag', async () => {
  expect(await countOf({})).toBe(17);
  expect(await countOf({ 'Tag.1.Key': 'env' })).toBe(1);
  expect(await countOf({ CustomerGatewayId: 'cgw-gone0001' })).toBe(1);
});

test('one that only a second tunnel uses cannot be deleted, one that nothing uses can', async () => {
  const used = await world.ask('DeleteCustomerGateway', { CustomerGatewayId: 'cgw-paris002' });
  expect(used.Code).toBe('DependencyViolation.VpnConnection');
  expect(await world.ask('DeleteCustomerGateway', { CustomerGatewayId: 'cgw-gone0001' })).not.toHaveProperty('Code');
});
