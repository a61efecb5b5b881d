import type { Reply } from '../handlers/handler.ts';

/**
 * Replies as the vendor's guide prints them: wrapped, numbers and booleans as strings, one object where a list belongs,
 * misspelt keys, a list for a single describe, a missing RequestId. A client that reads these reads all others.
 */
export const addGuideQuirks = (action: string, reply: Reply, format: 'JSON' | 'XML'): Reply => {
  const quirky = (quirks[action] ?? ((same) => same))(reply);
  const wrapper = format === 'JSON' ? wrappers[action] : undefined;
  return wrapper === undefined ? quirky : { [wrapper]: quirky };
};

/** The two JSON samples that are wrapped in their XML root. */
const wrappers: Readonly<Record<string, string>> = {
  CreateVpnGateway: 'CreateVpnGatewayResponse',
  DescribeSslVpnClientCerts: 'DescribeSslVpnServersResponse',
};

/** The root elements that the guide's XML samples have where they differ from `<Action>Response`. */
export const quirkyRoots: Readonly<Record<string, string>> = {
  DeleteVpnGateway: 'DeleteNatGatewayResponse',
  DeleteCustomerGateway: 'DeleteCustomerGatewayResesponse',
  DescribeVpnConnections: 'DescribeVpnConnections',
  DescribeSslVpnClientCerts: 'DescribeSslVpnServersResponse',
  DescribeSslVpnClientCert: 'DescribeSslVpnServersResponse',
};

type Quirk = (reply: Reply) => Reply;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const mapValues = (reply: Reply, change: (value: unknown, name: string) => unknown): Reply =>
  Object.fromEntries(Object.entries(reply).map(([name, value]) => [name, change(value, name)]));

/** Numbers and booleans as strings, at every depth. */
const asStrings = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(asStrings);
  if (isObject(value)) return mapValues(value, asStrings);
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
};

/** A list of one item becomes the item, at every depth. */
const unwrapped = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.length === 1 ? unwrapped(value[0]) : value.map(unwrapped);
  return isObject(value) ? mapValues(value, unwrapped) : value;
};

/** Keys spelled otherwise, at every depth. */
const renamed =
  (from: string, to: string) =>
  (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(renamed(from, to));
    if (!isObject(value)) return value;
    const entries = Object.entries(value).map(([name, one]) => [name === from ? to : name, renamed(from, to)(one)]);
    return Object.fromEntries(entries);
  };

/** The change applied to every value at the top. */
const within =
  (...changes: ((value: unknown) => unknown)[]): Quirk =>
  (reply) =>
    mapValues(reply, (value) => changes.reduce((current, change) => change(current), value));

const withoutRequestId: Quirk = ({ RequestId: _, ...rest }) => rest;

/** A flat reply as a page of one. */
const asPage =
  (outer: string, inner: string): Quirk =>
  ({ RequestId, ...item }) => ({ PageNumber: 1, TotalCount: 1, PageSize: 10, [outer]: { [inner]: [item] }, RequestId });

const chain =
  (...quirks: Quirk[]): Quirk =>
  (reply) =>
    quirks.reduce((current, quirk) => quirk(current), reply);

const sslServers = within(renamed('ClientIpPool', 'CLientIpPool'), asStrings, unwrapped);

/** One region is directly under Regions in the guide; several cannot be, so they keep their list. */
const flatRegions: Quirk = (reply) => {
  const regions = isObject(reply['Regions']) ? reply['Regions']['Region'] : undefined;
  return Array.isArray(regions) && regions.length === 1 ? { ...reply, Regions: regions[0] } : reply;
};

const quirks: Readonly<Record<string, Quirk>> = {
  DescribeRegions: flatRegions,
  CreateVpnConnection: withoutRequestId,
  CreateVpnPbrRouteEntry: withoutRequestId,
  DescribeVpnConnection: asPage('VpnConnections', 'VpnConnection'),
  DescribeVpnConnections: (reply) => {
    const { VpnConnections, ...rest } = reply;
    const items = isObject(VpnConnections) ? VpnConnections['VpnConnection'] : [];
    const lower = Array.isArray(items) ? items.map(({ Status, ...item }) => ({ ...item, status: Status })) : items;
    return { ...rest, VpnConnections: { VpnConnection: lower } };
  },
  DescribeSslVpnServers: sslServers,
  ModifySslVpnServer: chain(asPage('SslVpnServers', 'SslVpnServer'), sslServers),
  DescribeSslVpnClientCerts: within(asStrings, unwrapped),
};
