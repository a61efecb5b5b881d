import type { ActionName, Handler } from '../handlers/handler.ts';
import { handlers } from '../handlers/registry.ts';
import type { Platform } from '../state/platform.ts';
import type { PublicActionName } from './action.ts';
import { attachmentHandlers } from './attachment.ts';
import { connectionReads } from './connection.ts';
import { connectionLogHandlers } from './connection-log.ts';
import { customerGatewayReads } from './customer-gateway.ts';
import { diagnoseConnectionsHandlers } from './diagnose-connections.ts';
import { diagnoseGatewayHandlers } from './diagnose-gateway.ts';
import { gatewayHandlers } from './gateway.ts';
import { routeReads } from './route.ts';
import { sslHandlers } from './ssl.ts';
import { vpcHandlers } from './vpc.ts';
import { vpcRouteHandlers } from './vpc-route.ts';

/** Every action of the public cloud: those of the guide, of which the reads say more here, and its own. */
export const publicHandlers: Readonly<Record<ActionName | PublicActionName, Handler>> = {
  ...handlers,
  ...gatewayHandlers,
  ...customerGatewayReads,
  ...connectionReads,
  ...connectionLogHandlers,
  ...diagnoseConnectionsHandlers,
  ...diagnoseGatewayHandlers,
  ...attachmentHandlers,
  ...routeReads,
  ...sslHandlers,
  ...vpcHandlers,
  ...vpcRouteHandlers,
};

const clouds: Readonly<Record<Platform['kind'], Readonly<Record<string, Handler>>>> = {
  stack: handlers,
  public: publicHandlers,
};

/** The handler of an action; undefined for a name that is no action of this kind of cloud. */
export const handlerOf = (action: string, kind: Platform['kind']): Handler | undefined =>
  Object.hasOwn(clouds[kind], action) ? clouds[kind][action] : undefined;
