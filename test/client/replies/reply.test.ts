import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readReply } from '../../../src/client/replies/reply.ts';

const answer = (text: string, status = 200, headers: Record<string, string> = {}) => ({ status, headers, text });
const read = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  readReply(answer(typeof body === 'string' ? body : JSON.stringify(body), status, headers));

const good: { name: string; given: unknown; body: Record<string, unknown> }[] = [
  { name: 'plain JSON', given: { RequestId: 'R', A: 1 }, body: { RequestId: 'R', A: 1 } },
  { name: 'JSON in the wrapper of a converted sample', given: { CreateVpnGatewayResponse: { A: 1 } }, body: { A: 1 } },
  { name: 'the misspelt wrapper', given: { DeleteCustomerGatewayResesponse: { A: 1 } }, body: { A: 1 } },
  { name: 'a success-like code', given: { Code: 'OK', A: 1 }, body: { Code: 'OK', A: 1 } },
  { name: 'a numeric success code', given: { code: 200, A: 1 }, body: { code: 200, A: 1 } },
  {
    name: 'the ASAPI envelope of a success',
    given: { asapiSuccess: true, asapiErrorCode: '200', code: '200', A: 1 },
    body: { asapiSuccess: true, asapiErrorCode: '200', code: '200', A: 1 },
  },
  {
    name: 'a wrapped reply inside the ASAPI envelope',
    given: { asapiSuccess: true, code: '200', CreateVpnGatewayResponse: { VpnGatewayId: 'vpn-1' } },
    body: { asapiSuccess: true, code: '200', VpnGatewayId: 'vpn-1' },
  },
  { name: 'a byte-order mark before JSON', given: '\ufeff\n {"A":1}', body: { A: 1 } },
  {
    name: 'XML under any root',
    given: '<?xml version="1.0"?><Odd><RequestId>R</RequestId></Odd>',
    body: { RequestId: 'R' },
  },
  { name: 'an empty XML reply', given: '<DeleteVpnGatewayResponse/>', body: {} },
];

test.each(good)('$name is a body', async ({ given, body }) => {
  expect(await read(given)).toEqual({ kind: 'body', body });
});

test('a reply whose code and message are objects without a text is a failure', async () => {
  const body = { Code: { toString: 1 }, Message: { toString: 1 }, asapiSuccess: { toString: 1 } };
  expect(await read(body)).toMatchObject({ kind: 'failure', failure: { Code: 'Http.200', Message: '' } });
});

