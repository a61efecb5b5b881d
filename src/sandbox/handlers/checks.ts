import { Refusal } from '../refusal.ts';
import type { CustomerGateway, Owned, VpnConnection, VpnGateway, World } from '../world.ts';
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

/** The marks of ownership that a new resource carries. */
export const ownership = ({ regionId, caller }: Request, world: World): Owned => {
  const organization = world.data.organizations.find((one) => one.OrganizationId === caller.organizationId);
  const group = organization?.ResourceGroups.find((one) => one.ResourceGroupId === caller.resourceGroupId);
  return {
    RegionId: regionId,
    ...(organization && { Department: organization.OrganizationId, DepartmentName: organization.Name }),
    ...(group && { ResourceGroup: group.ResourceGroupId, ResourceGroupName: group.Name }),
  };
};

/** The marks of ownership as replies show them (guide 2.5: every queried instance carries them). */
export const ownershipShown = (item: Owned): Record<string, unknown> => {
  const { Department, DepartmentName, ResourceGroup, ResourceGroupName } = item;
  return Department === undefined ? {} : { Department, DepartmentName, ResourceGroup, ResourceGroupName };
};

/** The gateway that a request names in this parameter, or 404. */
export const findGateway = (world: World, request: Request, parameter = 'VpnGatewayId'): VpnGateway => {
  const id = request.input[parameter];
  const found = own(world.data.gateways, request).find((one) => one.VpnGatewayId === id);
  if (found) return found;
  throw new Refusal(
    404,
    'InvalidVpnGatewayInstanceId.NotFound',
    'The specified vpn gateway instance id does not exist.',
  );
};

export const findCustomerGateway = (world: World, request: Request): CustomerGateway => {
  const id = request.input['CustomerGatewayId'];
  const found = own(world.data.customer_gateways, request).find((one) => one.CustomerGatewayId === id);
  if (found) return found;
  throw new Refusal(
    404,
    'InvalidCustomerGatewayInstanceId.NotFound',
    'The specified customer gateway instance id does not exist.',
  );
};

export const findConnection = (world: World, request: Request, parameter = 'VpnConnectionId'): VpnConnection => {
  const id = request.input[parameter];
  const found = own(world.data.connections, request).find((one) => one.VpnConnectionId === id);
  if (found) return found;
  throw new Refusal(
    404,
    'InvalidVpnConnectionInstanceId.NotFound',
    'The specified vpn connection instance id does not exist.',
  );
};

/** Refuses a change while the gateway is busy with another one. */
export const mustBeFree = (world: World, gateway: VpnGateway): void => {
  if (world.isBusy(gateway)) throw new Refusal(400, 'VpnGateway.Configuring', 'The specified service is configuring.');
};

/** Refuses a change that the guide's tables list as FinancialLocked, and what `mustBeFree` refuses. */
export const mustBePaidAndFree = (world: World, gateway: VpnGateway): void => {
  if (gateway.BusinessStatus === 'FinancialLocked')
    throw new Refusal(400, 'VpnGateway.FinancialLocked', 'The specified service is financial locked.');
  mustBeFree(world, gateway);
};

/** The gateway that a connection, server or route belongs to; the world's own lists agree, so it is there. */
export const gatewayOf = (world: World, { VpnGatewayId }: { VpnGatewayId: string }): VpnGateway => {
  const found = world.data.gateways.find((one) => one.VpnGatewayId === VpnGatewayId);
  if (found) return found;
  throw new Refusal(
    404,
    'InvalidVpnGatewayInstanceId.NotFound',
    'The specified vpn gateway instance id does not exist.',
  );
};

/** Refuses one more where there are `limit` already. */
export const mustFitQuota = (count: number, limit: number): void => {
  if (count >= limit) throw new Refusal(400, 'Resource.QuotaFull', 'The quota of resource is full.');
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
