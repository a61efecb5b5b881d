import * as customerGateway from './customer-gateway.ts';
import { DescribeRegions } from './region.ts';
import { AssumeRole } from './role.ts';
import * as sslClientCert from './ssl-client-cert.ts';
import * as sslServer from './ssl-server.ts';
import * as vpnConnection from './vpn-connection.ts';
import * as vpnGateway from './vpn-gateway.ts';
import * as vpnRoute from './vpn-route.ts';

/** The actions of each toolset, as `--toolsets` cuts them. Within a family the order is that of the alphabet. */
export const toolsets = {
  gateway: { ...vpnGateway, DescribeRegions },
  'customer-gateway': customerGateway,
  route: vpnRoute,
  ipsec: vpnConnection,
  ssl: { ...sslServer, ...sslClientCert },
  sts: { AssumeRole },
} as const;

export type Toolset = keyof typeof toolsets;

/** Every documented operation by its name, in a stable order: families as above, actions by the alphabet. */
export const actions = {
  ...toolsets.gateway,
  ...toolsets['customer-gateway'],
  ...toolsets.route,
  ...toolsets.ipsec,
  ...toolsets.ssl,
  ...toolsets.sts,
} as const;

export type ActionName = keyof typeof actions;

/** Whether a word is the name of an action. */
export const isActionName = (word: string): word is ActionName => Object.hasOwn(actions, word);

/** Whether a word is the name of a toolset. */
export const isToolset = (word: string): word is Toolset => Object.hasOwn(toolsets, word);

const owners = new Map<string, Toolset>(
  Object.keys(toolsets)
    .filter(isToolset)
    .flatMap((toolset) => Object.keys(toolsets[toolset]).map((action) => [action, toolset] as const)),
);

/** The toolset that an action belongs to. */
export const toolsetOf = (action: ActionName): Toolset => owners.get(action) ?? 'gateway';
