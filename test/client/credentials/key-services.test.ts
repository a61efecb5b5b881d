import { expect, onTestFinished, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import { noKeys, toKeys } from '../../../src/client/credentials/key-services.ts';
import { secretOf, sessionReply } from '../fake-sts.ts';
import type { Answer, Recorded, Reply } from '../recorder.ts';
import { startRecorder } from '../recorder.ts';
import { bareCall, startClient } from '../start-client.ts';

const none = { accessKeyId: undefined, accessKeySecret: undefined };
const credentials = (number: number): Reply => ({
  body: {
    Code: 'Success',
    ...(sessionReply(number, Date.now() + 3_600_000).body as { Credentials: object }).Credentials,
  },
});
const start = async (answer: Answer, options: (url: string) => object) => {
  const service = await startRecorder(answer);
  onTestFinished(() => service.close());
  const started = await startClient(
    () => ({ body: { RequestId: 'R' } }),
    { ...none, now: Date.now, ...options(service.url) },
    secretOf,
  );
  const call = () => started.client.invoke(actions.DescribeVpnGateways, {}, bareCall());
  return { ...started, service, call };
};
const instance = ({ method, path }: Recorded): Reply => {
  if (method === 'PUT') return { body: 'fake-metadata-token' };
  return path.endsWith('/') ? { body: 'edge' } : credentials(1);
};

test('the instance’s role is read with a metadata token, and its name is found', async () => {
  const { server, service, call } = await start(instance, (metadataUrl) => ({
    metadataUrl,
    ecsMetadataDisabled: false,
  }));
  await call();
  expect(server.requests[0]).toMatchObject({
    isSigned: true,
    parameters: { AccessKeyId: 'STS.1', SecurityToken: 'fake-token-1' },
  });
  expect(service.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'PUT /latest/api/token',
    'GET /latest/meta-data/ram/security-credentials/',
    'GET /latest/meta-data/ram/security-credentials/edge',
  ]);
  expect(service.requests[2]?.headers['x-aliyun-ecs-metadata-token']).toBe('fake-metadata-token');
});

test('an instance without tokens is asked the older way, unless that is forbidden', async () => {
  const old = (request: Recorded): Reply => (request.method === 'PUT' ? { status: 404 } : instance(request));
  const options = (metadataUrl: string) => ({ metadataUrl, ecsRole: 'edge', ecsMetadataDisabled: false });
  const lenient = await start(old, options);
  await lenient.call();
  expect(lenient.service.requests[1]?.headers).not.toHaveProperty('x-aliyun-ecs-metadata-token');
  const strict = await start(old, (url) => ({ ...options(url), imdsV1Disabled: true }));
  await expect(strict.call()).rejects.toThrow(/gave no token/);
});

test('a URI hands out keys', async () => {
  const { server, service, call } = await start(
    () => credentials(7),
    (url) => ({ credentialsUri: `${url}/keys?who=me` }),
  );
  await call();
  expect(service.requests[0]).toMatchObject({ method: 'GET', path: '/keys', query: { who: 'me' } });
  expect(server.requests[0]).toMatchObject({ isSigned: true, parameters: { AccessKeyId: 'STS.7' } });
});

test.each<[string, Reply]>([
  ['HTTP 403', { status: 403, body: 'hunter2' }],
  ['no keys', { body: { AccessKeyId: 'STS.1', AccessKeySecret: 'hunter2' } }],
  ['no keys', { body: { Code: 'Failed', AccessKeyId: 'a', AccessKeySecret: 'hunter2', SecurityToken: 'c' } }],
  ['no keys', { body: 'hunter2' }],
])('a URI that gives %s is named without its address and its answer', async (reason, reply) => {
  const { call } = await start(
    () => reply,
    (url) => ({ credentialsUri: `${url}/secret-path` }),
  );
  const problem = await call().catch((cause: unknown) => cause);
  expect(String(problem)).toContain(reason);
  expect(String(problem)).not.toMatch(/hunter2|secret-path/);
});

test('temporary keys without an end are keys for good', () => {
  expect(toKeys({ AccessKeyId: 'a', AccessKeySecret: 'b', SecurityToken: 'c' })).toEqual({
    accessKeyId: 'a',
    accessKeySecret: 'b',
    securityToken: 'c',
  });
  expect(toKeys({ AccessKeyId: 'a', AccessKeySecret: 'b' })).toBeUndefined();
  expect(toKeys(null)).toBeUndefined();
});

test('what failed is told by where it stands in the settings', () => {
  expect(noKeys({ how: 'uri', uri: 'http://hunter2', where: 'credentials URI' }, 'it is silent').message).toBe(
    'No keys from credentials URI: it is silent.',
  );
});
