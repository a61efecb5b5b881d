import type { Order, VpnGateway, World } from './world.ts';

const first = 200_000_000_000_001;

/** Orders a gateway. Paid at once it begins to be made, else it waits in its order and nobody sees it. */
export const placeOrder = (world: World, gateway: VpnGateway, isPaid: boolean): Order => {
  const { VpnGatewayId } = gateway;
  const order: Order = { OrderId: first + world.data.orders.length, VpnGatewayId, isPaid, gateway };
  world.data.orders.push(order);
  if (isPaid) make(world, order);
  return order;
};

/** What a person does in the billing pages. Throws an Error for an order that is not there or was paid before. */
export const payOrder = (world: World, OrderId: number): Order => {
  const order = world.data.orders.find((one) => one.OrderId === OrderId);
  if (!order) throw new Error(`There is no order ${OrderId}; GET state lists the orders.`);
  if (order.isPaid) throw new Error(`Order ${OrderId} is paid already.`);
  order.isPaid = true;
  make(world, order);
  return order;
};

const make = (world: World, order: Order): void => {
  const { gateway } = order;
  delete order.gateway;
  if (!gateway) return;
  world.data.gateways.push(gateway);
  world.begin(gateway, 'init', 'provisioning');
};
