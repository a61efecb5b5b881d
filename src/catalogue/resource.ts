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
  // The same connection, where it hangs on a transit router.
  attachment: 'VpnConnectionId',
} as const satisfies Partial<Record<Resource, string>>;

/** A thing with an ID of its own. */
export type Identified = keyof typeof idFields;

/** Whether these are the same things under two kinds: a connection is one on a gateway and on a transit router. */
export const isSameKind = (one: Resource, other: Identified): boolean =>
  isIdentified(one) && idFields[one] === idFields[other];

/** Whether things of the kind have an ID of their own. */
export const isIdentified = (resource: Resource): resource is Identified => Object.hasOwn(idFields, resource);
