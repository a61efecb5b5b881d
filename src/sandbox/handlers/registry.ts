import { customerGatewayHandlers } from './customer-gateway.ts';
import type { Handlers } from './handler.ts';
import { regionHandlers } from './region.ts';
import { roleHandlers } from './role.ts';
import { sslClientCertHandlers } from './ssl-client-cert.ts';
import { sslServerHandlers } from './ssl-server.ts';
import { vpnConnectionHandlers } from './vpn-connection.ts';
import { vpnGatewayHandlers } from './vpn-gateway.ts';
import { vpnRouteHandlers } from './vpn-route.ts';

/** Every action that this cloud knows. A new family is one more spread. */
export const handlers: Handlers = {
  ...vpnGatewayHandlers,
  ...customerGatewayHandlers,
  ...vpnRouteHandlers,
  ...vpnConnectionHandlers,
  ...sslServerHandlers,
  ...sslClientCertHandlers,
  ...regionHandlers,
  ...roleHandlers,
};
