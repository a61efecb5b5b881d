import type { Fields } from '../../catalogue/action.ts';
import { isPaired, type Route } from '../../network/routes.ts';
import { spell, type Tunnels } from '../plan/impact.ts';
import { planMessages } from '../plan/messages.ts';
import { type Message, message, someOf } from '../text/message.ts';
import { isAlarm, targetAlarm } from './alarm.ts';

// Two routes to one destination trade their weights in two calls, and the cloud takes the demotion first: never may both have
// 100. Looked at alone each half looks wrong, or harmless, so a plan says which half it is.

/** A change of weight as its plan sees it: the entry, the tables before it, and the call that would do the other half. */
export interface WeightChange {
  readonly route: Route;
  readonly NewWeight: number;
  readonly routes: readonly Route[];
  readonly action: string;
}

/** What a plan says of a swap; `alone` where the call changes nothing by itself. */
export interface Swap {
  readonly notes: readonly Message[];
  readonly alone: boolean;
}

/** The call that gives another entry of the pair its weight. */
const callOn = (other: Route, NewWeight: number, { action, route }: WeightChange): string => {
  const fields: Fields = {
    NextHop: other.NextHop,
    RouteDest: route.RouteDest,
    ...(route.RouteSource && { RouteSource: route.RouteSource }),
    Weight: other.Weight,
    NewWeight,
  };
  return `${action} ${spell(fields)}`;
};

/** Which half of a swap a change of weight is, and what its whole leads to; nothing where the entry has no partner. */
export const swapNotes = (change: WeightChange, known: Tunnels): Swap => {
  const { route, NewWeight, routes } = change;
  const { RouteDest: dest, NextHop } = route;
  const others = routes.filter((other) => other.NextHop !== NextHop && isPaired(other, route));
  const active = others.find(({ Weight }) => Weight === 100);
  const hops = others.map((other) => other.NextHop);
  const hop = known.name(NextHop);
  const [first] = others;
  if (!first || (NewWeight === 0 && active)) return { notes: [], alone: false };
  if (NewWeight === 0) {
    // With several partners nobody knows which one is meant to have it next: one that is up, rather than one that is down.
    const target = others.find((one) => known.isUp(one.NextHop) !== false) ?? first;
    const call = callOn(target, 100, change);
    const spares = [NextHop, ...hops.filter((one) => one !== target.NextHop)];
    return {
      notes: [
        ...targetAlarm(dest, target.NextHop, spares, known),
        message(planMessages.swapFirst, { dest, hop, other: known.name(target.NextHop), call }),
      ],
      alone: false,
    };
  }
  const alarm = targetAlarm(dest, NextHop, hops, known);
  if (active) {
    const call = callOn(active, 0, change);
    return { notes: [...alarm, message(planMessages.swapTooEarly, { dest, hop, call })], alone: true };
  }
  const other = someOf(hops.map(known.name));
  return { notes: [...alarm, message(planMessages.swapSecond, { dest, hop, other })], alone: false };
};

/** What becomes of traffic, then which half it is. Of one destination the swap's own alarm counts: it looks at the end. */
export const affectedBySwap = ({ notes }: Swap, traffic: readonly Message[]): readonly Message[] => {
  const alarms = notes.filter(isAlarm);
  const others = traffic.filter(
    (each) => !isAlarm(each) || !alarms.some(({ values }) => values['dest'] === each.values['dest']),
  );
  return [...alarms, ...others, ...notes.filter((each) => !isAlarm(each))];
};
