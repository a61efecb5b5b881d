import type { Call, Invoke, PastChange } from '../../catalogue/invoke.ts';
import { nearest } from '../../catalogue/nearest.ts';
import { readTunnels } from '../../network/tunnels.ts';
import { refuse } from '../change/refuse.ts';
import { called } from '../inventory/connection-words.ts';
import {
  type Connection,
  type CustomerGateway,
  type Inventory,
  type RegionInventory,
  readInventory,
  type Unseen,
} from '../inventory/inventory.ts';
import { type Fit, fitting, isExact } from '../inventory/name-match.ts';

/** A site that is to go, as it stands now. */
export interface Site {
  readonly region: RegionInventory;
  /** What was named by its ID or whole name, and was deleted through this server of late. */
  readonly deleted: readonly string[];
  /** Customer gateways that nothing uses, where those of a deleted connection are not on record: one of them may be left. */
  readonly unused: readonly string[];
  readonly connections: readonly Connection[];
  /** The customer gateways of its connections, those that were named, and those that are left of a connection deleted of late. */
  readonly peers: readonly CustomerGateway[];
  readonly unseen: readonly Unseen[];
}

/** The customer gateways that the tunnels of a connection lead to. */
export const peerIds = (connection: Connection): readonly string[] =>
  readTunnels(connection).tunnels.flatMap((tunnel) => tunnel.connection.CustomerGatewayId ?? []);

type Thing =
  | { readonly kind: 'connection'; readonly region: RegionInventory; readonly row: Connection }
  | { readonly kind: 'peer'; readonly region: RegionInventory; readonly row: CustomerGateway };

const thingsIn = ({ regions }: Inventory): readonly Thing[] =>
  regions.flatMap((region) => [
    ...region.connections.map((row) => ({ kind: 'connection', region, row }) as const),
    ...region.customerGateways.map((row) => ({ kind: 'peer', region, row }) as const),
  ]);

const namesOf = (thing: Thing) =>
  thing.kind === 'connection'
    ? [{ Id: thing.row.VpnConnectionId, Name: thing.row.Name }]
    : [{ Id: thing.row.CustomerGatewayId, Name: thing.row.Name, also: [thing.row.IpAddress] }];

const nameOf = ({ kind, row, region }: Thing): string =>
  `${kind === 'connection' ? called(row.VpnConnectionId, row.Name) : called(row.CustomerGatewayId, row.Name)} in ${region.RegionId}`;

/** Customer gateways that no connection uses: what an earlier call may have left. */
const unused = ({ regions }: Inventory): readonly string[] =>
  regions.flatMap(({ connections, customerGateways }) => {
    const used = new Set(connections.flatMap(peerIds));
    return customerGateways.flatMap(({ CustomerGatewayId: id, Name }) =>
      id && !used.has(id) ? [called(id, Name)] : [],
    );
  });

const refuseUnknown = (asked: string, inventory: Inventory): never => {
  const things = thingsIn(inventory);
  const near = nearest(
    asked,
    things.flatMap((thing) => namesOf(thing).flatMap(({ Id, Name }) => [Id ?? '', Name ?? ''].filter(Boolean))),
  );
  const doubt = inventory.unseen.length > 0 ? ' Not everything could be read.' : '';
  const left = unused(inventory).slice(0, 10);
  const hint =
    left.length > 0
      ? ` Where an earlier call has deleted it already: nothing uses customer gateway ${left.join(', ')}.`
      : '';
  return refuse(
    `“${asked}” is no connection and no customer gateway that was found.${doubt}${hint}`,
    near === undefined ? 'Name it by its ID or its whole name; FindResource looks for parts.' : `Did you mean ${near}?`,
  );
};

/** Everything that one word stands for: exactly one thing, or a customer gateway and its own connections. */
const thingsFor = (asked: string, inventory: Inventory): readonly Thing[] => {
  const found: readonly { readonly thing: Thing; readonly Match: Fit }[] = fitting(thingsIn(inventory), asked, namesOf);
  if (found.length === 0) return refuseUnknown(asked, inventory);
  const names = found.slice(0, 10).map(({ thing }) => nameOf(thing));
  const exact = found.filter(({ Match }) => isExact(Match)).map(({ thing }) => thing);
  if (exact.length === 0)
    refuse(
      `“${asked}” is no whole name; it may mean ${names.join(', ')}.`,
      'Ask which of them are the site, then name them by their IDs, joined by commas.',
    );
  const peers = exact.flatMap((thing) => (thing.kind === 'peer' ? [thing.row.CustomerGatewayId] : []));
  const others = exact.filter(
    (thing) => thing.kind === 'connection' && !peerIds(thing.row).some((id) => peers.includes(id)),
  );
  if (peers.length > 1 || others.length > 1 || (peers.length > 0 && others.length > 0))
    refuse(
      `“${asked}” is the name of several things: ${names.join(', ')}.`,
      'Ask which one is meant, then give its ID.',
    );
  return exact;
};

