import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Action } from '../../src/catalogue/action.ts';
import { actions } from '../../src/catalogue/index.ts';
import { type Client, type ClientOptions, createClient } from '../../src/client/client.ts';
import type { FaultInput } from '../../src/sandbox/api/faults.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { key, region, tinyWorld } from '../sandbox/tiny-world.ts';
import { bareCall } from './start-client.ts';

/** The client against the simulated cloud, which checks signatures and keeps state with code of its own. */
let cloud: Sandbox;
beforeAll(async () => {
  cloud = await startSandbox({ world: tinyWorld() });
});
afterAll(() => cloud.close());

const control = async <T>(path: string, body?: unknown): Promise<T> => {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const response = await fetch(`${cloud.controlEndpoint}/${path}`, init);
  if (!response.ok) throw new Error(await response.text());
  return response.json() as Promise<T>;
};
const reset = (platform: Record<string, unknown> = {}) => control('reset', { world: tinyWorld(platform) });
const faults = (...given: FaultInput[]) => control('faults', given);
const requests = async (action: string) => {
  const all = await control<{ action: string; parameters: Record<string, string>; verdict: string }[]>('requests');
  return all.filter((entry) => entry.action === action);
};

const open = (options: Partial<ClientOptions> = {}): Client => {
  const client = createClient({
    region,
    endpoint: options.gateway === 'asapi' ? cloud.asapiEndpoint : cloud.endpoint,
    stsEndpoint: cloud.stsEndpoint,
    ...key,
    readTimeoutMs: 500,
    log: () => {},
    ...options,
  });
  onTestFinished(() => client.close());
  return client;
};

const ways: { name: string; options: Partial<ClientOptions> }[] = [
  { name: 'POP as POST', options: {} },
  { name: 'POP as GET', options: { method: 'GET' } },
  { name: 'POP in XML', options: { format: 'XML' } },
  { name: 'POP as GET in XML', options: { method: 'GET', format: 'XML' } },
  { name: 'ASAPI with a form', options: { gateway: 'asapi' } },
  { name: 'ASAPI with a form and SHA-256', options: { gateway: 'asapi', signature: 'HMAC-SHA256' } },
  { name: 'ASAPI with a JSON body', options: { gateway: 'asapi', bodyFormat: 'json' } },
  {
    name: 'ASAPI with a JSON body and SHA-256',
    options: { gateway: 'asapi', bodyFormat: 'json', signature: 'HMAC-SHA256' },
  },
];

const reads: [Action, Record<string, unknown>][] = [
  [actions.DescribeRegions, {}],
  [actions.DescribeVpnGateways, {}],
  [actions.DescribeVpnGateway, { VpnGatewayId: 'vpn-1' }],
  [actions.DescribeCustomerGateways, { PageSize: 2 }],
  [actions.DescribeVpnConnections, {}],
  [actions.DescribeVpnConnection, { VpnConnectionId: 'vco-1' }],
  [actions.DownloadVpnConnectionConfig, { VpnConnectionId: 'vco-1' }],
  [actions.DescribeVpnRouteEntries, { VpnGatewayId: 'vpn-1' }],
];
// A reset shifts all times by the time that has passed.
const timeless = (output: unknown): unknown =>
  JSON.parse(JSON.stringify(output), (name, value) => (/Time(Iso)?$/.test(name) ? typeof value : value));
const readAll = async (client: Client): Promise<unknown[]> => {
  const outputs: unknown[] = [];
  for (const [action, input] of reads) {
    const { RequestId, ...output } = await client.invoke(action, input, bareCall());
    expect(typeof RequestId).toBe('string');
    outputs.push(timeless(output));
  }
  return outputs;
};

test.each(ways)('$name: every reply has the shape that it has over POP, clean or crooked', async ({ options }) => {
  await reset();
  const expected = await readAll(open());
  expect(JSON.stringify(expected)).not.toContain('Unparsed');
  expect(await readAll(open(options))).toEqual(expected);
  await reset({ reply_shapes: 'guide' });
  expect(await readAll(open(options))).toEqual(expected);
});

