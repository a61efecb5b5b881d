import { Refusal } from '../state/refusal.ts';
import type { CustomerGateway, Owned, VpnConnection, VpnGateway, World } from '../state/world.ts';
import type { Request } from './handler.ts';
import { may, must } from './handler.ts';
import { clientToken, text } from './kinds.ts';

/** The row that every action has. An unknown region is refused before the handler runs. */
export const regionRow = { RegionId: must(text) };

/** The row that every change has. */
export const tokenRow = { ClientToken: may(clientToken) };

/** Narrows a list to what exists for this caller: in its region, and in its organization and resource set if it named one. */
export const own = <T extends Owned>(items: readonly T[], { regionId, caller }: Request): T[] =>
  items.filter(
    (item) =>
      item.RegionId === regionId &&
      (!caller.organizationId || !item.Department || item.Department === caller.organizationId) &&
      (!caller.resourceGroupId || !item.ResourceGroup || item.ResourceGroup === caller.resourceGroupId),
  );

/** The fields of ownership that a new resource has. */
export const ownership = ({ regionId, caller }: Request, world: World): Owned => {
  const organization = world.data.organizations.find((one) => one.OrganizationId === caller.organizationId);
  const group = organization?.ResourceGroups.find((one) => one.ResourceGroupId === caller.resourceGroupId);
  return {
    RegionId: regionId,
    ...(organization && { Department: organization.OrganizationId, DepartmentName: organization.Name }),
    ...(group && { ResourceGroup: group.ResourceGroupId, ResourceGroupName: group.Name }),
  };
};

/** The fields of ownership as replies show them (guide 2.5: every queried instance has them). */
export const ownershipShown = (item: Owned): Record<string, unknown> => {
  const { Department, DepartmentName, ResourceGroup, ResourceGroupName } = item;
  return Department === undefined ? {} : { Department, DepartmentName, ResourceGroup, ResourceGroupName };
};

/** The resources that a request can name: the code when one is absent, and its name for people. */
const resources = {
  VpnGatewayId: ['InvalidVpnGatewayInstanceId.NotFound', 'VPN gateway'],
  CustomerGatewayId: ['InvalidCustomerGatewayInstanceId.NotFound', 'customer gateway'],
  VpnConnectionId: ['InvalidVpnConnectionInstanceId.NotFound', 'IPsec connection'],
  SslVpnServerId: ['InvalidSslVpnServerId.NotFound', 'SSL-VPN server'],
  SslVpnClientCertId: ['InvalidSslVpnClientCertId.NotFound', 'client certificate'],
} as const;

/** The item whose own ID, the field of that name, is this one; 404 where there is none. */
export const pick = <F extends keyof typeof resources, T extends Record<F, string>>(
  items: readonly T[],
  field: F,
  id: string | undefined,
): T => {
  const found = items.find((one) => one[field] === id);
  if (found) return found;
  const [code, title] = resources[field];
  throw new Refusal(404, code, `This ${title} does not exist.`);
};

/** The caller's gateway that a request names. */
export const findGateway = (world: World, request: Request): VpnGateway =>
  pick(own(world.data.gateways, request), 'VpnGatewayId', request.input['VpnGatewayId']);

/** The caller's customer gateway that a request names. */
export const findCustomerGateway = (world: World, request: Request): CustomerGateway =>
  pick(own(world.data.customer_gateways, request), 'CustomerGatewayId', request.input['CustomerGatewayId']);

/** The caller's connection that a request names in this parameter. */
export const findConnection = (world: World, request: Request, parameter = 'VpnConnectionId'): VpnConnection =>
  pick(own(world.data.connections, request), 'VpnConnectionId', request.input[parameter]);

/** The gateway that a connection or server belongs to; the world's own lists agree, so it is there. */
export const gatewayOf = (world: World, { VpnGatewayId }: { VpnGatewayId: string }): VpnGateway =>
  pick(world.data.gateways, 'VpnGatewayId', VpnGatewayId);

/** The caller's items that have the value of each of these parameters; one that was not sent narrows nothing. */
export const ownAsked = <F extends string, T extends Owned & Record<F, string>>(
  items: readonly T[],
  request: Request,
  ...fields: readonly F[]
): T[] => {
  const asked = fields.filter((field) => request.input[field]);
  return own(items, request).filter((item) => asked.every((field) => item[field] === request.input[field]));
};

/** Refuses a change while the gateway is busy with another one. */
export const mustBeFree = (world: World, gateway: VpnGateway): void => {
  if (world.isBusy(gateway))
    throw new Refusal(400, 'VpnGateway.Configuring', 'The gateway is still configuring an earlier change.');
};

/** Refuses a change that the guide's tables list as FinancialLocked, and what `mustBeFree` refuses. */
export const mustBePaidAndFree = (world: World, gateway: VpnGateway): void => {
  if (gateway.BusinessStatus === 'FinancialLocked')
    throw new Refusal(400, 'VpnGateway.FinancialLocked', 'The gateway is financially locked.');
  mustBeFree(world, gateway);
};

/** Refuses one more where there are `limit` already. */
export const mustFitQuota = (count: number, limit: number): void => {
  if (count >= limit) throw new Refusal(400, 'Resource.QuotaFull', 'The quota is used up.');
};

/** A new value for each parameter that was sent, under the field of the same name. */
export const sent = <K extends string>(request: Request, ...names: K[]): Partial<Record<K, string>> => {
  const values: Partial<Record<K, string>> = {};
  for (const one of names) {
    const value = request.input[one];
    if (value !== undefined && value !== '') values[one] = value;
  }
  return values;
};

/** Reads a boolean parameter; `otherwise` when it was not sent. */
export const flagOf = (request: Request, parameter: string, otherwise: boolean): boolean => {
  const value = request.input[parameter];
  return value ? value.toLowerCase() === 'true' : otherwise;
};
