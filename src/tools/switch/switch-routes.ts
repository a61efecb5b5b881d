import { z } from 'zod';
import type { Applied, Call, Invoke } from '../../catalogue/invoke.ts';
import { cidr } from '../../catalogue/schema/addresses.ts';
import { say } from '../../catalogue/schema/explain.ts';
import { flag, regionId } from '../../catalogue/schema/fields.ts';
import { contains, isSame, readBlocks } from '../../network/cidr.ts';
import { type BoardLine, type Job, jobTool, type Standing } from '../change/job.ts';
import { openIn } from '../change/open-changes.ts';
import { refuse } from '../change/refuse.ts';
import { labelOf, statusWords } from '../inventory/connection-words.ts';
import type { Connection } from '../inventory/inventory.ts';
import { droppedBefore, isFull, wasFull } from './past.ts';
import { findOn, type Ground, readGround, readTables } from './read-gateway.ts';
import { type Choice, type Chosen, choose, type Dropped, destinationsOf, possibleFroms } from './routing.ts';
import { placeName, proofOf, type Situation, sentencesOf } from './sentences.ts';
import { type Place, stepsFor } from './steps.ts';
import { waiting } from './wait-active.ts';

const text = z.string({ error: say }).trim().min(1).max(128);

const input = z.strictObject(
  {
    To: text.describe('tunnel: ID or name'),
    From: text.optional(),
    Destinations: z.array(cidr, { error: say }).min(1).max(10).optional().describe('default: those that both carry'),
    EvenIfDown: flag.optional().describe('also if To is down or unproven'),
    RegionId: regionId,
  },
  { error: say },
);

type Given = z.infer<typeof input>;

/** The tunnel that traffic is taken from: as named, or the only one that the routes leave. */
const fromOf = (ground: Ground, to: Connection, asked: string | undefined, dropped: readonly Dropped[]): Connection => {
  if (asked !== undefined) {
    const from = findOn(ground, asked);
    if (from.VpnConnectionId !== to.VpnConnectionId) return from;
    return refuse('From and To are the same tunnel.', 'Name two tunnels of one gateway.');
  }
  const ids = possibleFroms(ground.routes, to.VpnConnectionId ?? '', dropped);
  const known = ids.map(
    (id) => ground.connections.find((one) => one.VpnConnectionId === id) ?? { VpnConnectionId: id },
  );
  const [only, ...others] = known;
  if (only && others.length === 0) return only;
  return refuse(
    only
      ? `${labelOf(to)} shares destinations with several tunnels: ${known.map(labelOf).join(', ')}.`
      : `${labelOf(to)} shares no destination with another tunnel of ${ground.VpnGatewayId}.`,
    only ? 'Name one of them as From.' : 'Name From and Destinations; DescribeVpnRouteEntries lists the routes.',
  );
};

/** What was named and is no destination, or is carried by neither tunnel. */
const checkNamed = (
  named: readonly string[] | undefined,
  ground: Ground,
  { from, to, all }: Omit<Situation, 'chosen' | 'open' | 'ground'>,
): void => {
  for (const block of named ?? []) {
    const found = all.filter((one) => isSame(one.RouteDest, block));
    if (found.some((one) => one.from || one.to)) continue;
    const own = all.filter((one) => one.from).map(placeName);
    refuse(
      found.length === 0
        ? `No route of ${ground.VpnGatewayId} leads to ${block}.`
        : `${block} goes over neither ${labelOf(from)} nor ${labelOf(to)}.`,
      own.length > 0
        ? `Name one of those over ${labelOf(from)}: ${own.join(', ')}.`
        : 'DescribeVpnRouteEntries lists the routes.',
    );
  }
};

/** A third tunnel that is active for a destination would have to lose its weight, and nobody has asked for that. */
const checkOthers = ({ chosen, from, to, ground }: Situation): void => {
  for (const { dest, way } of chosen) {
    const third = way === 'done' ? undefined : dest.others.find(({ Weight }) => Weight === 100);
    if (!third) continue;
    const other = ground.connections.find((one) => one.VpnConnectionId === third.NextHop) ?? {
      VpnConnectionId: third.NextHop,
    };
    refuse(
      `${placeName(dest)} goes over ${labelOf(other)} now, not over ${labelOf(from)}.`,
      `Give From ${labelOf(other)}, To ${labelOf(to)} and Destinations for it.`,
    );
  }
};

/** What the new tunnel's own selectors do not let through would be dropped in it. */
const checkSelectors = ({ chosen, to }: Situation): void => {
  const { blocks, unreadable } = readBlocks(to.RemoteSubnet);
  if (blocks.length === 0 || unreadable.length > 0) return;
  const outside = chosen.find(
    ({ dest, way }) => way !== 'done' && !blocks.some((block) => contains(block, dest.RouteDest)),
  );
  if (outside)
    refuse(
      `${outside.dest.RouteDest} is not within RemoteSubnet ${String(to.RemoteSubnet)} of ${labelOf(to)}: that tunnel would drop it.`,
      'Add the block to that connection and to its peer first, or leave it out of Destinations.',
    );
};

