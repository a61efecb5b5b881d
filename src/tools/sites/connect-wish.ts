import { z } from 'zod';
import type { Input, Platform } from '../../catalogue/action.ts';
import { DescribeVpcs } from '../../catalogue/actions/vpc.ts';
import { CreateVpnGateway } from '../../catalogue/actions/vpn-gateway.ts';
import type { Call, Invoke } from '../../catalogue/invoke.ts';
import { cidrList, ipv4 } from '../../catalogue/schema/addresses.ts';
import { say } from '../../catalogue/schema/explain.ts';
import { name, regionId, request, text } from '../../catalogue/schema/fields.ts';
import { onPublic, schemaOn } from '../../catalogue/schema/platform-rows.ts';
import { contains, isPrivate, isSameList, readBlocks } from '../../network/cidr.ts';
import { refuse } from '../change/refuse.ts';
import type { Gateway, RegionInventory } from '../inventory/inventory.ts';

/** What is asked of a new site. */
export const wishFields = request({
  PeerIp: ipv4,
  PeerIp2: onPublic(ipv4.optional().describe("second tunnel's peer; default PeerIp")),
  Name: name,
  RemoteSubnet: cidrList.describe("site's CIDRs"),
  LocalSubnet: cidrList.optional().describe('default as other tunnels'),
  VpnGateway: text.optional().describe('ID, name or VPC'),
  NewGateway: z
    .looseObject({}, { error: say })
    .optional()
    .describe('arguments of CreateVpnGateway: order one (billed), only if asked to'),
  CheckTarget: ipv4.optional().describe('health check: host at the site'),
  CheckSource: ipv4.optional().describe('host in the VPC'),
  Vendor: text.optional().describe("peer's maker, as in WritePeerConfig"),
  RegionId: regionId,
});

export type Wish = z.infer<typeof wishFields>;

const includesHost = (list: unknown, address: string): boolean =>
  readBlocks(list).blocks.some((block) => contains(block, `${address}/32`));

/** Refuses what is wrong by the arguments alone. */
export const checkWish = ({ PeerIp, PeerIp2, CheckTarget, CheckSource, RemoteSubnet }: Wish, platform: Platform) => {
  for (const [field, address] of Object.entries({ PeerIp, PeerIp2 }))
    if (address !== undefined && platform === 'public' && isPrivate(address))
      refuse(`${field} ${address} is not reached over the internet.`, "Give the peer's public address.");
  if ((CheckTarget === undefined) !== (CheckSource === undefined))
    refuse('A health check needs CheckTarget and CheckSource.', 'Give both, or neither.');
  if (CheckTarget !== undefined && !includesHost(RemoteSubnet, CheckTarget))
    refuse(`CheckTarget ${CheckTarget} is not in RemoteSubnet.`, 'Name a host of the site that answers a ping.');
};

/** The health check, judged by what the tunnel carries. */
export const checkOf = (
  { CheckTarget: dip, CheckSource: sip }: Wish,
  LocalSubnet: string,
  isDual: boolean,
): { readonly dip: string; readonly sip: string } | undefined => {
  if (dip === undefined || sip === undefined) return undefined;
  if (isDual)
    return refuse('A connection of two tunnels has no health check.', 'Leave out CheckTarget and CheckSource.');
  if (!includesHost(LocalSubnet, sip))
    return refuse(`CheckSource ${sip} is not in LocalSubnet ${LocalSubnet}.`, 'Name an address of the VPC side.');
  return { dip, sip };
};

/** What the VPC's side is, where nobody says: what all other tunnels of the gateway have, or the VPC's own block. */
export const localSubnetFor = async (
  { LocalSubnet, RegionId }: Pick<Wish, 'LocalSubnet' | 'RegionId'>,
  gateway: Gateway,
  { connections }: RegionInventory,
  invoke: Invoke,
  call: Call,
): Promise<{ readonly blocks: string; readonly source?: string }> => {
  if (LocalSubnet !== undefined) return { blocks: LocalSubnet };
  const { VpnGatewayId = '', VpcId = '' } = gateway;
  const [first, ...others] = connections.filter((one) => one.VpnGatewayId === VpnGatewayId);
  if (first?.LocalSubnet && others.every((one) => isSameList(one.LocalSubnet, first.LocalSubnet)))
    return { blocks: first.LocalSubnet, source: VpnGatewayId };
  if (call.platform === 'public' && VpcId !== '' && others.length === 0) {
    const { Vpcs = [] } = await invoke(DescribeVpcs, { RegionId, VpcId }, call);
    const block = Vpcs.find((one) => one.VpcId === VpcId)?.CidrBlock;
    if (block) return { blocks: block, source: VpcId };
  }
  const seen = [first, ...others].flatMap((one) => (one?.LocalSubnet ? [one.LocalSubnet] : []));
  return refuse(
    `LocalSubnet is not named, and ${seen.length === 0 ? 'nothing here tells it' : `the gateway's tunnels differ: ${[...new Set(seen)].join('; ')}`}.`,
    'Name LocalSubnet: the VPC-side CIDRs that the site reaches.',
  );
};

/** The order of a gateway, judged as the call itself would be. IPsec is on: it cannot be switched on later. */
export const orderOf = ({ NewGateway, Name, RegionId }: Wish, platform: Platform): Input<typeof CreateVpnGateway> => {
  const given = {
    ...{ Name: `${Name.replace(/\./g, '-')}-gw`, ...(RegionId !== undefined && { RegionId }) },
    ...{ ...NewGateway, EnableIpsec: true },
  };
  const parsed = schemaOn(platform, CreateVpnGateway.input).safeParse(given);
  if (parsed.success) return { ...Object(parsed.data) };
  return refuse(
    `NewGateway: ${parsed.error.issues.map(({ message }) => message).join('; ')}.`,
    'Give the arguments of CreateVpnGateway: VpcId and Bandwidth at least.',
  );
};
