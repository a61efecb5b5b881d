import type { Input } from '../catalogue/action.ts';
import type { CreateVpnConnection } from '../catalogue/vpn-connection.ts';
import { overlaps, readBlocks } from '../network/cidr.ts';
import type { Route } from '../network/routes.ts';
import { type Connection, type Look, listOf } from './look.ts';
import { lookAtNeighbours } from './neighbours.ts';
import { kindWords, planWords } from './plan-words.ts';
import { hashNotes } from './platform-notes.ts';
import { type Said, said, someOf } from './said.ts';
import {
  called,
  type Fields,
  gatewayNotes,
  refusalWithout,
  type Survey,
  type Tunnels,
  tunnels,
  unreadParts,
} from './survey.ts';
import { moveNotes } from './survey-new-route.ts';
import { surveyCreation } from './survey-plain.ts';

type Creation = Input<typeof CreateVpnConnection>;

/** The routes that the cloud would add by itself: one to each block of the other side, active and published. */
const freshRoutes = ({ RemoteSubnet, Name }: Creation): readonly Route[] =>
  readBlocks(RemoteSubnet).blocks.map((RouteDest) => ({
    RouteType: 'dbr',
    RouteDest,
    NextHop: Name ?? '(new)',
    Weight: 100,
    State: 'published',
  }));

/** What those routes would draw, here and from other gateways of the VPC. */
const surveyAutoRoutes = async (input: Creation, look: Look, known: Tunnels) => {
  const fresh = freshRoutes(input);
  const dests = fresh.map(({ RouteDest }) => RouteDest);
  const [table, near] = await Promise.all([
    look.routes(input.VpnGatewayId),
    lookAtNeighbours(input.VpnGatewayId, dests, look),
  ]);
  const moves = [...fresh.flatMap((route) => moveNotes(listOf(table), route, known)), ...near.overlapping];
  return {
    blast: [said(planWords.autoRoute), ...moves],
    foreseen: [...unreadParts([[kindWords.routes, table]]), ...near.unread],
    raises: moves.length > 0 || near.unsure || !('found' in table),
    entries: listOf(table)
      .map(({ RouteDest, NextHop, Weight }) => `${RouteDest} ${NextHop} ${Weight}`)
      .sort(),
  };
};

const noRoutes: Awaited<ReturnType<typeof surveyAutoRoutes>> = { blast: [], foreseen: [], raises: false, entries: [] };

/** What the guide says the cloud takes for a new connection where nothing is given; all of it is old. */
const OLD_DEFAULTS = {
  IkeConfig: { IkeVersion: 'ikev1', IkeEncAlg: 'aes', IkeAuthAlg: 'md5', IkePfs: 'group2' },
  IpsecConfig: { IpsecEncAlg: 'aes', IpsecAuthAlg: 'md5', IpsecPfs: 'group2' },
} as const;

/** What is left to the cloud: algorithms that should be stronger, and a key that nobody here would know. */
const defaultNotes = (input: Creation): readonly Said[] => {
  const left = (['IkeConfig', 'IpsecConfig'] as const).flatMap((part) => {
    const given: Fields = input[part] ?? {};
    return Object.entries(OLD_DEFAULTS[part]).flatMap(([field, old]) =>
      given[field] === undefined ? [`${field} ${old}`] : [],
    );
  });
  return [
    ...(left.length > 0 ? [said(planWords.cloudDefaults, { fields: someOf(left) })] : []),
    ...(input.IkeConfig?.Psk === undefined ? [said(planWords.cloudKey)] : []),
  ];
};

/** Blocks that another connection of the gateway has too: what carries them is then not told by the blocks alone. */
const sharedNotes = (
  input: Creation,
  others: readonly Pick<Connection, 'VpnConnectionId' | 'Name' | 'RemoteSubnet'>[],
): readonly Said[] =>
  others.flatMap((row) =>
    readBlocks(row.RemoteSubnet).blocks.flatMap((other) =>
      readBlocks(input.RemoteSubnet)
        .blocks.filter((block) => overlaps(block, other) && !isAny(block) && !isAny(other))
        .map((block) =>
          said(planWords.sharesBlocks, { block, other, name: called(row.VpnConnectionId ?? '', row.Name) }),
        ),
    ),
  );

/** With 0.0.0.0/0 the routes decide anyway. */
const isAny = (block: string): boolean => block === '0.0.0.0/0';

/** A new connection; with AutoConfigRoute the cloud adds routes by itself, and these may draw traffic. */
export const surveyNewConnection = async (input: Creation, look: Look): Promise<Survey> => {
  const { VpnGatewayId, CustomerGatewayId, RegionId } = input;
  const [gateway, customer, connections] = await Promise.all([
    look.gateway(VpnGatewayId),
    look.customerGateway(CustomerGatewayId),
    look.connectionsOf({ VpnGatewayId }),
  ]);
  const notes = gatewayNotes(gateway);
  const routes = input.AutoConfigRoute ? await surveyAutoRoutes(input, look, tunnels(connections)) : noRoutes;
  const twin = listOf(connections).find((row) => row.CustomerGatewayId === CustomerGatewayId);
  const refusal =
    refusalWithout(kindWords.gateway, VpnGatewayId, RegionId, gateway) ??
    refusalWithout(kindWords.customerGateway, CustomerGatewayId, RegionId, customer) ??
    notes.refusal ??
    (twin && said(planWords.connectionExists, { name: called(twin.VpnConnectionId ?? '', twin.Name) }));
  return {
    ...(await surveyCreation('CreateVpnConnection')(input)),
    gatewayId: VpnGatewayId,
    blast: routes.blast,
    foreseen: [
      ...notes.foreseen,
      ...unreadParts([[kindWords.customerGateway, customer]]),
      ...hashNotes(input),
      ...defaultNotes(input),
      ...sharedNotes(input, listOf(connections)),
      ...routes.foreseen,
    ],
    raises: routes.raises,
    state: { settings: routes.entries, health: null },
    ...(refusal && { refusal }),
  };
};
