import type { Action } from '../../catalogue/action.ts';
import { DescribeCustomerGateways } from '../../catalogue/actions/customer-gateway.ts';
import { DescribeSslVpnClientCerts } from '../../catalogue/actions/ssl-client-cert.ts';
import { DescribeSslVpnServers } from '../../catalogue/actions/ssl-server.ts';
import { DescribeVpnConnections } from '../../catalogue/actions/vpn-connection.ts';
import { DescribeVpnGateways } from '../../catalogue/actions/vpn-gateway.ts';
import { DescribeVpnPbrRouteEntries, DescribeVpnRouteEntries } from '../../catalogue/actions/vpn-route.ts';
import type { Call, Invoke } from '../../catalogue/invoke.ts';
import { isFields } from '../replies/shape.ts';
import type { Timing } from '../retry/backoff.ts';
import type { Parameters } from '../wire/sign.ts';

type Fields = Record<string, unknown>;

/** How the work of a create is recognised: which list, asked how, and what must agree with the request where given. */
interface Trace {
  readonly list: Action;
  readonly entries: string;
  readonly filter: readonly string[];
  readonly same: readonly string[];
}

const traces: Readonly<Record<string, Trace>> = {
  CreateVpnGateway: {
    list: DescribeVpnGateways,
    entries: 'VpnGateways',
    filter: ['VpcId'],
    same: ['VpcId', 'VSwitchId', 'Name'],
  },
  CreateCustomerGateway: {
    list: DescribeCustomerGateways,
    entries: 'CustomerGateways',
    filter: [],
    same: ['IpAddress', 'Name'],
  },
  CreateVpnConnection: {
    list: DescribeVpnConnections,
    entries: 'VpnConnections',
    filter: ['VpnGatewayId', 'CustomerGatewayId'],
    same: ['VpnGatewayId', 'CustomerGatewayId', 'Name'],
  },
  CreateSslVpnServer: {
    list: DescribeSslVpnServers,
    entries: 'SslVpnServers',
    filter: ['VpnGatewayId'],
    same: ['VpnGatewayId', 'ClientIpPool', 'Name'],
  },
  CreateSslVpnClientCert: {
    list: DescribeSslVpnClientCerts,
    entries: 'SslVpnClientCertKeys',
    filter: ['SslVpnServerId'],
    same: ['SslVpnServerId', 'Name'],
  },
  CreateVpnRouteEntry: {
    list: DescribeVpnRouteEntries,
    entries: 'VpnRouteEntries',
    filter: ['VpnGatewayId'],
    same: ['RouteDest', 'NextHop', 'Weight'],
  },
  CreateVpnPbrRouteEntry: {
    list: DescribeVpnPbrRouteEntries,
    entries: 'VpnPbrRouteEntries',
    filter: ['VpnGatewayId'],
    same: ['RouteSource', 'RouteDest', 'NextHop', 'Weight'],
  },
};

/** Whether the work of this action can be recognised afterwards. */
export const canFindCreated = (action: Action): boolean => Object.hasOwn(traces, action.name);

// What was made shows up in lists a little later.
const pausesMs = [0, 1_000, 3_000];
// Clocks differ a little, and times are told in full seconds. Rather nothing found than somebody else's found.
const toleranceMs = 10_000;
const mostPages = 20;

/**
 * Looks for what a create may have made although its reply was lost: entries that agree with the request and are not
 * older than it. Empty when none showed up within some seconds. Rejects when the list cannot be read.
 */
export const findCreated = async (
  action: Action,
  parameters: Parameters,
  startMs: number,
  read: Invoke,
  call: Call,
  pace: Timing,
): Promise<readonly Fields[]> => {
  const trace = traces[action.name];
  if (trace === undefined) return [];
  for (const pauseMs of pausesMs) {
    if (pauseMs > 0) await pace.sleep(pauseMs, call.signal);
    const entries = await allEntries(trace, parameters, read, call);
    const ours = entries.filter((entry) => agrees(entry, trace, parameters) && isFresh(entry, startMs));
    if (ours.length > 0) return ours;
  }
  return [];
};

const allEntries = async (trace: Trace, parameters: Parameters, read: Invoke, call: Call): Promise<Fields[]> => {
  const filter = pick(parameters, ['RegionId', ...trace.filter]);
  const entries: Fields[] = [];
  for (let page = 1; page <= mostPages; page += 1) {
    const reply = await read(trace.list, { ...filter, PageNumber: page, PageSize: 50 }, call);
    const found = reply[trace.entries];
    if (!Array.isArray(found) || found.length === 0) break;
    entries.push(...found.filter(isFields));
    if (entries.length >= Number(reply['TotalCount'] ?? 0)) break;
  }
  return entries;
};

const pick = (parameters: Parameters, names: readonly string[]): Parameters =>
  Object.fromEntries(names.flatMap((name) => (parameters[name] === undefined ? [] : [[name, parameters[name]]])));

const agrees = (entry: Fields, trace: Trace, parameters: Parameters): boolean =>
  trace.same.every((name) => {
    const asked = parameters[name];
    return asked === undefined || entry[name] === undefined || String(entry[name]) === asked;
  });

// Without a time nothing speaks against it.
const isFresh = (entry: Fields, startMs: number): boolean => {
  const made = entry['CreateTime'];
  return typeof made !== 'number' || made >= startMs - toleranceMs;
};
