import type { Call, Invoke, Step } from '../../catalogue/invoke.ts';
import type { Route } from '../../network/routes.ts';
import type { Job } from '../change/job.ts';
import { type Asked, changeOf } from './change.ts';
import type { Ground } from './ground.ts';
import { untilUp } from './hold.ts';
import { activeOf, isBgpOn, type Link } from './links.ts';
import { type NewRoutes, newRoutes, oldRoutes } from './new-routes.ts';
import { addNotes, removeNotes } from './notes.ts';
import { type Situation, type SubnetArguments, situationOf, stuckOn } from './situation.ts';
import { standingOf } from './standing.ts';
import { creation, deletion, isChanged, modification } from './steps.ts';

const placeOf = ({ regionId: RegionId, gatewayId: VpnGatewayId }: Ground) => ({ RegionId, VpnGatewayId });

/** Whether it may be waited for: one that was down before it was touched may never come up. */
const mayBeAwaited = (link: Link, asked: Asked): boolean => link.isUp !== false || isChanged(link, asked);

/** The lists, the connection that stands by first; each waits until the one before is up again. */
const listSteps = ({ asked, ground, links }: Situation, call: Call, invoke: Invoke): readonly Step[] =>
  links.flatMap((link, at) => {
    if (isChanged(link, asked)) return [];
    const before = links.slice(0, at).findLast((one) => mayBeAwaited(one, asked));
    const step = modification(link, asked, ground.regionId);
    return [before ? { ...step, hold: untilUp(before, ground.regionId, link.label, call, invoke) } : step];
  });

/** New routes wait for the tunnel that is to carry them, if this very call changes it. */
const routeSteps = (fresh: readonly Route[], { asked, ground, links }: Situation, call: Call, invoke: Invoke) => {
  const active = activeOf(links);
  const isAwaited = active !== undefined && active.isUp === true && !isChanged(active, asked);
  return fresh.map((route, at): Step => {
    const step = creation(route, placeOf(ground), call.platform);
    return isAwaited && at === 0
      ? { ...step, hold: untilUp(active, ground.regionId, `the route to ${route.RouteDest}`, call, invoke) }
      : step;
  });
};

/** Routes that BGP does not bring; without an entry of its own a connection with BGP gets none. */
const missingRoutes = ({ asked, links, ground }: Situation): NewRoutes => {
  const found = newRoutes(asked, links, ground.own);
  const isByBgp = found.isGuess && links.every(({ connection }) => isBgpOn(connection));
  return isByBgp ? { ...found, fresh: [], isGuess: false } : found;
};

const addJob = (situation: Situation, call: Call, invoke: Invoke): Omit<Job, 'afterwards'> => {
  const routes = missingRoutes(situation);
  const notes = addNotes(situation, routes);
  const there = situation.ground.own.filter(
    ({ RouteDest, RouteSource, NextHop }) =>
      situation.links.some(({ id }) => id === NextHop) &&
      situation.asked.blocks.includes(situation.asked.side === 'remote' ? RouteDest : (RouteSource ?? '')),
  );
  const steps = stuckOn(situation)
    ? []
    : [...listSteps(situation, call, invoke), ...routeSteps(routes.fresh, situation, call, invoke)];
  return { summary: notes, steps, ...standingOf(situation, [...there, ...routes.fresh], routes.fresh) };
};

/** Whoever has mistyped a network must not believe that it is gone. */
const absentNote = ({ asked }: Situation): string =>
  `${asked.blocks.join(', ')} is in none of these lists and has no route there: it was removed before, or is written otherwise. Compare it with the lists above.`;

const removeJob = (situation: Situation, call: Call, invoke: Invoke): Omit<Job, 'afterwards'> => {
  const { asked, ground, links } = situation;
  const kept = links[0] ? changeOf(links[0].connection, asked).after : [];
  const gone = oldRoutes(asked, kept, links, ground.own);
  const notes = removeNotes(situation, gone);
  const deletes = gone.map((route) => deletion(route, placeOf(ground), call.platform));
  const steps = stuckOn(situation) ? deletes : [...deletes, ...listSteps(situation, call, invoke)];
  const { board, next } = standingOf(situation, gone, gone);
  const isAbsent = steps.length === 0 && !stuckOn(situation);
  return { summary: notes, steps, board, next: isAbsent ? [absentNote(situation), ...next] : next };
};

/** Plans a change of the networks of a connection and its pair, from what is so now. */
export const planSubnets =
  (verb: Asked['verb']) =>
  async (args: SubnetArguments, call: Call, invoke: Invoke): Promise<Job> => {
    const asked: Asked = { verb, side: args.Side ?? 'remote', blocks: [...new Set(args.Cidrs.split(','))] };
    const work = async (): Promise<Omit<Job, 'afterwards'>> => {
      const situation = await situationOf(asked, args, call, invoke);
      return verb === 'add' ? addJob(situation, call, invoke) : removeJob(situation, call, invoke);
    };
    return {
      ...(await work()),
      afterwards: async () => {
        const { board, next } = await work();
        return { board, next };
      },
    };
  };
