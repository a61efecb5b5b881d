import { customerGatewayHandlers } from './customer-gateway.ts';
import type { ActionName, Handler } from './handler.ts';
import { regionHandlers } from './region.ts';
import { roleHandlers } from './role.ts';
import { sslClientCertHandlers } from './ssl-client-cert.ts';
import { sslServerHandlers } from './ssl-server.ts';
import { vpnConnectionHandlers } from './vpn-connection.ts';
import { vpnGatewayHandlers } from './vpn-gateway.ts';
import { vpnRouteHandlers } from './vpn-route.ts';

/** Every action of the guide. One without a handler does not compile. */
export const handlers: Readonly<Record<ActionName, Handler>> = {
  ...vpnGatewayHandlers,
  ...customerGatewayHandlers,
  ...vpnRouteHandlers,
  ...vpnConnectionHandlers,
  ...sslServerHandlers,
  ...sslClientCertHandlers,
  ...regionHandlers,
  ...roleHandlers,
};
