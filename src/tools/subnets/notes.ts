import type { SummaryLine } from '../../catalogue/message.ts';
import type { Route } from '../../network/routes.ts';
import type { Asked } from './change.ts';
import type { Ground } from './ground.ts';
import type { Link } from './links.ts';
import { texts } from './messages.ts';
import type { NewRoutes } from './new-routes.ts';
import { overlapNotes } from './overlaps.ts';
import {
  alikeNotes,
  bgpNotes,
  downNotes,
  headNote,
  lostNotes,
  mirrorNotes,
  negotiationNotes,
  routeText,
} from './sentences.ts';
import type { Situation } from './situation.ts';

const argumentsText = ({ id }: Link, { side, blocks }: Asked, { regionId }: Ground): string =>
  `VpnConnectionId=${id}, Cidrs=${blocks.join(',')}, Side=${side}, RegionId=${regionId}`;

/** What a person reads first: what is not known, what is wrong now, then what is done. */
const firstNotes = (
  { asked, ground, links, alike, open }: Situation,
  overlaps: readonly SummaryLine[],
): readonly SummaryLine[] => [
  ...ground.unread,
  ...open,
  ...downNotes(links),
  ...overlaps,
  headNote(asked, links),
  ...negotiationNotes(asked, links),
  ...bgpNotes(links),
  ...alikeNotes(alike),
];

/** What a person reads before networks are added. */
export const addNotes = (situation: Situation, { fresh, covered, isGuess }: NewRoutes): readonly SummaryLine[] => {
  const { asked, ground, links } = situation;
  const [link] = links;
  const name = links.map(({ label }) => label).join(', ');
  return [
    ...firstNotes(situation, overlapNotes(asked, links, ground)),
    ...(fresh.length > 0 ? [{ text: texts.routed, values: { routes: fresh.map(routeText).join('; ') } }] : []),
    ...covered.map(([block, by]) => ({ text: texts.covered, values: { block, by } })),
    ...(isGuess ? [{ text: texts.guessed, values: { name } }] : []),
    ...mirrorNotes(asked, links, ground.region),
    ...(link ? [{ text: texts.back, values: { tool: 'RemoveSubnet', args: argumentsText(link, asked, ground) } }] : []),
  ];
};

/** What a person reads before networks are taken away: what becomes unreachable stands first. */
export const removeNotes = (situation: Situation, gone: readonly Route[]): readonly SummaryLine[] => {
  const { asked, ground, links } = situation;
  const [link] = links;
  const rehearsed = gone.filter(({ State }) => State === 'published').at(-1);
  const call = ({ RouteType, RouteDest, NextHop }: Route): string =>
    `VpnGatewayId=${ground.gatewayId}, RouteType=${RouteType}, RouteDest=${RouteDest}, NextHop=${NextHop}, PublishVpc=false`;
  const values = link && { tool: 'AddSubnet', args: argumentsText(link, asked, ground) };
  return [
    ...(asked.side === 'remote' ? lostNotes(gone, ground.own) : []),
    ...firstNotes(situation, []),
    ...(gone.length > 0 ? [{ text: texts.unrouted, values: { routes: gone.map(routeText).join('; ') } }] : []),
    ...(rehearsed ? [{ text: texts.rehearsal, values: { call: call(rehearsed), dest: rehearsed.RouteDest } }] : []),
    ...mirrorNotes(asked, links, ground.region),
    ...(values ? [{ text: texts.back, values }] : []),
  ];
};