const checkProof = ({ to, chosen }: Situation, { EvenIfDown }: Given): void => {
  const proof = proofOf(to);
  if (proof === 'proven' || EvenIfDown || chosen.every(({ way }) => way === 'done')) return;
  const status = statusWords(to, 'en');
  refuse(
    proof === 'down'
      ? `${labelOf(to)} is DOWN (${status}): what is switched to it would have no path.`
      : `It is not proven that ${labelOf(to)} carries traffic (${status}): ${proof === 'no check' ? 'it has no health check that passes' : 'its status is not known'}.`,
    'Mend it first (DiagnoseTunnel). Where a person wants the switch all the same, call again with EvenIfDown: true; they are asked with that in the first line.',
  );
};

const gather = async (
  args: Given,
  call: Call,
  invoke: Invoke,
): Promise<{ readonly situation: Situation; readonly choice: Choice }> => {
  const { ground, to } = await readGround(args.To, args.RegionId, call, invoke);
  const { VpnGatewayId, routes } = ground;
  if (ground.gateway.BusinessStatus === 'FinancialLocked')
    refuse(`${VpnGatewayId} is locked for an unpaid bill: the cloud refuses every change.`, 'Pay it, then call again.');
  const past = await call.history([VpnGatewayId]);
  const known = droppedBefore(past, routes, VpnGatewayId);
  const from = fromOf(ground, to, args.From, known);
  const [source = '', target = ''] = [from.VpnConnectionId, to.VpnConnectionId];
  const dropped = known.filter(({ NextHop }) => NextHop === source || NextHop === target);
  const choice = { to: target, dropped, isFull: wasFull(past), named: args.Destinations };
  const all = destinationsOf(routes, source, target, dropped);
  checkNamed(args.Destinations, ground, { from, to, all });
  const chosen = choose(all, choice);
  return { situation: { ground, from, to, all, chosen, open: openIn(past) }, choice };
};

const stateOf = ({ way, dest }: Chosen, to: Connection): BoardLine => ({
  What: `${placeName(dest)} over ${labelOf(to)}`,
  State: way === 'done' ? 'done' : 'to do',
});

const nextOf = ({ from, to, chosen }: Situation): readonly string[] => [
  `The peer has to send its answers over ${labelOf(to)} too: that is not seen from here.`,
  `To get back: SwitchRoutes From ${to.VpnConnectionId} To ${from.VpnConnectionId}.`,
  ...(chosen.some(({ way }) => way === 'halves')
    ? ['The new routes are not published, and need not be: the VPC sends the wider block here already.']
    : []),
  ...(chosen.length === 0 ? ['Nothing is shared by these tunnels any more.'] : []),
];

const standing = (situation: Situation, chosen: readonly Chosen[]): Standing => ({
  board: chosen.map((one) => stateOf(one, situation.to)),
  next: nextOf(situation),
});

/** Where each destination goes when all is done, by what the tables say then. */
const lookAgain = async ({ situation, choice }: Awaited<ReturnType<typeof gather>>, call: Call, invoke: Invoke) => {
  const { ground, from, to } = situation;
  const { routes } = await readTables(ground, call, invoke);
  const all = destinationsOf(routes, from.VpnConnectionId, to.VpnConnectionId ?? '', []);
  const meant = new Set(situation.chosen.filter(({ way }) => way !== 'clear').map(({ dest }) => placeName(dest)));
  const chosen = choose(all, { ...choice, dropped: [] });
  const left = chosen.filter(({ way, dest }) => way === 'clear' || meant.has(placeName(dest)));
  return standing(situation, left);
};

/** The repeat of a switch that found no room for its more specific routes is planned another way, with a moment to know of. */
const fullNext = ({ Steps }: Applied): readonly string[] =>
  Steps.some(({ Action, State, Code = '' }) => Action === 'CreateVpnRouteEntry' && State === 'failed' && isFull(Code))
    ? [
        'The cloud takes no more routes here: the same call plans ANOTHER WAY now, by changing weights, with a moment at which both have weight 0, and asks for that. Or make room first: delete two routes that are not needed.',
      ]
    : [];

const planSwitch = async (args: Given, call: Call, invoke: Invoke): Promise<Job> => {
  const gathered = await gather(args, call, invoke);
  const { situation } = gathered;
  const { ground, from, to, chosen } = situation;
  if (chosen.length === 0)
    refuse(
      `${labelOf(from)} and ${labelOf(to)} have no destination in common, so nothing says what is to be switched.`,
      `Give Destinations: ${
        situation.all
          .filter((one) => one.from)
          .map(placeName)
          .join(', ') || `nothing goes over ${labelOf(from)}`
      }.`,
    );
  checkOthers(situation);
  checkSelectors(situation);
  checkProof(situation, args);
  const { RegionId, VpnGatewayId } = ground;
  const place: Place = { RegionId, VpnGatewayId, from: from.VpnConnectionId ?? '', to: to.VpnConnectionId ?? '' };
  const steps = chosen.flatMap((one) => stepsFor(one, place));
  return {
    summary: sentencesOf(situation),
    steps: waiting(steps, place, call, invoke),
    ...standing(situation, chosen),
    afterwards: () => lookAgain(gathered, call, invoke),
    whenStopped: fullNext,
  };
};

/** Moves traffic from one tunnel of a gateway to another, and back. */
export const SwitchRoutes = jobTool({
  name: 'SwitchRoutes',
  description:
    'Fail over: move traffic to tunnel To, by the safest way there is. From and To exchanged: back. One approval.',
  risk: 'destroy',
  input,
  plan: planSwitch,
});