test.each(ways)('$name: a connection is made, changed and deleted', async ({ options }) => {
  await reset();
  const client = open(options);
  const made = await client.invoke(
    actions.CreateVpnConnection,
    {
      VpnGatewayId: 'vpn-1',
      CustomerGatewayId: 'cgw-3',
      LocalSubnet: '10.0.0.0/24,10.0.1.0/24',
      RemoteSubnet: '10.9.0.0/24',
      Name: 'new_one',
      IkeConfig: { Psk: 'FAKE psk/+=&%~*', IkeVersion: 'ikev2', LocalIdIPsec: '203.0.113.10' },
      HealthCheckConfig: { enable: true, dip: '10.9.0.1', sip: '10.0.0.1', interval: 3, retry: 3 },
    },
    bareCall(),
  );
  const input = { VpnConnectionId: made.VpnConnectionId ?? '' };
  const seen = await client.invoke(actions.DescribeVpnConnection, input, bareCall());
  expect(seen).toMatchObject({
    Name: 'new_one',
    LocalSubnet: '10.0.0.0/24,10.0.1.0/24',
    IkeConfig: { Psk: 'FAKE psk/+=&%~*', LocalId: '203.0.113.10' },
    VcoHealthCheck: { Enable: 'true', Dip: '10.9.0.1', Interval: 3 },
  });
  // The gateway is still busy with the creation: the client waits for it.
  await client.invoke(actions.ModifyVpnConnectionAttribute, { ...input, Name: 'renamed' }, bareCall());
  await client.invoke(actions.DeleteVpnConnection, input, bareCall());
  await expect(client.invoke(actions.DescribeVpnConnection, input, bareCall())).rejects.toMatchObject({
    failure: { HttpStatus: 404 },
  });
});

test.each(ways)('$name: a refusal has its code, whatever its form', async ({ options }) => {
  await reset();
  const work = open(options).invoke(actions.DescribeVpnGateway, { VpnGatewayId: 'vpn-none' }, bareCall());
  await expect(work).rejects.toMatchObject({
    code: 'InvalidVpnGatewayInstanceId.NotFound',
    failure: { HttpStatus: 404 },
  });
});

test('a failure that ASAPI calls HTTP 200 is a failure', async () => {
  await reset({ asapi_http_200_failures: true });
  const work = open({ gateway: 'asapi' }).invoke(actions.DescribeVpnGateway, { VpnGatewayId: 'vpn-none' }, bareCall());
  await expect(work).rejects.toMatchObject({
    code: 'InvalidVpnGatewayInstanceId.NotFound',
    failure: { HttpStatus: 200 },
  });
});

test.each(ways)('$name: a role is assumed and signs from then on', async ({ options }) => {
  await reset();
  const client = open(options);
  const output = await client.invoke(
    actions.AssumeRole,
    { RoleArn: 'acs:ram::1000000000000001:role/ops', RoleSessionName: 'me', DurationSeconds: 900 },
    bareCall(),
  );
  expect(output).toMatchObject({ AssumedRoleUser: { Arn: expect.stringContaining('ops') } });
  expect(JSON.stringify(output)).not.toMatch(/AccessKeySecret|SecurityToken|STS\./);
  await client.invoke(actions.DescribeVpnGateways, {}, bareCall());
  const [last] = await requests('DescribeVpnGateways');
  expect(last).toMatchObject({ verdict: 'ok', parameters: { AccessKeyId: expect.stringMatching(/^STS\./) } });
});

test('a wrong secret is told as such, and nothing of the signature is shown', async () => {
  await reset();
  const work = open({ accessKeySecret: 'FAKE-wrong' }).invoke(actions.DescribeVpnGateways, {}, bareCall());
  await expect(work).rejects.toMatchObject({
    code: 'SignatureDoesNotMatch',
    remedy: expect.stringContaining('secret'),
  });
  await expect(work).rejects.not.toThrow(/%2F&/);
});

test('a clock that is hours off is set by the cloud’s', async () => {
  await reset();
  await control('clock', { skewMs: 4 * 3_600_000 });
  await open().invoke(actions.DescribeVpnGateways, {}, bareCall());
  expect(await requests('DescribeVpnGateways')).toHaveLength(2);
});

