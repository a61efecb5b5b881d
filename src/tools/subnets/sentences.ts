import type { SummaryLine } from '../../catalogue/message.ts';
import { contains } from '../../network/cidr.ts';
import { carrier, type Route } from '../../network/routes.ts';
import { readTunnels } from '../../network/tunnels.ts';
import { labelOf } from '../inventory/connection-words.ts';
import type { Connection, RegionInventory } from '../inventory/inventory.ts';
import { type Asked, blocksOf, changeOf, FIELD, isRouted } from './change.ts';
import { isBgpOn, type Link } from './links.ts';
import { texts } from './messages.ts';
import { isChanged } from './steps.ts';

const listed = (parts: readonly string[]): string => (parts.length === 0 ? '-' : parts.join(', '));

/** An entry as a person reads it. */
export const routeText = ({ RouteSource, RouteDest, NextHop, Weight, State }: Route): string =>
  `${RouteSource === undefined ? '' : `${RouteSource} to `}${RouteDest} via ${NextHop} (${Weight}, ${State})`;

/** What is wrong before anything is done. */
export const downNotes = (links: readonly Link[]): readonly SummaryLine[] =>
  links.flatMap(({ isUp, label: name }) =>
    isUp === true ? [] : [{ text: isUp === false ? texts.downBefore : texts.unknownBefore, values: { name } }],
  );

/** What the whole does, in one sentence. */
export const headNote = (asked: Asked, links: readonly Link[]): SummaryLine => {
  const [first] = links;
  const { kept, added, removed } = first
    ? changeOf(first.connection, asked)
    : { kept: [], added: asked.blocks, removed: asked.blocks };
  const values = { blocks: listed(asked.blocks), side: asked.side, names: listed(links.map(({ label }) => label)) };
  const lists = { kept: listed(kept), added: listed(added), removed: listed(removed) };
  return { text: asked.verb === 'add' ? texts.adds : texts.removes, values: { ...values, ...lists } };
};

const isIkev1 = (connection: Connection): boolean =>
  readTunnels(connection).tunnels.some((tunnel) => tunnel.connection.IkeConfig?.IkeVersion === 'ikev1');

const ikeNotes = (asked: Asked, links: readonly Link[]): readonly SummaryLine[] =>
  links.flatMap(({ connection, label: name }) => {
    const { after, added } = changeOf(connection, asked);
    const isAffected = added.length > 0 && isIkev1(connection);
    return isAffected && after.length > 1 ? [{ text: texts.ikev1, values: { name, count: after.length } }] : [];
  });

/** What negotiates anew, in which order, and what that means for the traffic. */
export const negotiationNotes = (asked: Asked, links: readonly Link[]): readonly SummaryLine[] => {
  const touched = links.filter((link) => !isChanged(link, asked));
  const untouched = links
    .filter((link) => isRouted(link.connection) || isChanged(link, asked))
    .map(({ label: name }) => ({ text: texts.routesOnly, values: { name, field: FIELD[asked.side] } }));
  const order = touched.map(({ label }) => label);
  const last = order.at(-1);
  return [
    ...ikeNotes(asked, links),
    ...(links.length === 1 && last !== undefined ? [{ text: texts.single, values: { name: last } }] : []),
    ...(links.length > 1 && last !== undefined
      ? [{ text: texts.standbyFirst, values: { order: order.join(', then '), last } }]
      : []),
    ...touched
      .filter(({ connection }) => readTunnels(connection).tunnels.length > 1)
      .map(({ label: name }) => ({ text: texts.bothTunnels, values: { name } })),
    ...touched
      .filter(({ connection }) => connection.EffectImmediately === false)
      .map(({ label: name }) => ({ text: texts.byTraffic, values: { name } })),
    ...untouched,
  ];
};

export const bgpNotes = (links: readonly Link[]): readonly SummaryLine[] =>
  links
    .filter(({ connection }) => isBgpOn(connection))
    .map(({ label: name }) => ({ text: texts.bgp, values: { name } }));

/** Connections that look like they belong to it and are left as they are. */
export const alikeNotes = (alike: readonly Connection[]): readonly SummaryLine[] =>
  alike.map((one) => ({ text: texts.alike, values: { name: labelOf(one) } }));

/** What the other ends have to be told: the same lists with the sides exchanged. */
export const mirrorNotes = (asked: Asked, links: readonly Link[], region: RegionInventory): readonly SummaryLine[] =>
  links
    .filter(({ connection }) => !isRouted(connection))
    .map(({ connection, label: name }) => {
      const { after } = changeOf(connection, asked);
      const far = blocksOf(connection, asked.side === 'local' ? 'remote' : 'local');
      const [local, remote] = asked.side === 'local' ? [after, far] : [far, after];
      const ids = readTunnels(connection).tunnels.map((tunnel) => tunnel.connection.CustomerGatewayId ?? '');
      const peers = region.customerGateways.filter(({ CustomerGatewayId = '' }) => ids.includes(CustomerGatewayId));
      const peer = listed(peers.map(({ Name, IpAddress }) => [Name, IpAddress].filter(Boolean).join(' ')));
      return { text: texts.mirror, values: { name, peer, local: listed(local), remote: listed(remote) } };
    });

/** Where a destination goes once its own entries are gone, if anywhere. */
const nextWay = (dest: string, left: readonly Route[]): Route | undefined => {
  const around = left.filter(({ RouteDest }) => contains(RouteDest, dest));
  return (
    carrier(
      around.filter(({ RouteType }) => RouteType === 'dbr'),
      dest,
    ) ?? around[0]
  );
};

/** What becomes of destinations whose routes are taken away. */
export const lostNotes = (gone: readonly Route[], routes: readonly Route[]): readonly SummaryLine[] => {
  const left = routes.filter((route) => !gone.includes(route));
  const mine = new Set(gone.map(({ NextHop }) => NextHop));
  return [...new Set(gone.map(({ RouteDest }) => RouteDest))].map((dest) => {
    const next = nextWay(dest, left);
    const inner = left.filter(({ RouteDest }) => contains(dest, RouteDest)).map(({ RouteDest }) => RouteDest);
    const shown = inner.length === 0 ? dest : `${dest} (but for ${listed([...new Set(inner)])})`;
    if (!next) return { text: texts.ends, values: { dest: shown } };
    const text = mine.has(next.NextHop) ? texts.kept : texts.moves;
    return { text, values: { dest, by: next.RouteDest, hop: next.NextHop } };
  });
};
