import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { actions } from '../../src/catalogue/index.ts';
import type { ClientOptions } from '../../src/client/client.ts';
import { BadSettings, CloudError, isKnownProblem, Unreachable } from '../../src/errors.ts';
import type { Answer, Reply } from './recorder.ts';
import { testKeys } from './recorder.ts';
import { bareCall, startClient } from './start-client.ts';

const gateways: Reply = {
  body: { RequestId: 'R', TotalCount: 1, VpnGateways: { VpnGateway: [{ VpnGatewayId: 'vpn-1' }] } },
};
const refuse = (Code: string, status = 400, more: Record<string, unknown> = {}): Reply => ({
  status,
  body: { RequestId: 'R-bad', Code, Message: 'in the cloud’s words', ...more },
});
/** Answers in turn; the last one stays. */
const inTurn =
  (...replies: ReturnType<Answer>[]): Answer =>
  (_, count) =>
    replies[Math.min(count, replies.length) - 1] ?? 'cut';

const psk = 'fake-PSK/with+odd chars=&%';
const newConnection = {
  VpnGatewayId: 'vpn-1',
  CustomerGatewayId: 'cgw-1',
  LocalSubnet: '10.0.0.0/24',
  RemoteSubnet: '10.1.0.0/24',
  IkeConfig: { Psk: psk, IkeVersion: 'ikev2' as const },
};

const ways: { name: string; options: Partial<ClientOptions>; method: string; path: string; inBody: boolean }[] = [
  { name: 'POP as POST', options: {}, method: 'POST', path: '/', inBody: true },
  { name: 'POP as GET', options: { method: 'GET' }, method: 'GET', path: '/', inBody: false },
  { name: 'ASAPI with a form', options: { gateway: 'asapi' }, method: 'POST', path: '/asapi/v3/', inBody: true },
  {
    name: 'ASAPI with SHA-256',
    options: { gateway: 'asapi', signature: 'HMAC-SHA256' },
    method: 'POST',
    path: '/asapi/v3/',
    inBody: true,
  },
  {
    name: 'ASAPI with a JSON body',
    options: { gateway: 'asapi', bodyFormat: 'json' },
    method: 'POST',
    path: '/asapi/v3/',
    inBody: true,
  },
  {
    name: 'ASAPI with a JSON body and SHA-256',
    options: { gateway: 'asapi', bodyFormat: 'json', signature: 'HMAC-SHA256' },
    method: 'POST',
    path: '/asapi/v3/',
    inBody: true,
  },
];

test.each(ways)('$name: the signature holds and the values arrive as they were given', async ({ options, ...way }) => {
  const { client, server } = await startClient(() => ({ body: { RequestId: 'R', VpnConnectionId: 'vco-1' } }), options);
  await client.invoke(actions.CreateVpnConnection, { ...newConnection, Name: '\u7f51 *~+/=&%' }, bareCall());
  const [request] = server.requests;
  expect(request).toMatchObject({ isSigned: true, method: way.method, path: way.path });
  expect(JSON.parse(request?.parameters['IkeConfig'] ?? '')).toEqual({ Psk: psk, IkeVersion: 'ikev2' });
  expect(request?.parameters).toMatchObject({ Name: '\u7f51 *~+/=&%', RegionId: 'cn-a', LocalSubnet: '10.0.0.0/24' });
  expect('IkeConfig' in (request?.form ?? {})).toBe(way.inBody);
  expect('IkeConfig' in (request?.query ?? {})).toBe(!way.inBody);
});

test('a reply has one shape, whatever its format', async () => {
  const xml =
    '<DescribeVpnGateways><RequestId>R</RequestId><TotalCount>1</TotalCount><VpnGateways><VpnGateway><VpnGatewayId>vpn-1</VpnGatewayId></VpnGateway></VpnGateways></DescribeVpnGateways>';
  const expected = { RequestId: 'R', TotalCount: 1, VpnGateways: [{ VpnGatewayId: 'vpn-1' }] };
  for (const reply of [gateways, { body: xml, headers: { 'content-type': 'text/xml' } }]) {
    const { client } = await startClient(() => reply);
    expect(await client.invoke(actions.DescribeVpnGateways, {}, bareCall())).toEqual(expected);
  }
});

test('XML is asked for where it is chosen', async () => {
  const { client, server } = await startClient(() => ({ body: '<A/>' }), { format: 'XML' });
  await client.invoke(actions.DescribeVpnGateways, {}, bareCall());
  expect(server.requests[0]?.parameters['Format']).toBe('XML');
});

test('nothing is opened or read before the first call', async () => {
  const { server } = await startClient(() => gateways, { caFile: '/nonexistent', cloudProfile: 'nobody' });
  expect(server.requests).toEqual([]);
});

