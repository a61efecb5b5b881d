import type { Platform } from '../../catalogue/action.ts';
import { ModifyVpnConnectionAttribute } from '../../catalogue/actions/vpn-connection.ts';
import {
  CreateVpnPbrRouteEntry,
  CreateVpnRouteEntry,
  DeleteVpnPbrRouteEntry,
  DeleteVpnRouteEntry,
} from '../../catalogue/actions/vpn-route.ts';
import type { Step } from '../../catalogue/invoke.ts';
import type { Route } from '../../network/routes.ts';
import { type Asked, changeOf, FIELD } from './change.ts';
import type { Link } from './links.ts';

/** Where routes are. */
export interface Place {
  readonly RegionId: string;
  readonly VpnGatewayId: string;
}

/** What names an entry in a call. */
const entryOf = ({ RouteDest, RouteSource, NextHop }: Route, place: Place) => ({
  ...place,
  RouteDest,
  ...(RouteSource !== undefined && { RouteSource }),
  NextHop,
});

const weightOf = ({ Weight }: Route): 0 | 100 => (Weight === 100 ? 100 : 0);

const priorityOf = ({ Priority }: Route, platform: Platform) =>
  platform === 'public' && Priority !== undefined ? { Priority } : {};

/** The call that makes an entry. */
export const creation = (route: Route, place: Place, platform: Platform): Step => {
  const Weight = weightOf(route);
  const settings = { ...entryOf(route, place), Weight, PublishVpc: route.State === 'published' };
  return route.RouteType === 'dbr'
    ? { action: CreateVpnRouteEntry, input: settings }
    : {
        action: CreateVpnPbrRouteEntry,
        input: { ...settings, RouteSource: route.RouteSource ?? '', ...priorityOf(route, platform) },
      };
};

/** The call that takes an entry away, with the next hop and weight that it has now. */
export const deletion = (route: Route, place: Place, platform: Platform): Step => {
  const settings = { ...entryOf(route, place), Weight: weightOf(route) };
  return route.RouteType === 'dbr'
    ? { action: DeleteVpnRouteEntry, input: settings }
    : {
        action: DeleteVpnPbrRouteEntry,
        input: { ...settings, RouteSource: route.RouteSource ?? '', ...priorityOf(route, platform) },
      };
};

/** Whether the list of a connection is as it is to be. */
export const isChanged = ({ connection }: Link, asked: Asked): boolean => {
  const { added, removed } = changeOf(connection, asked);
  return added.length === 0 && removed.length === 0;
};

/** The call that gives a connection its whole new list. */
export const modification = ({ id, connection }: Link, asked: Asked, RegionId: string): Step => ({
  action: ModifyVpnConnectionAttribute,
  input: { RegionId, VpnConnectionId: id, [FIELD[asked.side]]: changeOf(connection, asked).after.join(',') },
});
