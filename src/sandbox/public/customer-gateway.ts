import { findCustomerGateway, ownAsked } from '../handlers/checks.ts';
import { customerGatewayHandlers } from '../handlers/customer-gateway.ts';
import type { Reply, Request } from '../handlers/handler.ts';
import { page } from '../handlers/page.ts';
import type { CustomerGateway, World } from '../state/world.ts';
import { labelled, labelRows, labels, type PublicHandlers } from './action.ts';

const shown = (gateway: CustomerGateway): Reply => {
  const { CustomerGatewayId, Name, Description = '', IpAddress, CreateTime, Asn, AuthKey } = gateway;
  return {
    ...{ CustomerGatewayId, Name, Description, IpAddress, CreateTime, ...labels(gateway) },
    ...(Asn !== undefined && { Asn }),
    ...(AuthKey && { AuthKey }),
  };
};

const list = (request: Request, world: World): Reply => {
  const found = labelled(ownAsked(world.data.customer_gateways, request, 'CustomerGatewayId'), request.input);
  return page(found, request.input, ['CustomerGateways', 'CustomerGateway'], shown);
};

export const customerGatewayReads = {
  DescribeCustomerGateways: {
    effect: 'read',
    takes: { ...customerGatewayHandlers.DescribeCustomerGateways.takes, ...labelRows },
    run: list,
  },
  DescribeCustomerGateway: {
    ...customerGatewayHandlers.DescribeCustomerGateway,
    run: (request: Request, world: World) => shown(findCustomerGateway(world, request)),
  },
} satisfies PublicHandlers;