test('each attempt has a new nonce, the operation keeps its token', async () => {
  const { client, server } = await startClient(
    inTurn(refuse('Throttling'), 'cut', refuse('InternalError', 500), { body: {} }),
  );
  await client.invoke(actions.DeleteVpnConnection, { VpnConnectionId: 'vco-1' }, bareCall());
  const values = (name: string) => new Set(server.requests.map(({ parameters }) => parameters[name]));
  expect(server.requests).toHaveLength(4);
  expect(server.requests.every(({ isSigned }) => isSigned)).toBe(true);
  expect(values('SignatureNonce').size).toBe(4);
  expect(values('ClientToken').size).toBe(1);
});

test('throttling is waited out as long as the cloud asks', async () => {
  const busy = { ...refuse('Throttling.User'), headers: { 'x-acs-retry-after': '1000' } };
  const { client, waits } = await startClient(inTurn(busy, gateways));
  await client.invoke(actions.DescribeVpnGateways, {}, bareCall());
  expect(waits).toEqual([1_100]);
});

test('a long wait is told to whoever waits', async () => {
  const busy = { ...refuse('Throttling.User'), headers: { 'x-acs-retry-after': '8000' } };
  const { client } = await startClient(inTurn(busy, gateways));
  const call = bareCall();
  await client.invoke(actions.DescribeVpnGateways, {}, call);
  expect(call.steps).toEqual([{ done: 0, message: 'DescribeVpnGateways: throttled, next try in 9 s' }]);
});

test('a read survives cut connections, server faults and a proxy’s page', async () => {
  const page = { status: 502, body: '<html>Bad Gateway</html>' };
  const { client, server } = await startClient(inTurn('cut', refuse('InternalError', 500), page, gateways));
  await client.invoke(actions.DescribeVpnGateways, {}, bareCall());
  expect(server.requests).toHaveLength(4);
});

test('a refusal is told with code, status, request and the next step', async () => {
  const { client, server } = await startClient(() => refuse('Forbbiden.SubUser', 403));
  const problem = await client.invoke(actions.DescribeVpnGateways, {}, bareCall()).catch((reason: unknown) => reason);
  expect(problem).toBeInstanceOf(CloudError);
  expect(problem).toMatchObject({
    code: 'Forbbiden.SubUser',
    failure: { HttpStatus: 403, RequestId: 'R-bad', Retryable: false, OutcomeKnown: true },
    message: 'DescribeVpnGateways failed with Forbbiden.SubUser: in the cloud’s words',
    remedy: expect.stringContaining('vpc:DescribeVpnGateways'),
  });
  expect(server.requests).toHaveLength(1);
});

test('retries end: a read that keeps failing is told as retryable', async () => {
  const { client, server } = await startClient(() => refuse('ServiceUnavailable', 503));
  const work = client.invoke(actions.DescribeVpnGateways, {}, bareCall());
  await expect(work).rejects.toMatchObject({ failure: { Retryable: true, OutcomeKnown: true } });
  expect(server.requests).toHaveLength(4);
});

