import { DescribeCustomerGateway, DescribeCustomerGateways } from '../../catalogue/actions/customer-gateway.ts';
import type { Call, Invoke } from '../../catalogue/invoke.ts';
import { isAbsence } from '../../catalogue/schema/not-found.ts';
import { CloudError, isKnownProblem } from '../../errors.ts';
import { readRows } from '../every-page.ts';
import { type CustomerGateway, readInventory } from '../inventory/inventory.ts';
import type { LostPeer } from '../judges/tunnel-facts.ts';

/** A customer gateway, or what was found in its place. */
export type FoundPeer =
  | { readonly customerGateway: CustomerGateway; readonly lostPeer?: undefined }
  | { readonly customerGateway?: undefined; readonly lostPeer: LostPeer };

const everywhere = async (invoke: Invoke, call: Call) => {
  try {
    return await readInventory(invoke, call, { kinds: ['customerGateways'] });
  } catch (error) {
    if (call.signal.aborted || !isKnownProblem(error)) throw error;
    return undefined;
  }
};

const ownRegion = async (invoke: Invoke, call: Call, RegionId: string | undefined) => {
  try {
    return (await readRows(invoke, DescribeCustomerGateways, { RegionId }, call)).rows;
  } catch (error) {
    if (call.signal.aborted || !isKnownProblem(error)) throw error;
    return [];
  }
};

/**
 * Reads a customer gateway. One that its region does not have is looked for in all regions. Rejects as `invoke` does, but
 * for "not found".
 */
export const findPeer = async (
  invoke: Invoke,
  call: Call,
  RegionId: string | undefined,
  CustomerGatewayId: string,
): Promise<FoundPeer> => {
  try {
    return { customerGateway: await invoke(DescribeCustomerGateway, { RegionId, CustomerGatewayId }, call) };
  } catch (error) {
    if (!(error instanceof CloudError && isAbsence(error.failure))) throw error;
  }
  const isIt = (one: CustomerGateway): boolean => one.CustomerGatewayId === CustomerGatewayId;
  const own = await ownRegion(invoke, call, RegionId);
  const listed = own.find(isIt);
  if (listed) return { customerGateway: listed };
  const inventory = await everywhere(invoke, call);
  const [found] = (inventory?.regions ?? []).flatMap(({ RegionId: regionId, customerGateways }) =>
    customerGateways.filter(isIt).map(({ IpAddress: address }) => ({ regionId, address })),
  );
  const twin = own.find(({ IpAddress }) => found !== undefined && IpAddress === found.address)?.CustomerGatewayId;
  const isSearchWhole = inventory !== undefined && inventory.unseen.length === 0;
  return { lostPeer: { ...(found && { found }), ...(twin !== undefined && { twin }), isSearchWhole } };
};
