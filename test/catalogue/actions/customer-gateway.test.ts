import { expect, test } from 'vitest';
import { inputMessages } from '../input-messages.ts';

test('the address is one IPv4 address', () => {
  expect(inputMessages('CreateCustomerGateway', { IpAddress: '203.0.113.0/24' })).toEqual([
    'IpAddress is an IPv4 address such as 203.0.113.7',
  ]);
});

test('a description may start with a digit when it is made, not when it is changed', () => {
  expect(inputMessages('CreateCustomerGateway', { Description: '1st branch' })).toEqual([]);
  expect(inputMessages('ModifyCustomerGatewayAttribute', { Description: '1st branch' })).toHaveLength(1);
});

test('the address of an existing customer gateway cannot be changed', () => {
  expect(inputMessages('ModifyCustomerGatewayAttribute', { IpAddress: '203.0.113.7' }).join()).toContain(
    'unknown parameter: IpAddress',
  );
});

test("the ID of a VPN gateway is not taken, although the guide's samples use one", () => {
  expect(inputMessages('DescribeCustomerGateway', { CustomerGatewayId: 'vpn-bp1q8bgx4xnkm2ogj' })).toEqual([
    'CustomerGatewayId starts with cgw-: FindResource tells the ID of a name',
  ]);
});

test.each([
  ['65001', true],
  ['4294967295', true],
  ['1.10', true],
  ['45104', false],
  ['0', false],
  ['4294967296', false],
  ['1.65536', false],
  ['AS65001', false],
])('the AS number %s of a peer is taken: %s', (Asn, isRight) => {
  const said = inputMessages('CreateCustomerGateway', { Asn }, 'public');
  expect(said).toEqual(isRight ? [] : [expect.stringMatching(/^Asn is the peer's AS number, 1 to 4294967295 and not/)]);
});

test.each([
  [{ env: 'VPN_MCP_SECRET_BGP' }, true],
  ['fake-bgp-key-1', true],
  ['a b', false],
  ['what?', false],
  ['k'.repeat(65), false],
])('a key of BGP is text or a reference: %j', (AuthKey, isRight) => {
  expect(inputMessages('ModifyCustomerGatewayAttribute', { AuthKey }, 'public')).toHaveLength(isRight ? 0 : 1);
});
