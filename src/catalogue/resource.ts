/** The kinds of things that actions act on. */
export type Resource =
  | 'vpn-gateway'
  | 'customer-gateway'
  | 'route'
  | 'policy-route'
  | 'connection'
  | 'ssl-server'
  | 'client-certificate'
  | 'region'
  | 'role';

/** The field that holds the ID of a thing, in inputs and replies; a route has none and is named by its gateway and block. */
export const idFields = {
  'vpn-gateway': 'VpnGatewayId',
  'customer-gateway': 'CustomerGatewayId',
  connection: 'VpnConnectionId',
  'ssl-server': 'SslVpnServerId',
  'client-certificate': 'SslVpnClientCertId',
} as const satisfies Partial<Record<Resource, string>>;

/** A thing with an ID of its own. */
export type Identified = keyof typeof idFields;

/** Whether things of the kind have an ID of their own. */
export const isIdentified = (resource: Resource): resource is Identified => resource in idFields;
