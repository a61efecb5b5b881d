import {
  CreateVpnPbrRouteEntry,
  CreateVpnRouteEntry,
  DeleteVpnPbrRouteEntry,
  DeleteVpnRouteEntry,
  ModifyVpnPbrRouteEntryWeight,
  ModifyVpnRouteEntryWeight,
} from '../../catalogue/actions/vpn-route.ts';
import type { Step } from '../../catalogue/invoke.ts';
import type { Route } from '../../network/routes.ts';
import type { Chosen, Destination } from './routing.ts';

// The calls of each way. No order of them sets two entries of one destination to 100, for the cloud refuses that.

/** Where the calls go. */
export interface Place {
  readonly RegionId: string;
  readonly VpnGatewayId: string;
  readonly from: string;
  readonly to: string;
}

type Weight = 0 | 100;

const weightOf = ({ Weight }: Pick<Route, 'Weight'>): Weight => (Weight === 100 ? 100 : 0);

/** A policy route keeps its priority, where the platform has one. */
const priorityOf = (route: Route | undefined) => (route?.Priority === undefined ? {} : { Priority: route.Priority });

/** The calls on entries of one destination. */
const callsOn = (dest: Destination, { RegionId, VpnGatewayId, from, to }: Place) => {
  const { RouteDest, RouteSource } = dest;
  const known = dest.from ?? dest.to;
  // Where nothing is left to read it from, it was published: otherwise nobody would have had a path to switch.
  const PublishVpc = (dest.to ?? dest.from)?.State !== 'normal';
  const entry = (NextHop: string) => ({ RegionId, VpnGatewayId, RouteDest, NextHop });
  const policy = (NextHop: string, route = known) => ({
    ...{ ...entry(NextHop), RouteSource: RouteSource ?? '', ...priorityOf(route) },
  });
  const isPolicy = dest.RouteType === 'pbr';
  const make = (hop: string, Weight: Weight): Step =>
    isPolicy
      ? { action: CreateVpnPbrRouteEntry, input: { ...policy(hop), Weight, PublishVpc } }
      : { action: CreateVpnRouteEntry, input: { ...entry(hop), Weight, PublishVpc } };
  const drop = (hop: string, Weight: Weight): Step =>
    isPolicy
      ? { action: DeleteVpnPbrRouteEntry, input: { ...policy(hop), Weight } }
      : { action: DeleteVpnRouteEntry, input: { ...entry(hop), Weight } };
  const weigh = (hop: string, Weight: Weight): Step => {
    const NewWeight = Weight === 100 ? 0 : 100;
    return isPolicy
      ? { action: ModifyVpnPbrRouteEntryWeight, input: { ...policy(hop), Weight, NewWeight } }
      : { action: ModifyVpnRouteEntryWeight, input: { ...entry(hop), Weight, NewWeight } };
  };
  return { from, to, make, drop, weigh };
};

type Calls = ReturnType<typeof callsOn>;

/** Both entries go and come again; between the two nothing carries the destination. */
const anew = ({ from, to, make, drop }: Calls, dest: Destination): readonly Step[] => [
  ...(dest.to ? [drop(to, weightOf(dest.to))] : []),
  ...(dest.from ? [drop(from, weightOf(dest.from))] : []),
  make(to, 100),
  ...(dest.from ? [make(from, 0)] : []),
];

/** The entry of the new tunnel is made again with its weight: the other one is there meanwhile. */
const again = ({ to, make, drop }: Calls): readonly Step[] => [drop(to, 0), make(to, 100)];

const byWeights = (dest: Destination, calls: Calls): readonly Step[] => {
  const { from, to, make, drop, weigh } = calls;
  const promote: Step = { ...weigh(to, 0), fallback: again(calls), otherwise: again(calls) };
  if (dest.from?.Weight !== 100) return [promote];
  const fallback = [drop(to, 0), weigh(from, 100), make(to, 100)];
  return [{ ...weigh(from, 100), spans: 2, fallback, otherwise: anew(calls, dest) }, promote];
};

const byOneEntry = (dest: Destination, calls: Calls): readonly Step[] => {
  const { from, to, make, weigh } = calls;
  if (dest.from?.Weight !== 100) return [make(to, 100)];
  const other = anew(calls, dest);
  return [{ ...weigh(from, 100), spans: 2, fallback: other, otherwise: other }, make(to, 100)];
};

/** The calls of one destination, in their order. */
export const stepsFor = ({ way, dest, blocks }: Chosen, place: Place): readonly Step[] => {
  const calls = callsOn(dest, place);
  const { from, to, make, drop, weigh } = calls;
  switch (way) {
    case 'halves':
      // The VPC sends the whole block here already.
      return blocks.map((RouteDest) => ({
        action: CreateVpnRouteEntry,
        input: {
          ...{ RegionId: place.RegionId, VpnGatewayId: place.VpnGatewayId },
          ...{ RouteDest, NextHop: to, Weight: 100, PublishVpc: false },
        },
      }));
    case 'weights':
      return byWeights(dest, calls);
    case 'alone':
      return byOneEntry(dest, calls);
    case 'gap':
      return [make(to, 100), make(from, 0)];
    case 'raise':
      return [{ ...weigh(to, 0), fallback: again(calls), otherwise: again(calls) }];
    case 'standby':
      return [make(from, 0)];
    case 'clear':
      return dest.from ? [drop(from, weightOf(dest.from))] : [];
    default:
      return [];
  }
};
