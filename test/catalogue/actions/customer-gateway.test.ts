import { expect, test } from 'vitest';
import { told } from '../told.ts';

test('the address is one IPv4 address', () => {
  expect(told('CreateCustomerGateway', { IpAddress: '203.0.113.0/24' })).toEqual([
    'IpAddress is an IPv4 address such as 203.0.113.7',
  ]);
});

test('a description may start with a digit when it is made, not when it is changed', () => {
  expect(told('CreateCustomerGateway', { Description: '1st branch' })).toEqual([]);
  expect(told('ModifyCustomerGatewayAttribute', { Description: '1st branch' })).toHaveLength(1);
});

test('the address of an existing customer gateway cannot be changed', () => {
  expect(told('ModifyCustomerGatewayAttribute', { IpAddress: '203.0.113.7' }).join()).toContain(
    'unknown parameter: IpAddress',
  );
});

test("the ID of a VPN gateway is not taken, although the guide's samples use one", () => {
  expect(told('DescribeCustomerGateway', { CustomerGatewayId: 'vpn-bp1q8bgx4xnkm2ogj' })).toEqual([
    'CustomerGatewayId starts with cgw-',
  ]);
});