/**
 * Whether this server has deleted, or tried to delete, of late what is not there now: then the call is repeated, and there
 * is nothing to look for.
 */
const deletesOf = async (word: string, { unseen }: Inventory, call: Call): Promise<readonly PastChange[]> =>
  unseen.length > 0
    ? []
    : (await call.history([word])).filter(
        ({ action, result }) => /^Delete(VpnConnection|CustomerGateway)$/.test(action) && result !== 'failed',
      );

/** A connection whose customer gateways are not on record: it was deleted before the audit had them. */
const isUnrecorded = ({ action, named }: PastChange): boolean =>
  action === 'DeleteVpnConnection' && named === undefined;

const connectionsFor = (thing: Thing): readonly Connection[] =>
  thing.kind === 'connection'
    ? [thing.row]
    : thing.region.connections.filter((one) => peerIds(one).includes(thing.row.CustomerGatewayId ?? ''));

const checkConnection = (connection: Connection): void => {
  const { VpnConnectionId, VpnGatewayId, Name } = connection;
  if (readTunnels(connection).notUnderstood)
    refuse(
      `The tunnels of ${called(VpnConnectionId, Name)} are not understood, so that its customer gateways are not known.`,
      'Look at it with DescribeVpnConnection; delete it by single calls.',
    );
  if (!VpnGatewayId)
    refuse(
      `${called(VpnConnectionId, Name)} is on no VPN gateway but a transit router.`,
      'Detach it there and delete it with DeleteVpnAttachment.',
    );
};

/** Finds the site by its connections or customer gateways. Refuses parts of names, and what has several meanings. */
export const findSite = async (
  invoke: Invoke,
  call: Call,
  asked: string,
  RegionId: string | undefined,
): Promise<Site> => {
  const kinds = ['gateways', 'connections', 'customerGateways'] as const;
  const inventory = await readInventory(invoke, call, { RegionId, kinds });
  const words = [
    ...new Set(
      asked
        .split(',')
        .map((one) => one.trim())
        .filter(Boolean),
    ),
  ];
  if (words.length === 0) return refuse('Site names nothing.', 'Name a connection or a customer gateway.');
  const known = new Set(thingsIn(inventory).flatMap((thing) => namesOf(thing).flatMap(({ Id, Name }) => [Id, Name])));
  const deletes = await Promise.all(
    words.map(async (word) => (known.has(word) ? [] : await deletesOf(word, inventory, call))),
  );
  const isGone = (at: number): boolean => (deletes[at] ?? []).length > 0;
  const deleted = words.filter((_, at) => isGone(at));
  const things = words.filter((_, at) => !isGone(at)).flatMap((word) => thingsFor(word, inventory));
  const led = new Set(deletes.flat().flatMap(({ named = [] }) => named));
  const left = thingsIn(inventory).filter(({ kind, row }) => kind === 'peer' && led.has(row.CustomerGatewayId ?? ''));
  const [first = left[0]] = things;
  const region = first?.region ?? inventory.regions[0];
  if (!region) return refuse('Nothing could be read of any region.', 'Name a RegionId.');
  const far = [...things, ...left].find((thing) => thing.region !== region);
  if (first && far)
    refuse(
      `${nameOf(first)} and ${nameOf(far)} are in two regions: that is two sites here.`,
      'Retire them one after the other, each with its RegionId.',
    );
  const connections = [...new Set(things.flatMap(connectionsFor))];
  connections.forEach(checkConnection);
  const ids = new Set([
    ...connections.flatMap(peerIds),
    ...[...things, ...left].flatMap((thing) => (thing.kind === 'peer' ? (thing.row.CustomerGatewayId ?? []) : [])),
  ]);
  return {
    ...{ region, deleted, unused: deletes.flat().some(isUnrecorded) ? unused(inventory) : [] },
    connections,
    peers: region.customerGateways.filter(({ CustomerGatewayId = '' }) => ids.has(CustomerGatewayId)),
    unseen: inventory.unseen.filter((one) => one.RegionId === region.RegionId || one.RegionId === '*'),
  };
};