test('a caller who is held for a short time only is not kept waiting', async () => {
  const { client, waits } = await startClient(() => refuse('VpnGateway.Configuring'), {});
  const work = client.invoke(actions.DeleteVpnGateway, { VpnGatewayId: 'vpn-1' }, bareCall({ holdMs: 10_000 }));
  await expect(work).rejects.toMatchObject({ failure: { Code: 'VpnGateway.Configuring', Retryable: true } });
  expect(waits.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(10_000);
});

test('a wrong clock is set by the cloud’s, and stays set', async () => {
  const cloud = Date.UTC(2026, 10, 23, 5, 0, 0);
  const { client, server } = await startClient(({ parameters }) =>
    Math.abs(Date.parse(parameters['Timestamp'] ?? '') - cloud) < 900_000
      ? gateways
      : { ...refuse('InvalidTimeStamp.Expired'), headers: { date: new Date(cloud).toUTCString() } },
  );
  await client.invoke(actions.DescribeVpnGateways, {}, bareCall());
  await client.invoke(actions.DescribeVpnGateways, {}, bareCall());
  expect(server.requests.map(({ parameters }) => parameters['Timestamp']?.slice(11, 13))).toEqual(['01', '05', '05']);
});

test('a clock that agrees is not what is wrong', async () => {
  const { client, server, clock } = await startClient(() => ({
    ...refuse('InvalidTimeStamp.Expired'),
    headers: { date: new Date(clock.nowMs).toUTCString() },
  }));
  await expect(client.invoke(actions.DescribeVpnGateways, {}, bareCall())).rejects.toMatchObject({
    code: 'InvalidTimeStamp.Expired',
  });
  expect(server.requests).toHaveLength(1);
});

const echo: Answer = ({ method, parameters }) => {
  const encode = (text: string) =>
    encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  const canonical = Object.keys(parameters)
    .sort()
    .map((key) => `${encode(key)}=${encode(parameters[key] ?? '')}`)
    .join('&');
  const text = `${method}&%2F&${encode(canonical)}`;
  return refuse('SignatureDoesNotMatch', 400, {
    Message: `Specified signature is not matched. server string to sign is:${text}`,
  });
};

test('when both sides signed the same, the secret is wrong; and nothing of it is told', async () => {
  const { client } = await startClient(echo);
  const call = bareCall();
  const problem = await client
    .invoke(actions.CreateVpnConnection, newConnection, call)
    .catch((reason: unknown) => reason);
  expect(problem).toMatchObject({ code: 'SignatureDoesNotMatch', remedy: expect.stringContaining('secret') });
  const summary = JSON.stringify([problem, String(problem), call.lines, call.steps]);
  expect(summary).not.toMatch(/fake-PSK|%2F&|string to sign/);
});

test('when the sides signed different things, something rewrites requests', async () => {
  const { client } = await startClient(() =>
    refuse('SignatureDoesNotMatch', 400, { Message: 'x server string to sign is:POST&%2F&Action%3DOther' }),
  );
  const work = client.invoke(actions.DescribeVpnGateways, {}, bareCall());
  await expect(work).rejects.toMatchObject({ remedy: expect.stringContaining('proxy') });
});

test('what the cloud says is cleaned: secrets of the call, control characters, length', async () => {
  const Message = `bad key ${psk} (${encodeURIComponent(psk)})\u0007\u202e \n${'x'.repeat(2_000)}`;
  const { client } = await startClient(() => refuse('InvalidParameter', 400, { Message }));
  const problem = await client
    .invoke(actions.CreateVpnConnection, newConnection, bareCall())
    .catch((reason: unknown) => reason);
  const { message } = problem as Error;
  expect(message).toMatch(/^CreateVpnConnection failed with InvalidParameter: bad key \*\*\* \(\*\*\*\) x+…$/);
  expect(message.length).toBeLessThan(400);
});

test('a page instead of an answer is quoted in part, without secrets', async () => {
  const { client } = await startClient(() => ({ body: `<html>blocked: ${psk} ${'y'.repeat(500)}</html>` }));
  const problem = await client
    .invoke(actions.ModifyVpnConnectionAttribute, { VpnConnectionId: 'vco-1', IkeConfig: { Psk: psk } }, bareCall())
    .catch((reason: unknown) => reason);
  expect(problem).toBeInstanceOf(Unreachable);
  expect(problem).toMatchObject({
    phase: 'body',
    outcomeKnown: false,
    message: expect.stringContaining('<html>blocked: ***'),
  });
});

test('an abort ends the HTTP request, and nothing is sent after it', async () => {
  const { client, server } = await startClient(() => 'silent');
  const aborter = new AbortController();
  const reason = new Error('the caller went away');
  const work = client.invoke(actions.DescribeVpnGateways, {}, bareCall({ signal: aborter.signal }));
  while (server.requests.length === 0) await new Promise(setImmediate);
  aborter.abort(reason);
  await expect(work).rejects.toBe(reason);
  await expect(client.invoke(actions.DescribeVpnGateways, {}, bareCall({ signal: aborter.signal }))).rejects.toBe(
    reason,
  );
  expect(server.requests).toHaveLength(1);
});

test('without anything set, all that is missing is named, the key’s ID first', async () => {
  const { client, server } = await startClient(() => gateways, {
    accessKeyId: undefined,
    accessKeySecret: undefined,
    region: undefined,
  });
  const problem = await client.invoke(actions.DescribeVpnGateways, {}, bareCall()).catch((reason: unknown) => reason);
  expect(problem).toBeInstanceOf(BadSettings);
  expect(problem).toMatchObject({
    setting: 'ALIBABA_CLOUD_ACCESS_KEY_ID',
    message: expect.stringMatching(
      /: ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET, ALIBABA_CLOUD_REGION_ID /,
    ),
  });
  expect(server.requests).toEqual([]);
});

test('a missing region is told by the parameter’s name', async () => {
  const { client } = await startClient(() => gateways, { region: undefined });
  await expect(client.invoke(actions.DescribeVpnGateways, {}, bareCall())).rejects.toMatchObject({
    setting: 'RegionId',
  });
});

test('a resource set without an organization is refused at once', async () => {
  await expect(startClient(() => gateways, { resourceGroup: '22' })).rejects.toThrow(BadSettings);
});

test('an answer about nothing is no answer', async () => {
  const { client } = await startClient(() => ({ body: { RequestId: 'R' } }));
  const work = client.invoke(actions.DescribeVpnGateway, { VpnGatewayId: 'vpn-1' }, bareCall());
  await expect(work).rejects.toMatchObject({ code: 'EmptyReply', failure: { RequestId: 'R', Retryable: true } });
});

test('the log has action, host, status, time, attempt and request, and no parameter', async () => {
  const { client, server } = await startClient(inTurn(refuse('Throttling'), gateways));
  const call = bareCall();
  await client.invoke(actions.DescribeVpnGateways, { VpcId: 'vpc-hidden' }, call);
  const host = new URL(server.url).host;
  expect(call.lines).toEqual([
    ['debug', 'call', { action: 'DescribeVpnGateways', host, attempt: 1, status: 400, ms: 0, RequestId: 'R-bad' }],
    ['debug', 'another attempt', { action: 'DescribeVpnGateways', attempt: 1, because: 'throttled', waitMs: 500 }],
    ['debug', 'call', { action: 'DescribeVpnGateways', host, attempt: 2, status: 200, ms: 0, RequestId: 'R' }],
  ]);
});

test('who calls is told with the key’s middle hidden', async () => {
  const { client, server } = await startClient(() => gateways);
  expect(await client.identity({ RegionId: 'eu-b' })).toEqual({
    Account: 'LTAI****0001',
    Principal: testKeys.accessKeyId,
    Region: 'eu-b',
    Endpoint: `${server.url}/`,
    Source: 'settings',
  });
  expect(server.requests).toEqual([]);
});

test('a probe reaches the gateway without keys and compares clocks', async () => {
  const { client, clock } = await startClient(
    () => ({ status: 400, headers: { date: new Date(Date.UTC(2026, 10, 23, 1, 3, 3)).toUTCString() } }),
    {
      accessKeyId: undefined,
      accessKeySecret: undefined,
    },
  );
  expect(clock.nowMs).toBe(Date.UTC(2026, 10, 23, 1, 2, 3));
  expect(await client.probe()).toMatchObject({ HttpStatus: 400, ClockAheadMs: 60_000 });
});

test('a page with a hundred thousand rows is refused and told, not read', async () => {
  const rows = Array.from({ length: 100_000 }, () => ({ VpnGatewayId: 'vpn-1' }));
  const { client, server } = await startClient(() => ({ body: { TotalCount: 1, VpnGateways: { VpnGateway: rows } } }));
  const work = client.invoke(actions.DescribeVpnGateways, { PageNumber: 1, PageSize: 50 }, bareCall());
  await expect(work).rejects.toMatchObject({ code: 'unreachable', retryable: false, outcomeKnown: true });
  await expect(work).rejects.toThrow('100000 rows of VpnGateways on a page for 50');
  expect(server.requests).toHaveLength(1);
});

test('a build that gives a whole list whatever the page is still read', async () => {
  const rows = Array.from({ length: 400 }, (_, n) => ({ VpnGatewayId: `vpn-${n}` }));
  const { client } = await startClient(() => ({ body: { VpnGateways: { VpnGateway: rows } } }));
  const { VpnGateways } = await client.invoke(actions.DescribeVpnGateways, { PageNumber: 1, PageSize: 50 }, bareCall());
  expect(VpnGateways).toHaveLength(400);
});

test('a reply of ten megabytes is not read to its end, and told', async () => {
  const { client, server } = await startClient(() => ({ body: { Name: 'x'.repeat(10_000_000) } }));
  const work = client.invoke(actions.DescribeVpnGateways, {}, bareCall());
  await expect(work).rejects.toThrow(`more than ${4 * 1024 * 1024} bytes`);
  expect(server.requests).toHaveLength(1);
});

test('a long-lived signal keeps no listener after many calls, whatever came back', async () => {
  const mutated: readonly ReturnType<Answer>[] = [
    gateways,
    'cut',
    { body: '{"VpnGateways":' },
    { body: '[[[' },
    { status: 503, body: '<html>' },
    refuse('Throttling.User'),
    { body: { VpnGateways: 'a text' } },
  ];
  const { client } = await startClient((_, count) => mutated[count % mutated.length] ?? 'cut');
  const call = bareCall();
  for (let n = 0; n < 60; n += 1)
    await client.invoke(actions.DescribeVpnGateways, {}, call).catch((problem: unknown) => {
      if (!isKnownProblem(problem)) throw problem;
    });
  expect(getEventListeners(call.signal, 'abort')).toEqual([]);
});
