import type { Input } from '../catalogue/action.ts';
import type { CreateVpnConnection } from '../catalogue/vpn-connection.ts';
import { readBlocks } from '../network/cidr.ts';
import type { Route } from '../network/routes.ts';
import { type Look, listOf } from './look.ts';
import { lookAtNeighbours } from './neighbours.ts';
import { kindWords, planWords } from './plan-words.ts';
import { hashNotes } from './platform-notes.ts';
import { said } from './said.ts';
import { called, gatewayNotes, type Survey, type Tunnels, tunnels, unreadParts } from './survey.ts';
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

/** A new connection; with AutoConfigRoute the cloud adds routes by itself, and these may draw traffic. */
export const surveyNewConnection = async (input: Creation, look: Look): Promise<Survey> => {
  const { VpnGatewayId, CustomerGatewayId } = input;
  const [gateway, connections] = await Promise.all([look.gateway(VpnGatewayId), look.connectionsOf({ VpnGatewayId })]);
  const notes = gatewayNotes(gateway);
  const routes = input.AutoConfigRoute ? await surveyAutoRoutes(input, look, tunnels(connections)) : noRoutes;
  const twin = listOf(connections).find((row) => row.CustomerGatewayId === CustomerGatewayId);
  const refusal =
    notes.refusal ??
    (twin && said(planWords.connectionExists, { name: called(twin.VpnConnectionId ?? '', twin.Name) }));
  return {
    ...(await surveyCreation('CreateVpnConnection')(input)),
    gatewayId: VpnGatewayId,
    blast: routes.blast,
    foreseen: [...notes.foreseen, ...hashNotes(input), ...routes.foreseen],
    raises: routes.raises,
    state: { settings: routes.entries, health: null },
    ...(refusal && { refusal }),
  };
};
