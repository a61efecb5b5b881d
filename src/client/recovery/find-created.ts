import { type Action, type Fields, isFields } from '../../catalogue/action.ts';
import { DescribeCustomerGateways } from '../../catalogue/actions/customer-gateway.ts';
import { DescribeSslVpnClientCerts } from '../../catalogue/actions/ssl-client-cert.ts';
import { DescribeSslVpnServers } from '../../catalogue/actions/ssl-server.ts';
import { DescribeVpnConnections } from '../../catalogue/actions/vpn-connection.ts';
import { DescribeVpnGateways } from '../../catalogue/actions/vpn-gateway.ts';
import { DescribeVpnPbrRouteEntries, DescribeVpnRouteEntries } from '../../catalogue/actions/vpn-route.ts';
import type { Call, Invoke } from '../../catalogue/invoke.ts';
import type { Resource } from '../../catalogue/resource.ts';
import { readList } from '../../catalogue/schema/list-replies.ts';
import type { Timing } from '../retry/backoff.ts';
import type { Parameters } from '../wire/sign.ts';

/** How a thing that a create made is recognised. */
interface Recognition {
  /** The action that lists such things. */
  readonly list: Action;
  /** Parameters of the create that narrow the list. */
  readonly filters: readonly string[];
  /** Fields that must agree with the create's parameters, where both have them. */
  readonly sameFields: readonly string[];
}

/** What an action can create. */
type Creatable = Exclude<Resource, 'region' | 'role'>;

const recognitions: Readonly<Record<Creatable, Recognition>> = {
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
  'policy-route': {
    list: DescribeVpnPbrRouteEntries,
    filters: ['VpnGatewayId'],
    sameFields: ['RouteSource', 'RouteDest', 'NextHop', 'Weight'],
  },
};

const isCreatable = (resource: Resource): resource is Creatable => resource in recognitions;

const recognitionOf = ({ verb, resource }: Action): Recognition | undefined =>
  verb === 'create' && isCreatable(resource) ? recognitions[resource] : undefined;

/** Whether the action is a create whose result can be recognised afterwards. */
export const canFindCreated = (action: Action): boolean => recognitionOf(action) !== undefined;

// A new thing shows up in lists a little later.
const pausesMs = [0, 1_000, 3_000];
// Clocks differ a little, and creation times have full seconds. More would take somebody else's thing for ours.
const toleranceMs = 10_000;
const maxPages = 20;

/**
 * Looks for what a create may have made although its reply was lost: list entries that agree with its parameters and are
 * not older than `startMs`, a moment of the cloud's clock. Empty when none showed up within four seconds. Rejects as
 * `read` does when the list cannot be read, and when what comes is no whole list.
 */
export const findCreated = async (
  action: Action,
  parameters: Parameters,
  startMs: number,
  read: Invoke,
  call: Call,
  timing: Timing,
): Promise<readonly Fields[]> => {
  const recognition = recognitionOf(action);
  if (recognition === undefined) return [];
  for (const pauseMs of pausesMs) {
    if (pauseMs > 0) await timing.sleep(pauseMs, call.signal);
    const entries = await allEntries(recognition, parameters, read, call);
    const ours = entries.filter((entry) => agrees(entry, recognition, parameters) && isFresh(entry, startMs));
    if (ours.length > 0) return ours;
  }
  return [];
};

const allEntries = async (
  { list, filters }: Recognition,
  parameters: Parameters,
  read: Invoke,
  call: Call,
): Promise<readonly Fields[]> => {
  const filter = pick(parameters, ['RegionId', ...filters]);
  const { rows, unread } = await readList(read, list, filter, call, { mostPages: maxPages });
  if (unread) throw new Error(unread.en);
  return rows.filter(isFields);
};

const pick = (parameters: Parameters, names: readonly string[]): Parameters =>
  Object.fromEntries(names.flatMap((name) => (parameters[name] === undefined ? [] : [[name, parameters[name]]])));

const agrees = (entry: Fields, { sameFields }: Recognition, parameters: Parameters): boolean =>
  sameFields.every((name) => {
    const wanted = parameters[name];
    return wanted === undefined || entry[name] === undefined || String(entry[name]) === wanted;
  });

// Entries of some lists carry no creation time; nothing speaks against those.
const isFresh = (entry: Fields, startMs: number): boolean => {
  const createdMs = entry['CreateTime'];
  return typeof createdMs !== 'number' || createdMs >= startMs - toleranceMs;
};
