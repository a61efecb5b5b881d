import { ascmHandlers } from '../ascm/organizations.ts';
import type { ActionName, Handler } from '../handlers/handler.ts';
import { handlers } from '../handlers/registry.ts';
import type { PublicActionName } from '../public/action.ts';
import { attachmentHandlers } from '../public/attachment.ts';
import { connectionReads } from '../public/connection.ts';
import { connectionLogHandlers } from '../public/connection-log.ts';
import { customerGatewayReads } from '../public/customer-gateway.ts';
import { diagnoseConnectionsHandlers } from '../public/diagnose-connections.ts';
import { diagnoseGatewayHandlers } from '../public/diagnose-gateway.ts';
import { gatewayHandlers } from '../public/gateway.ts';
import { routeReads } from '../public/route.ts';
import { sslHandlers } from '../public/ssl.ts';
import { vpcHandlers } from '../public/vpc.ts';
import { vpcRouteHandlers } from '../public/vpc-route.ts';
import { attachmentWrites } from '../public-writes/attachment.ts';
import { certificateHandlers } from '../public-writes/certificate.ts';
import { connectionWrites } from '../public-writes/connection.ts';
import { customerGatewayWrites } from '../public-writes/customer-gateway.ts';
import { gatewayWrites } from '../public-writes/gateway.ts';
import { routeWrites } from '../public-writes/route.ts';
import { sslWrites } from '../public-writes/ssl.ts';
import { tagHandlers } from '../public-writes/tag.ts';
import type { Platform } from '../state/platform.ts';

/** Every action of the public cloud: those of the guide, which say and take more here, and its own. */
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
  ...gatewayWrites,
  ...customerGatewayWrites,
  ...connectionWrites,
  ...attachmentWrites,
  ...routeWrites,
  ...sslWrites,
  ...certificateHandlers,
  ...tagHandlers,
};

const clouds: Readonly<Record<Platform['kind'], Readonly<Record<string, Handler>>>> = {
  stack: handlers,
  public: publicHandlers,
};

/** The actions of a service in a kind of cloud. Of STS there is one; the console's are an Apsara Stack's alone. */
const actionsOf = (service: string | undefined, kind: Platform['kind']): Readonly<Record<string, Handler>> => {
  if (service === 'ascm') return kind === 'stack' ? ascmHandlers : {};
  const { AssumeRole, ...others }: Readonly<Record<string, Handler>> = clouds[kind];
  return service === 'sts' && AssumeRole ? { AssumeRole } : others;
};

/** The handler of an action; undefined for a name that is no action of this service in this kind of cloud. */
export const handlerOf = (action: string, kind: Platform['kind'], service = 'vpc'): Handler | undefined => {
  const actions = actionsOf(service, kind);
  return Object.hasOwn(actions, action) ? actions[action] : undefined;
};
