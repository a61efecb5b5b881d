import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** Changes what a cloud answers to an action; undefined leaves the reply as it is. */
export type Bend = (action: string, reply: Record<string, unknown>) => Record<string, unknown> | undefined;

/** How a list that cannot be believed may come; each takes a reply with the list of this outer and inner name. */
export const faults: Readonly<
  Record<string, (reply: Record<string, unknown>, outer: string, inner: string) => Record<string, unknown>>
> = {
  missing: ({ ...reply }, outer) => {
    delete reply[outer];
    return reply;
  },
  null: (reply, outer) => ({ ...reply, [outer]: null }),
  text: (reply, outer) => ({ ...reply, [outer]: 'none' }),
  object: (reply, outer) => ({ ...reply, [outer]: { Note: 'none' } }),
  renamed: ({ ...reply }, outer) => {
    const { [outer]: list, ...rest } = reply;
    return { ...rest, [`${outer}List`]: list };
  },
  'empty beside a count': (reply, outer, inner) => ({ ...reply, [outer]: { [inner]: [] }, TotalCount: 2 }),
  'without a count': ({ TotalCount: _, ...reply }, outer, inner) => ({ ...reply, [outer]: { [inner]: [] } }),
  repeated: (reply, outer, inner) => {
    const list: unknown = Object(reply[outer])[inner];
    const rows: readonly unknown[] = Array.isArray(list) ? list : [];
    const again = rows.length > 0 ? [rows[0], rows[0]] : [];
    return { ...reply, [outer]: { [inner]: again }, TotalCount: 2 };
  },
};

/** The outer and inner names of every list of the API. */
const lists: Readonly<Record<string, readonly [outer: string, inner: string]>> = {
  DescribeVpnGateways: ['VpnGateways', 'VpnGateway'],
  DescribeCustomerGateways: ['CustomerGateways', 'CustomerGateway'],
  DescribeVpnConnections: ['VpnConnections', 'VpnConnection'],
  DescribeVpnRouteEntries: ['VpnRouteEntries', 'VpnRouteEntry'],
  DescribeVpnPbrRouteEntries: ['VpnPbrRouteEntries', 'VpnPbrRouteEntry'],
  DescribeSslVpnServers: ['SslVpnServers', 'SslVpnServer'],
  DescribeSslVpnClientCerts: ['SslVpnClientCertKeys', 'SslVpnClientCertKey'],
  DescribeRegions: ['Regions', 'Region'],
};

/** Bends the lists of some actions by one fault. */
export const faulty = (fault: string, ...actions: readonly string[]): Bend => {
  const bend = faults[fault];
  if (bend === undefined) throw new Error(`no fault ${fault}`);
  return (action, reply) => {
    const names = actions.includes(action) ? lists[action] : undefined;
    return names && bend(reply, ...names);
  };
};

/** A gateway before a simulated cloud that passes requests on as they are, and bends the replies; ends with the test. */
export const startBentCloud = async (endpoint: string, bend: Bend): Promise<string> => {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const body = Buffer.concat(chunks).toString();
      const { host: _host, connection: _connection, 'content-length': _length, ...headers } = request.headers;
      const passed = await fetch(new URL(request.url ?? '/', endpoint), {
        method: request.method ?? 'GET',
        headers: headers as Record<string, string>,
        ...(body !== '' && { body }),
      });
      const text = await passed.text();
      const asked = new URLSearchParams(`${new URL(request.url ?? '/', endpoint).search.slice(1)}&${body}`);
      const bent = passed.ok ? bend(asked.get('Action') ?? '', JSON.parse(text)) : undefined;
      response.writeHead(passed.status, { 'content-type': 'application/json' });
      response.end(bent === undefined ? text : JSON.stringify(bent));
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(() => new Promise<void>((closed) => void server.close(() => closed())));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