test('a reply that nests too deep to be gone through is garbage', async () => {
  const text = `{"RequestId":"R","A":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
  expect(await read(text)).toEqual({ kind: 'garbage', status: 200, text });
});

const bad: { name: string; given: unknown; status?: number; failure: Record<string, unknown> }[] = [
  {
    name: 'POP JSON',
    given: { RequestId: 'R', HostId: 'h', Code: 'InvalidName', Message: 'wrong', Recommend: 'url' },
    status: 400,
    failure: { Code: 'InvalidName', Message: 'wrong', RequestId: 'R', HttpStatus: 400 },
  },
  {
    name: 'lower-case JSON',
    given: { requestId: 'R', code: 'Forbidden', message: 'no' },
    status: 403,
    failure: { Code: 'Forbidden', Message: 'no', RequestId: 'R', HttpStatus: 403 },
  },
  {
    name: 'POP XML with CDATA',
    given:
      '<?xml version="1.0"?><Error><RequestId>R</RequestId><Code>Throttling</Code><Message><![CDATA[a < b]]></Message></Error>',
    status: 400,
    failure: { Code: 'Throttling', Message: 'a < b', RequestId: 'R' },
  },
  {
    name: 'a code with status 200',
    given: { Code: 'InternalError', Message: 'x' },
    failure: { Code: 'InternalError', HttpStatus: 200 },
  },
  {
    name: 'a status with no code',
    given: { hint: 1 },
    status: 404,
    failure: { Code: 'Http.404', Message: '', HttpStatus: 404 },
  },
  {
    name: 'ASAPI with status 200',
    given: {
      asapiSuccess: false,
      asapiErrorCode: 'ASAPI.Auth',
      asapiErrorMessage: 'no rights',
      asapiRequestId: 'A',
      eagleEyeTraceId: 'T',
      code: '200',
    },
    failure: { Code: 'ASAPI.Auth', Message: 'no rights', RequestId: 'A', Trace: 'T', HttpStatus: 200 },
  },
  {
    name: 'ASAPI that repeats the product’s own error',
    given: {
      asapiSuccess: false,
      Code: 'VpnGateway.Configuring',
      Message: 'busy',
      RequestId: 'R',
      errorCode: 'E',
      asapiRequestId: 'A',
    },
    failure: { Code: 'VpnGateway.Configuring', Message: 'busy', RequestId: 'R' },
  },
  {
    name: 'ASAPI with an error key only',
    given: { asapiSuccess: 'false', errorKey: 'K', errorTitle: 'title' },
    failure: { Code: 'K', Message: 'title' },
  },
  {
    name: 'prose where a code should stand',
    given: { Code: 'Bad is FAKE-key', RequestId: 'x '.repeat(9), eagleEyeTraceId: 'a b' },
    status: 400,
    failure: { Code: 'Http.400', Message: 'Bad is FAKE-key', HttpStatus: 400 },
  },
  { name: 'an error code beside success', given: { asapiErrorCode: '500' }, failure: { Code: '500' } },
];

test.each(bad)('$name is a failure', async ({ given, status, failure }) => {
  const reading = await read(given, status);
  expect(reading.kind).toBe('failure');
  expect(reading).toHaveProperty('failure', expect.objectContaining(failure));
});

test.each([
  ['', 200],
  ['<html><body>Bad Gateway</body></html>', 502],
  ['<!DOCTYPE html><title>x</title>', 200],
  ['<!DOCTYPE a [<!ENTITY b "c">]><A>&b;</A>', 200],
  ['<A><B></A>', 200],
  ['{"RequestId":', 200],
  ['[1,2]', 200],
  ['upstream timed out', 504],
])('%j is garbage', async (text, status) => {
  expect(await readReply(answer(text, status))).toEqual({ kind: 'garbage', status, text });
});

test.each([
  [{ 'x-acs-retry-after': '1500' }, 1500],
  [{ 'x-ratelimit-user-api': 'Limit:100,Remain:0,TimeLeft:700' }, 700],
  [{ 'x-ratelimit-user': 'Remain:0,TimeLeft:900' }, 900],
  [{ 'retry-after': '2' }, 2000],
  [{ 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' }, undefined],
  [{}, undefined],
])('%j asks for a wait of %s ms', async (headers, ms) => {
  const reading = await read({ Code: 'Throttling' }, 400, headers);
  expect(reading.kind === 'failure' && reading.failure.retryAfterMs).toBe(ms);
});

test('the server’s clock is read from its Date header', async () => {
  const reading = await read({ Code: 'InvalidTimeStamp.Expired' }, 400, { date: 'Sat, 31 Jan 2026 08:00:00 GMT' });
  expect(reading).toHaveProperty('failure.serverMs', Date.UTC(2026, 0, 31, 8));
});

test('no text makes it throw', async () => {
  const start = fc.constantFrom('', '{', '<', '<A>', '{"Code":', '<Error><Code>', '<?xml');
  await fc.assert(
    fc.asyncProperty(start, fc.string(), fc.integer({ min: 100, max: 599 }), async (head, tail, status) => {
      expect(['body', 'failure', 'garbage']).toContain((await readReply(answer(head + tail, status))).kind);
    }),
  );
});

test('what is no short word is neither an ID nor a trace', async () => {
  const given = { Code: 'E', RequestId: 'is FAKE', eagleEyeTraceId: 'x'.repeat(200) };
  const reading = await read(given, 400);
  expect(reading).toEqual({ kind: 'failure', failure: { Code: 'E', Message: '', HttpStatus: 400 } });
});
