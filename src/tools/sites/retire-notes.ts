import type { SummaryLine } from '../../catalogue/message.ts';
import { contains } from '../../network/cidr.ts';
import { carrier, isPaired, type Route } from '../../network/routes.ts';
import { refuse } from '../change/refuse.ts';
import { called } from '../inventory/connection-words.ts';
import type { Connection } from '../inventory/inventory.ts';
import { isCarrying } from '../inventory/tunnel-state.ts';
import { peerIds, type Site } from './retire-find.ts';
import { texts } from './retire-texts.ts';

/** The routes that go, and those that stay, of the gateways that the site is on. */
export interface SiteRoutes {
  readonly gone: readonly Route[];
  readonly left: readonly Route[];
}

const hopName = ({ region }: Site, id: string): string =>
  called(id, region.connections.find(({ VpnConnectionId }) => VpnConnectionId === id)?.Name);

/** An entry as a person reads it. */
const spelled = ({ RouteSource, RouteDest }: Route): string =>
  RouteSource === undefined ? RouteDest : `${RouteSource} to ${RouteDest}`;

/**
 * Refuses where another connection stands by for what the site carries: what is left would be an entry of weight 0 alone,
 * which the platform need not use. A failover is a job of its own, with a way back.
 */
export const refuseCarrying = (site: Site, { gone, left }: SiteRoutes): void => {
  for (const route of gone.filter(({ Weight }) => Weight === 100)) {
    const standby = left.find((other) => isPaired(other, route));
    if (!standby) continue;
    const [own, other] = [hopName(site, route.NextHop), hopName(site, standby.NextHop)];
    refuse(
      `${own} carries ${spelled(route)}, and ${other} stands by for it with weight ${standby.Weight}: deleting its entry would leave that one alone.`,
      `Move the traffic to ${other} with SwitchRoutes first, then repeat this call; or name both as Site (${route.NextHop},${standby.NextHop}) where the whole site goes.`,
    );
  }
};

const wayAfter = (route: Route, left: readonly Route[]): Route | undefined => {
  const around = left.filter(({ RouteDest }) => contains(RouteDest, route.RouteDest));
  const plain = around.filter(({ RouteType }) => RouteType === 'dbr');
  return left.find((other) => isPaired(other, route)) ?? carrier(plain, route.RouteDest) ?? around[0];
};

const destinationNotes = (site: Site, { gone, left }: SiteRoutes): readonly SummaryLine[] => {
  const notes = new Map<string, SummaryLine>();
  for (const route of gone.toSorted((a, b) => b.Weight - a.Weight)) {
    const dest = spelled(route);
    const next = wayAfter(route, left);
    if (notes.has(dest)) continue;
    const hop = next ? hopName(site, next.NextHop) : '';
    if (!next) notes.set(dest, { text: texts.ends, values: { dest } });
    else if (isPaired(next, route)) notes.set(dest, { text: texts.stays, values: { dest, hop } });
    else notes.set(dest, { text: texts.moves, values: { dest, by: next.RouteDest, hop } });
  }
  const all = [...notes.values()];
  const only = (text: SummaryLine['text']): readonly SummaryLine[] => all.filter((one) => one.text === text);
  return [...only(texts.ends), ...only(texts.moves), ...only(texts.stays)];
};

/** Which customer gateways go: those that nothing else uses, if that is known. */
export const peersOf = (site: Site) => {
  const { region, connections, peers, unseen } = site;
  const rest = region.connections.filter((one) => !connections.includes(one));
  const isUnclear =
    unseen.some(({ Action }) => /^(DescribeVpnConnections|DescribeRegions)/.test(Action)) ||
    rest.some((one) => peerIds(one).length === 0);
  const userOf = (id: string): Connection | undefined => rest.find((one) => peerIds(one).includes(id));
  const fates = peers.map((peer) => ({ peer, user: userOf(peer.CustomerGatewayId ?? '') }));
  const notes = fates.flatMap(({ peer: { CustomerGatewayId, Name }, user }): readonly SummaryLine[] => {
    const name = called(CustomerGatewayId, Name);
    if (user) return [{ text: texts.peerKept, values: { peer: name, by: called(user.VpnConnectionId, user.Name) } }];
    return isUnclear ? [{ text: texts.peerUnclear, values: { peer: name } }] : [];
  });
  return { gone: isUnclear ? [] : fates.flatMap(({ peer, user }) => (user ? [] : [peer])), notes };
};

const isBgpOn = ({ EnableTunnelsBgp, VpnBgpConfig }: Connection): boolean =>
  EnableTunnelsBgp === true || Boolean(VpnBgpConfig?.['PeerAsn']);

const listed = (parts: readonly string[]): string => (parts.length === 0 ? '-' : parts.join(', '));

/** What a person reads of the whole: what is not known, what ends, what is done, how to get back. */
export const retireNotes = (site: Site, routes: SiteRoutes, open: readonly SummaryLine[]): readonly SummaryLine[] => {
  const { connections, unseen } = site;
  const peers = peersOf(site);
  const names = connections.map(({ VpnConnectionId, Name }) => called(VpnConnectionId, Name));
  const peerNames = peers.gone.map(({ CustomerGatewayId, Name }) => called(CustomerGatewayId, Name));
  return [
    ...unseen.map(({ Action, Reason }) => ({ text: texts.unread, values: { what: Action, why: Reason } })),
    ...open,
    ...destinationNotes(site, routes),
    ...connections
      .filter(isBgpOn)
      .map(({ VpnConnectionId, Name }) => ({ text: texts.bgp, values: { name: called(VpnConnectionId, Name) } })),
    ...connections
      .filter((one) => isCarrying(one) === true)
      .map(({ VpnConnectionId, Name }) => ({ text: texts.upNow, values: { name: called(VpnConnectionId, Name) } })),
    {
      text: texts.head,
      values: {
        site: listed(names.length > 0 ? names : peerNames),
        routes: routes.gone.length,
        connections: listed(names),
        peers: listed(peerNames),
      },
    },
    ...peers.notes,
    { text: texts.back },
  ];
};
