import { findCustomerGateway } from '../handlers/checks.ts';
import { customerGatewayHandlers } from '../handlers/customer-gateway.ts';
import { may, must, type Reply, type Request } from '../handlers/handler.ts';
import { groupOf, type PublicHandlers } from '../public/action.ts';
import type { CustomerGateway, World } from '../state/world.ts';
import { asnOf, authKey, freeName, peerAddress, peerAsn, shortDescription } from './kinds.ts';
import { newGroupRow, newLabels, newTagsRow } from './labels.ts';

/** What only the public cloud knows of a customer gateway. */
const routing = ({ input }: Request): Partial<CustomerGateway> => {
  const { Asn, AuthKey } = input;
  const number = Asn === undefined ? undefined : asnOf(Asn);
  return { ...(number !== undefined && { Asn: number }), ...(AuthKey && { AuthKey }) };
};

const create = async (request: Request, world: World): Promise<Reply> => {
  const added = { ...newLabels(request), ...routing(request) };
  const reply = await CreateCustomerGateway.run(request, world);
  const made = world.data.customer_gateways.find((one) => one.CustomerGatewayId === reply['CustomerGatewayId']);
  if (made) Object.assign(made, added);
  return reply;
};

const modify = async (request: Request, world: World): Promise<Reply> => {
  const gateway = Object.assign(findCustomerGateway(world, request), routing(request));
  const reply = await ModifyCustomerGatewayAttribute.run(request, world);
  return { ...reply, ResourceGroupId: groupOf(gateway) };
};

const { CreateCustomerGateway, ModifyCustomerGatewayAttribute } = customerGatewayHandlers;
const textRows = { Name: may(freeName), Description: may(shortDescription), AuthKey: may(authKey) };

export const customerGatewayWrites = {
  CreateCustomerGateway: {
    effect: 'write',
    takes: {
      ...{ ...CreateCustomerGateway.takes, ...textRows, ...newGroupRow, ...newTagsRow },
      ...{ IpAddress: must(peerAddress), Asn: may(peerAsn) },
    },
    run: create,
  },
  ModifyCustomerGatewayAttribute: {
    effect: 'write',
    takes: { ...ModifyCustomerGatewayAttribute.takes, ...textRows },
    run: modify,
  },
} satisfies PublicHandlers;
