import { own, pick, regionRow } from '../handlers/checks.ts';
import { listOf, may, must, type Reply, type Request } from '../handlers/handler.ts';
import { flag, integer, oneOf, text } from '../handlers/kinds.ts';
import { type PublicHandlers, structuresOf, valuesOf } from '../public/action.ts';
import { missing, Refusal } from '../state/refusal.ts';
import type { Labelled, VpnConnection, World } from '../state/world.ts';
import { tokenPage } from './certificate.ts';
import { resourceGroup, tagKey, tagValue } from './kinds.ts';
import { tagsOf, withTags } from './labels.ts';

/** Things that can have tags, by their own ID. */
type Named = [id: string, thing: Labelled][];

const named = <F extends string>(items: readonly (Labelled & Record<F, string>)[], field: F): Named =>
  items.map((one) => [one[field], one]);

const inRegion = (request: Request, world: World): string[] => own(world.data.vpcs, request).map((one) => one.VpcId);

const connectionsOf = (request: Request, world: World, isOnGateway: boolean): VpnConnection[] =>
  own(world.data.connections, request).filter((one) => (one.VpnGatewayId !== '') === isOnGateway);

/**
 * The kinds of things with tags, of those that are in this cloud. VPNGATEWAY and the ones of VPCs stand in the documents,
 * the others in the official provider. What belongs to SSL-VPN has no tags in any reply, so none is taken.
 */
const kinds: Readonly<Record<string, (request: Request, world: World) => Named>> = {
  VPNGATEWAY: (request, world) => named(own(world.data.gateways, request), 'VpnGatewayId'),
  CUSTOMERGATEWAY: (request, world) => named(own(world.data.customer_gateways, request), 'CustomerGatewayId'),
  VPNCONNECTION: (request, world) => named(connectionsOf(request, world, true), 'VpnConnectionId'),
  VPNATTACHMENT: (request, world) => named(connectionsOf(request, world, false), 'VpnConnectionId'),
  VPC: (request, world) => named(own(world.data.vpcs, request), 'VpcId'),
  VSWITCH: (request, world) => {
    const here = inRegion(request, world);
    return named(
      world.data.vswitches.filter((one) => here.includes(one.VpcId)),
      'VSwitchId',
    );
  },
  ROUTETABLE: (request, world) => {
    const here = inRegion(request, world);
    return named(
      world.data.route_tables.filter((one) => here.includes(one.VpcId)),
      'RouteTableId',
    );
  },
};

/** How large the letters of a kind are does not count. */
const kindOf = ({ input }: Request): string => (input['ResourceType'] ?? '').toUpperCase();

const thingsOf = (request: Request, world: World): Named => {
  const read = Object.hasOwn(kinds, kindOf(request)) ? kinds[kindOf(request)] : undefined;
  if (!read) throw new Refusal(400, 'InvalidResourceType.NotFound', 'The ResourceType is not one that has tags.');
  return read(request, world);
};

/** The things that a request names, each of which must be there. */
const findThings = (request: Request, world: World): Labelled[] => {
  const all = new Map(thingsOf(request, world));
  return valuesOf(request.input, 'ResourceId').map((id) => {
    const found = all.get(id);
    if (!found) throw new Refusal(404, 'InvalidResourceId.NotFound', `The specified resource does not exist: ${id}.`);
    return found;
  });
};

const add = (request: Request, world: World): Reply => {
  const things = findThings(request, world);
  const tags = tagsOf(request, 'Tag');
  const after = things.map((one) => withTags(one, tags));
  for (const [index, one] of things.entries()) one.Tags = after[index] ?? [];
  return {};
};

const remove = (request: Request, world: World): Reply => {
  const keys = valuesOf(request.input, 'TagKey');
  const isAll = /^true$/i.test(request.input['All'] ?? '');
  if (keys.length === 0 && !isAll) throw missing('TagKey');
  for (const one of findThings(request, world))
    one.Tags = (one.Tags ?? []).filter(({ Key }) => (keys.length > 0 ? !keys.includes(Key) : false));
  return {};
};

const list = (request: Request, world: World): Reply => {
  const { input } = request;
  const ids = valuesOf(input, 'ResourceId');
  const asked = structuresOf(input, 'Tag');
  if (ids.length === 0 && asked.length === 0) throw missing('ResourceId');
  const has = ({ Tags = [] }: Labelled): boolean =>
    asked.every(({ Key, Value }) => Tags.some((tag) => tag.Key === Key && (!Value || tag.Value === Value)));
  const found = thingsOf(request, world)
    .filter(([id, one]) => (ids.length === 0 || ids.includes(id)) && has(one))
    .flatMap(([ResourceId, { Tags = [] }]) =>
      Tags.map(({ Key, Value }) => ({ ResourceId, ResourceType: kindOf(request), TagKey: Key, TagValue: Value })),
    );
  const { page, ...rest } = tokenPage(found, input, 50);
  return { ...rest, TagResources: { TagResource: page } };
};

/** With a gateway goes what hangs on it. */
const move = (request: Request, world: World): Reply => {
  const { InstanceId = '', NewResourceGroupId = '', ResourceType } = request.input;
  const { data } = world;
  const moveAll = (things: readonly Labelled[]): void => {
    for (const one of things) one.ResourceGroupId = NewResourceGroupId;
  };
  if (ResourceType === 'CustomerGateway') {
    moveAll([pick(own(data.customer_gateways, request), 'CustomerGatewayId', InstanceId)]);
  } else if (ResourceType === 'VpnAttachment') {
    moveAll([pick(connectionsOf(request, world, false), 'VpnConnectionId', InstanceId)]);
  } else {
    const gateway = pick(own(data.gateways, request), 'VpnGatewayId', InstanceId);
    const isOnIt = ({ VpnGatewayId }: { VpnGatewayId: string }): boolean => VpnGatewayId === InstanceId;
    const servers = data.ssl_servers.filter(isOnIt);
    const certs = data.ssl_certs.filter((one) => servers.some((other) => other.SslVpnServerId === one.SslVpnServerId));
    moveAll([gateway, ...data.connections.filter(isOnIt), ...servers, ...certs]);
  }
  return {};
};

const named50 = { ...listOf(text, 50), required: true };
const tags = listOf({ Key: must(tagKey(128)), Value: may(tagValue) }, 20);
const typeRow = { ...regionRow, ResourceType: must(text) };

export const tagHandlers = {
  TagResources: {
    effect: 'write',
    takes: { ...typeRow, ResourceId: named50, Tag: { ...tags, required: true } },
    run: add,
  },
  UnTagResources: {
    effect: 'write',
    takes: { ...typeRow, ResourceId: named50, TagKey: listOf(tagKey(128), 20), All: may(flag) },
    run: remove,
  },
  ListTagResources: {
    effect: 'read',
    takes: {
      ...{ ...typeRow, ResourceId: listOf(text, 50), Tag: tags },
      ...{ MaxResults: may(integer(1, 50)), NextToken: may(text) },
    },
    run: list,
  },
  MoveVpnResourceGroup: {
    effect: 'write',
    takes: {
      ...{ ...regionRow, ResourceType: must(oneOf('VpnGateway', 'CustomerGateway', 'VpnAttachment')) },
      ...{ InstanceId: must(text), NewResourceGroupId: must(resourceGroup) },
    },
    run: move,
  },
} satisfies PublicHandlers;
