import type { Fields } from '../../catalogue/action.ts';
import type { End } from '../../vendors/end.ts';
import type { RegionInventory } from '../inventory/inventory.ts';

/** The two ends of a connection in the cloud, as far as they are there, and what to do for the others. */
export interface FoundGateways {
  readonly VpnGatewayId?: string;
  readonly CustomerGatewayId?: string;
  readonly missing: readonly string[];
  /** The calls that make what is missing. */
  readonly calls: readonly { readonly Tool: string; readonly Arguments: Fields }[];
}

/** So many gateways are named to choose from. */
const MOST_NAMED = 5;

const addressesOf = (gateway: Fields): readonly unknown[] => [
  gateway['InternetIp'],
  gateway['DisasterRecoveryInternetIp'],
];

const gatewayFor = ({ gateways }: RegionInventory, address: string | undefined) => {
  const found = gateways.filter((gateway) => address !== undefined && addressesOf(gateway).includes(address));
  const [one, ...others] = found;
  if (one && others.length === 0) return { VpnGatewayId: one.VpnGatewayId, missing: [] };
  const named = gateways.slice(0, MOST_NAMED).map(({ VpnGatewayId, InternetIp }) => `${VpnGatewayId} (${InternetIp})`);
  const there = named.length > 0 ? `there is ${named.join(', ')}` : 'the region has none: CreateVpnGateway';
  return {
    missing: [
      address === undefined
        ? `VpnGatewayId: the text names no address of the cloud; ${there}`
        : `VpnGatewayId: no gateway of the region has ${address}, to which the text points; ${there}. The peer has to point to the one you choose`,
    ],
  };
};

const customerFor = ({ customerGateways }: RegionInventory, address: string | undefined, RegionId: string) => {
  if (address === undefined)
    return { missing: ['CustomerGatewayId: the text does not tell the public address of the peer'], calls: [] };
  const [one] = customerGateways.filter(({ IpAddress }) => IpAddress === address);
  if (one) return { CustomerGatewayId: one.CustomerGatewayId, missing: [], calls: [] };
  const Arguments = { RegionId, IpAddress: address };
  return {
    missing: [`CustomerGatewayId: no customer gateway of the region has ${address}; make it with the call before`],
    calls: [{ Tool: 'CreateCustomerGateway', Arguments }],
  };
};

/** Finds the gateway that a peer points to, and the customer gateway that stands for the peer, by their addresses. */
export const findGateways = (region: RegionInventory, end: End): FoundGateways => {
  const gateway = gatewayFor(region, end.peer_addr);
  const customer = customerFor(region, end.local_addr, region.RegionId);
  return {
    ...(gateway.VpnGatewayId !== undefined && { VpnGatewayId: gateway.VpnGatewayId }),
    ...(customer.CustomerGatewayId !== undefined && { CustomerGatewayId: customer.CustomerGatewayId }),
    missing: [...gateway.missing, ...customer.missing],
    calls: customer.calls,
  };
};
