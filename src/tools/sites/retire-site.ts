import { z } from 'zod';
import { DeleteCustomerGateway } from '../../catalogue/actions/customer-gateway.ts';
import { DeleteVpnConnection } from '../../catalogue/actions/vpn-connection.ts';
import { DeleteVpnPbrRouteEntry, DeleteVpnRouteEntry } from '../../catalogue/actions/vpn-route.ts';
import type { Call, Invoke, Step } from '../../catalogue/invoke.ts';
import { say } from '../../catalogue/schema/explain.ts';
import { regionId } from '../../catalogue/schema/fields.ts';
import type { Route } from '../../network/routes.ts';
import { type BoardLine, type Job, jobTool } from '../change/job.ts';
import { openNotes } from '../change/open-changes.ts';
import { refuse } from '../change/refuse.ts';
import { called } from '../inventory/connection-words.ts';
import { readTables, unlessRouted } from '../inventory/gateway-tables.ts';
import type { OwnedRoute } from '../inventory/inventory.ts';
import { findSite, type Site } from './retire-find.ts';
import { peersOf, refuseCarrying, retireNotes, type SiteRoutes } from './retire-notes.ts';

/** Both tables of a gateway, whole: what is missing would be left behind and hold its traffic. */
const wholeTables = async (
  invoke: Invoke,
  call: Call,
  RegionId: string,
  VpnGatewayId: string,
): Promise<readonly OwnedRoute[]> => {
  const { routes, why } = await readTables(invoke, call, RegionId, VpnGatewayId);
  if (why === undefined) return routes;
  return refuse(
    `The routes of ${VpnGatewayId} could not be read whole (${why}): what would be left behind is not known.`,
    'Repeat the call when they can be read.',
  );
};

const idsOf = ({ connections }: Site): readonly string[] =>
  connections.flatMap(({ VpnConnectionId }) => VpnConnectionId ?? []);

const routesOf = async (
  site: Site,
  call: Call,
  invoke: Invoke,
): Promise<SiteRoutes & { gone: readonly OwnedRoute[] }> => {
  const gateways = [...new Set(site.connections.flatMap(({ VpnGatewayId }) => VpnGatewayId ?? []))];
  const { RegionId } = site.region;
  const tables = await Promise.all(gateways.map((id) => wholeTables(invoke, call, RegionId, id)));
  const all = tables.flat();
  const ids = idsOf(site);
  const isGone = ({ NextHop, isLearned }: Route): boolean => ids.includes(NextHop) && !isLearned;
  return {
    // The ones that stand by first: what is active keeps its traffic to the last.
    gone: all.filter(isGone).toSorted((a, b) => a.Weight - b.Weight),
    left: all.filter((route) => !ids.includes(route.NextHop)),
  };
};

/** The call that deletes an entry, with the next hop and weight that it has now. */
const routeStep = (route: OwnedRoute, RegionId: string, { platform }: Call): Step => {
  const { VpnGatewayId, RouteDest, RouteSource = '', NextHop, Priority } = route;
  const Weight = route.Weight === 100 ? 100 : 0;
  const entry = { RegionId, VpnGatewayId, RouteDest, NextHop, Weight } as const;
  return route.RouteType === 'dbr'
    ? { action: DeleteVpnRouteEntry, input: entry }
    : {
        action: DeleteVpnPbrRouteEntry,
        input: { ...entry, RouteSource, ...(platform === 'public' && Priority !== undefined && { Priority }) },
      };
};

const stepsFor = (site: Site, gone: readonly OwnedRoute[], call: Call, invoke: Invoke): readonly Step[] => {
  const { RegionId } = site.region;
  return [
    ...gone.map((route) => routeStep(route, RegionId, call)),
    ...site.connections.map(
      ({ VpnConnectionId = '', VpnGatewayId = '' }): Step => ({
        action: DeleteVpnConnection,
        input: { RegionId, VpnConnectionId },
        hold: unlessRouted({ RegionId, VpnGatewayId, VpnConnectionId }, call, invoke),
      }),
    ),
    ...peersOf(site).gone.map(
      ({ CustomerGatewayId = '' }): Step => ({
        action: DeleteCustomerGateway,
        input: { RegionId, CustomerGatewayId },
      }),
    ),
  ];
};

const boardFor = (site: Site, gone: readonly OwnedRoute[], State: BoardLine['State']): readonly BoardLine[] => [
  ...gone.map(({ RouteDest, NextHop, Weight }) => ({
    What: `route ${RouteDest} via ${NextHop} (${Weight}) gone`,
    State,
  })),
  ...site.connections.map(({ VpnConnectionId, Name }) => ({
    What: `connection ${called(VpnConnectionId, Name)} gone`,
    State,
  })),
  ...peersOf(site).gone.map(({ CustomerGatewayId, Name }) => ({
    What: `customer gateway ${called(CustomerGatewayId, Name)} gone`,
    State,
  })),
];

const peerTasks = ({ connections, peers }: Site): readonly string[] =>
  connections.length === 0
    ? []
    : [
        `The other end goes on trying: take the tunnel out of ${peers.map(({ Name, IpAddress }) => [Name, IpAddress].filter(Boolean).join(' ')).join(', ')}.`,
      ];

/** What a call that was broken off may have left, where the record does not say which customer gateways it led to. */
const leftTasks = ({ unused }: Site): readonly string[] =>
  unused.length === 0
    ? []
    : [
        `Which customer gateway was of this site is not on record. Nothing uses ${unused.slice(0, 10).join(', ')}: call RetireSite with it where it was.`,
      ];

const planRetirement = async (
  { Site: asked, RegionId }: { readonly Site: string; readonly RegionId?: string | undefined },
  call: Call,
  invoke: Invoke,
): Promise<Job> => {
  const site = await findSite(invoke, call, asked, RegionId);
  const routes = await routesOf(site, call, invoke);
  refuseCarrying(site, routes);
  const ids = [...idsOf(site), ...site.peers.flatMap(({ CustomerGatewayId }) => CustomerGatewayId ?? [])];
  const open = await Promise.all(ids.map(async (id) => openNotes(id, await call.history([id]))));
  const steps = stepsFor(site, routes.gone, call, invoke);
  if (steps.length === 0 && site.deleted.length === 0)
    refuse(
      `${asked} cannot be deleted: ${site.peers.map(({ CustomerGatewayId, Name }) => called(CustomerGatewayId, Name)).join(', ')} is used by other connections, or that is not known.`,
      'Name the connections that are to go.',
    );
  return {
    summary: retireNotes(site, routes, open.flat()),
    steps,
    board: [
      ...site.deleted.map((id) => ({ What: `${id} gone`, State: 'done' }) as const),
      ...boardFor(site, routes.gone, 'to do'),
    ],
    next: leftTasks(site),
    // All of it was seen to be gone, step by step.
    afterwards: async () => ({ board: boardFor(site, routes.gone, 'done'), next: peerTasks(site) }),
  };
};

/** Takes a site away whole: its routes, its connections, and its customer gateways where nothing else uses them. */
export const RetireSite = jobTool({
  name: 'RetireSite',
  description:
    'Take a site away under one approval: its routes, IPsec connections, and customer gateways that nothing else uses. Says what ends. Repeat it to go on.',
  risk: 'destroy',
  input: z.strictObject(
    {
      Site: z
        .string({ error: say })
        .trim()
        .min(1)
        .max(500)
        .describe('connections or customer gateways: IDs or names, comma-joined'),
      RegionId: regionId,
    },
    { error: say },
  ),
  plan: planRetirement,
});
