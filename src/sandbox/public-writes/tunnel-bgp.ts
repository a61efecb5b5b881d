import { containsCidr } from 'cidr-tools';
import type { Parameters } from '../handlers/handler.ts';
import { invalid } from '../handlers/kinds.ts';
import { missing, Refusal } from '../state/refusal.ts';
import type { BgpConfig, Tunnel, VpnConnection, World } from '../state/world.ts';
import { asnOf } from './kinds.ts';

/** BGP is not to be had in every region. The code is formed like OperationUnsupported.IPsecServer of the public documents. */
export const mustKnowBgp = (world: World, regionId: string): void => {
  if (world.data.regions.find((one) => one.RegionId === regionId)?.bgp === false)
    throw new Refusal(400, 'OperationUnsupported.EnableBgp', 'BGP is not supported in this region.');
};

/** The peer must have a number of its own. That it must is documented, the code is not. */
export const mustHaveAsn = (world: World, customerGatewayId: string): void => {
  const customer = world.data.customer_gateways.find((one) => one.CustomerGatewayId === customerGatewayId);
  if (customer?.Asn === undefined)
    throw new Refusal(400, 'MissingParam.CustomerGatewayAsn', 'The customer gateway has no Asn, which BGP needs.');
};

/** BGP as a structure of a request has it; members that are not given stay as they were. */
export const readBgp = (given: Parameters, before: BgpConfig, name: string): BgpConfig => {
  const { LocalAsn, LocalBgpIp, TunnelCidr } = given;
  const number = LocalAsn === undefined ? before.LocalAsn : asnOf(LocalAsn);
  if (number === undefined) throw missing(`${name}.LocalAsn`);
  const block = TunnelCidr ?? before.TunnelCidr;
  // An address of the old block means nothing in a new one, and that of the peer follows.
  const { LocalBgpIp: oldIp, PeerBgpIp: _, ...rest } = before;
  const address = LocalBgpIp ?? (TunnelCidr === undefined ? oldIp : undefined);
  if (address && !isInside(address, block)) throw invalid(`${name}.LocalBgpIp`);
  return {
    ...{ ...rest, LocalAsn: number, ...(block && { TunnelCidr: block }) },
    ...(address && { LocalBgpIp: address, PeerBgpIp: otherOf(address) }),
  };
};

/** One of the two middle addresses of a block of four. */
const isInside = (address: string, block: string | undefined): boolean =>
  block !== undefined &&
  /^(\d{1,3}\.){3}\d{1,3}$/.test(address) &&
  containsCidr(block, `${address}/32`) &&
  [1, 2].includes(Number(address.split('.')[3]) % 4);

const otherOf = (address: string): string =>
  address.replace(/\d+$/, (last) => String(Number(last) + (Number(last) % 4 === 1 ? 1 : -1)));

/** No two tunnels below one gateway have the same block; without a gateway those of one connection. */
export const mustBeDistinct = (world: World, connection: VpnConnection, tunnels: readonly Tunnel[]): void => {
  const others = world.data.connections.filter(
    (one) =>
      one.VpnConnectionId !== connection.VpnConnectionId &&
      connection.VpnGatewayId !== '' &&
      one.VpnGatewayId === connection.VpnGatewayId,
  );
  const blocks = [...tunnels, ...others.flatMap((one) => one.tunnels ?? [])].flatMap(
    (one) => one.TunnelBgpConfig?.TunnelCidr ?? [],
  );
  if (new Set(blocks).size < blocks.length) throw invalid('TunnelOptionsSpecification.TunnelBgpConfig.TunnelCidr');
};
