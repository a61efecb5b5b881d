import { Refusal } from '../state/refusal.ts';
import type { CustomerGateway, World } from '../state/world.ts';
import {
  findCustomerGateway,
  mustFitQuota,
  ownAsked,
  ownership,
  ownershipShown,
  regionRow,
  sent,
  tokenRow,
} from './checks.ts';
import { type Handlers, may, must, type Reply, type Request } from './handler.ts';
import { description, descriptionFromLetter, ipv4, name, text } from './kinds.ts';
import { page, pageRows } from './page.ts';

const shown = (gateway: CustomerGateway): Reply => {
  const { CustomerGatewayId, Name, Description, IpAddress, CreateTime } = gateway;
  return { CustomerGatewayId, Name, Description, IpAddress, CreateTime, ...ownershipShown(gateway) };
};

const create = (request: Request, world: World): Reply => {
  const { input } = request;
  const here = world.data.customer_gateways.filter((one) => one.RegionId === request.regionId);
  if (here.some((one) => one.IpAddress === input['IpAddress']))
    throw new Refusal(400, 'InvalidIpAddress.AlreadyExist', 'A customer gateway with this IpAddress exists already.');
  mustFitQuota(here.length, world.platform.quotas.customer_gateways);
  const gateway: CustomerGateway = {
    ...ownership(request, world),
    CustomerGatewayId: world.newId('cgw'),
    Name: input['Name'] ?? '',
    Description: input['Description'] ?? '',
    IpAddress: input['IpAddress'] ?? '',
    CreateTime: Math.floor(world.clock.now()),
  };
  world.data.customer_gateways.push(gateway);
  return shown(gateway);
};

const modify = (request: Request, world: World): Reply =>
  shown(Object.assign(findCustomerGateway(world, request), sent(request, 'Name', 'Description')));

const list = (request: Request, world: World): Reply => {
  const found = ownAsked(world.data.customer_gateways, request, 'CustomerGatewayId');
  return page(found, request.input, ['CustomerGateways', 'CustomerGateway'], shown);
};

/** The guide says nothing of a customer gateway in use; the providers know that it stays. Code by analogy with gateways. */
const remove = (request: Request, world: World): Reply => {
  const gateway = findCustomerGateway(world, request);
  const isItsOwn = (one: { CustomerGatewayId: string }): boolean => one.CustomerGatewayId === gateway.CustomerGatewayId;
  if (world.data.connections.some((one) => (one.tunnels ?? [one]).some(isItsOwn)))
    throw new Refusal(400, 'DependencyViolation.VpnConnection', 'The customer gateway is used by IPsec connections.');
  world.data.customer_gateways = world.data.customer_gateways.filter((one) => one !== gateway);
  return {};
};

const idRow = { CustomerGatewayId: must(text) };

export const customerGatewayHandlers = {
  CreateCustomerGateway: {
    effect: 'write',
    takes: {
      ...regionRow,
      ...tokenRow,
      IpAddress: must(ipv4('InvalidIpAddress.WrongFormat')),
      Name: may(name),
      Description: may(description),
    },
    run: create,
  },
  ModifyCustomerGatewayAttribute: {
    effect: 'write',
    takes: { ...regionRow, ...idRow, ...tokenRow, Name: may(name), Description: may(descriptionFromLetter) },
    run: modify,
  },
  DescribeCustomerGateways: {
    effect: 'read',
    takes: { ...regionRow, ...pageRows, CustomerGatewayId: may(text) },
    run: list,
  },
  DescribeCustomerGateway: {
    effect: 'read',
    takes: { ...regionRow, ...idRow },
    run: (request, world) => shown(findCustomerGateway(world, request)),
  },
  DeleteCustomerGateway: { effect: 'write', takes: { ...regionRow, ...idRow, ...tokenRow }, run: remove },
} satisfies Handlers;
