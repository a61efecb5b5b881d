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
  | 'role'
  | 'zone'
  | 'attachment'
  | 'connection-route'
  | 'connection-log'
  | 'connection-diagnosis'
  | 'gateway-diagnosis'
  | 'ssl-client'
  | 'vpc'
  | 'vswitch'
  | 'route-table'
  | 'vpc-route'
  | 'tunnel'
  | 'tag'
  | 'resource-group'
  | 'certificate-association';

/**
 * The field that holds the ID of a thing, in inputs and replies, narrowest first: a connection names its gateway too.
 * A route has none and is named by its gateway and block.
 */
export const idFields = {
  connection: 'VpnConnectionId',
  'client-certificate': 'SslVpnClientCertId',
  'ssl-server': 'SslVpnServerId',
  'vpn-gateway': 'VpnGatewayId',
  'customer-gateway': 'CustomerGatewayId',
} as const satisfies Partial<Record<Resource, string>>;

/** A thing with an ID of its own. */
export type Identified = keyof typeof idFields;

/** Whether things of the kind have an ID of their own. */
export const isIdentified = (resource: Resource): resource is Identified => Object.hasOwn(idFields, resource);
