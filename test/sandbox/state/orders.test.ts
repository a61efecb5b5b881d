import { expect, test } from 'vitest';
import { payOrder, placeOrder } from '../../../src/sandbox/state/orders.ts';
import { startPublic } from '../public/start-public.ts';

const it = startPublic();

test('an order that waits keeps its gateway; paid, it gives it to the world', () => {
  const { world } = it.cloud;
  const [gateway] = world.data.gateways;
  if (!gateway) throw new Error('the world has gateways');
  const before = world.data.gateways.length;
  const waiting = placeOrder(world, { ...gateway, VpnGatewayId: 'vpn-a' }, false);
  const paid = placeOrder(world, { ...gateway, VpnGatewayId: 'vpn-b' }, true);
  expect(paid.OrderId).not.toBe(waiting.OrderId);
  expect(world.data.gateways).toHaveLength(before + 1);
  expect(payOrder(world, waiting.OrderId)).toMatchObject({ isPaid: true, VpnGatewayId: 'vpn-a' });
  expect(world.data.gateways.map((one) => one.VpnGatewayId).slice(before)).toEqual(['vpn-b', 'vpn-a']);
  expect(() => payOrder(world, 1)).toThrow('There is no order 1');
});