test('a session that the cloud ends early is renewed', async () => {
  await reset();
  const client = open({ roleArn: 'acs:ram::1000000000000001:role/ops' });
  await faults({ kind: 'expired-token', action: 'DescribeVpnGateways' });
  await client.invoke(actions.DescribeVpnGateways, {}, bareCall());
  expect(await requests('AssumeRole')).toHaveLength(2);
});

test.each(['throttle', 'error-before', 'cut-before', 'garbage', 'truncate', 'lose-reply'] as const)(
  'a read survives %s',
  async (kind) => {
    await reset();
    await faults({ kind, action: 'DescribeVpnGateways' });
    const output = await open().invoke(actions.DescribeVpnGateways, {}, bareCall());
    expect(output.VpnGateways).toHaveLength(2);
  },
);

test.each(['error-after', 'cut-after', 'garbage', 'truncate', 'lose-reply'] as const)(
  'a customer gateway is made once, though its reply is lost by %s',
  async (kind) => {
    await reset();
    await faults({ kind, action: 'CreateCustomerGateway' });
    const client = open();
    const made = await client.invoke(actions.CreateCustomerGateway, { IpAddress: '198.51.100.77' }, bareCall());
    expect(made.CustomerGatewayId).toMatch(/^cgw-/);
    const { CustomerGateways = [] } = await client.invoke(
      actions.DescribeCustomerGateways,
      { PageSize: 50 },
      bareCall(),
    );
    expect(CustomerGateways.filter(({ IpAddress }) => IpAddress === '198.51.100.77')).toHaveLength(1);
    const tokens = (await requests('CreateCustomerGateway')).map(({ parameters }) => parameters['ClientToken']);
    expect(new Set(tokens).size).toBe(1);
  },
);

test.each(['error-after', 'cut-after', 'lose-reply'] as const)(
  'a VPN gateway is asked for once, and found, though its reply is lost by %s',
  async (kind) => {
    await reset();
    await faults({ kind, action: 'CreateVpnGateway' });
    const client = open();
    const made = await client.invoke(
      actions.CreateVpnGateway,
      { VpcId: 'vpc-9', Name: 'billed', Bandwidth: 5 },
      bareCall(),
    );
    expect(made).toMatchObject({ VpnGatewayId: expect.stringMatching(/^vpn-/), Recovered: expect.any(String) });
    expect(await requests('CreateVpnGateway')).toHaveLength(1);
    const { VpnGateways = [] } = await client.invoke(actions.DescribeVpnGateways, { VpcId: 'vpc-9' }, bareCall());
    expect(VpnGateways.map(({ VpnGatewayId }) => VpnGatewayId)).toEqual([made.VpnGatewayId]);
  },
);

test('a delete whose reply was lost has worked when the second try finds nothing', async () => {
  await reset();
  await faults({ kind: 'cut-after', action: 'DeleteCustomerGateway' });
  const client = open();
  await client.invoke(actions.DeleteCustomerGateway, { CustomerGatewayId: 'cgw-3' }, bareCall());
  const again = client.invoke(actions.DeleteCustomerGateway, { CustomerGatewayId: 'cgw-3' }, bareCall());
  await expect(again).rejects.toMatchObject({ code: 'InvalidCustomerGatewayInstanceId.NotFound' });
});

test('a site that wants TLS is satisfied by the signed parameter', async () => {
  await reset({ need_ssl: true });
  const plain = open().invoke(actions.DescribeVpnGateways, {}, bareCall());
  await expect(plain).rejects.toMatchObject({ code: 'InvalidProtocol.NeedSsl' });
  await open({ secureTransport: true }).invoke(actions.DescribeVpnGateways, {}, bareCall());
});

test('a site that reads the older name of the local identity gets it when asked to', async () => {
  await reset({ local_id_key: 'LocalIdIPsec' });
  const input = { VpnConnectionId: 'vco-1', IkeConfig: { LocalId: 'me.example' } };
  await open({ localIdBoth: true }).invoke(actions.ModifyVpnConnectionAttribute, input, bareCall());
  const seen = await open().invoke(actions.DescribeVpnConnection, { VpnConnectionId: 'vco-1' }, bareCall());
  expect(seen.IkeConfig?.LocalId).toBe('me.example');
});
