import type { Action, Fields } from './action.ts';
import { DescribeVcoRouteEntries } from './actions/attachment.ts';
import { DescribeCustomerGateways } from './actions/customer-gateway.ts';
import { DescribeSslVpnClientCerts } from './actions/ssl-client-cert.ts';
import { DescribeSslVpnServers } from './actions/ssl-server.ts';
import { DescribeVpnConnections } from './actions/vpn-connection.ts';
import { DescribeVpnGateways } from './actions/vpn-gateway.ts';
import { DescribeVpnPbrRouteEntries, DescribeVpnRouteEntries } from './actions/vpn-route.ts';
import type { Resource } from './resource.ts';

/** How a thing that a create made is recognised. */
export interface Recognition {
  /** The action that lists such things. */
  readonly list: Action;
  /** Parameters of the create that narrow the list. */
  readonly filters: readonly string[];
  /** Fields that must agree with the create's parameters, where both have them. */
  readonly sameFields: readonly string[];
}

/** How each kind of thing is recognised that an action can create. */
const recognitions = {
  'vpn-gateway': {
    list: DescribeVpnGateways,
    filters: ['VpcId'],
    sameFields: ['VpcId', 'VSwitchId', 'Name'],
  },
  'customer-gateway': {
    list: DescribeCustomerGateways,
    filters: [],
    sameFields: ['IpAddress', 'Name'],
  },
  connection: {
    list: DescribeVpnConnections,
    filters: ['VpnGatewayId', 'CustomerGatewayId'],
    sameFields: ['VpnGatewayId', 'CustomerGatewayId', 'Name'],
  },
  attachment: {
    list: DescribeVpnConnections,
    filters: ['CustomerGatewayId'],
    sameFields: ['CustomerGatewayId', 'Name', 'LocalSubnet', 'RemoteSubnet'],
  },
  'ssl-server': {
    list: DescribeSslVpnServers,
    filters: ['VpnGatewayId'],
    sameFields: ['VpnGatewayId', 'ClientIpPool', 'Name'],
  },
  'client-certificate': {
    list: DescribeSslVpnClientCerts,
    filters: ['SslVpnServerId'],
    sameFields: ['SslVpnServerId', 'Name'],
  },
  route: {
    list: DescribeVpnRouteEntries,
    filters: ['VpnGatewayId'],
    sameFields: ['RouteDest', 'NextHop', 'Weight'],
  },
  'connection-route': {
    list: DescribeVcoRouteEntries,
    filters: ['VpnConnectionId'],
    sameFields: ['RouteDest', 'NextHop', 'Weight'],
  },
  'policy-route': {
    list: DescribeVpnPbrRouteEntries,
    filters: ['VpnGatewayId'],
    sameFields: ['RouteSource', 'RouteDest', 'NextHop', 'Weight'],
  },
} as const satisfies Partial<Record<Resource, Recognition>>;

const isCreatable = (resource: Resource): resource is keyof typeof recognitions =>
  Object.hasOwn(recognitions, resource);

/** How what an action creates is recognised; undefined for what creates nothing. */
export const recognitionOf = ({ verb, resource }: Action): Recognition | undefined =>
  verb === 'create' && isCreatable(resource) ? recognitions[resource] : undefined;

/** The parameters of a create that narrow the list of such things. */
export const filterOf = ({ filters }: Recognition, input: Fields): Fields =>
  Object.fromEntries(
    ['RegionId', ...filters].flatMap((name) => (input[name] === undefined ? [] : [[name, input[name]]])),
  );

/** Whether an entry may be what a create with this input made: nothing that both name differs. */
export const agrees = (entry: Fields, { sameFields }: Recognition, input: Fields): boolean =>
  sameFields.every((name) => {
    const wanted = input[name];
    return wanted === undefined || entry[name] === undefined || String(entry[name]) === String(wanted);
  });

/** Of an entry, the fields that the reply of its create would have had. */
export const replyFieldsOf = (action: Action, entry: Fields): Fields =>
  Object.fromEntries(Object.keys(action.output.shape).flatMap((name) => (name in entry ? [[name, entry[name]]] : [])));
