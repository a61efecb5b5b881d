import { isBlock } from '../../network/cidr.ts';
import type { Route } from '../../network/routes.ts';

/** Which entry is meant: a route has no ID of its own. Without a next hop the only one for its addresses. */
export interface RouteReference {
  /** An ID or a name. */
  readonly gateway: string;
  readonly NextHop?: string;
  /** Of policy routes only. */
  readonly RouteSource?: string;
  readonly RouteDest: string;
}

/** What a route is called here: `gateway:next hop:[source:]destination`. */
export const routeId = (
  route: Omit<Route, 'RouteType' | 'Weight' | 'State'> & { readonly VpnGatewayId: string },
): string => [route.VpnGatewayId, route.NextHop, route.RouteSource, route.RouteDest].filter(Boolean).join(':');

/** An ID or a name; a route that begins with its next hop lacks its gateway. */
const isGateway = (text: string): boolean => text !== '' && !/^(?:vco|vss|vsc|cgw)-/.test(text);

/** Reads what `routeId` writes; the next hop may be left out. Undefined for anything else. */
export const readRouteId = (text: string): RouteReference | undefined => {
  const [gateway = '', ...parts] = text.split(':');
  const NextHop = parts[0]?.startsWith('vco-') ? parts.shift() : undefined;
  const [first, second, ...rest] = parts;
  if (!isGateway(gateway) || first === undefined || rest.length > 0 || !parts.every(isBlock)) return undefined;
  const addresses = second === undefined ? { RouteDest: first } : { RouteSource: first, RouteDest: second };
  return { gateway, ...(NextHop !== undefined && { NextHop }), ...addresses };
};
