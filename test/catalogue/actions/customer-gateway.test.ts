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
