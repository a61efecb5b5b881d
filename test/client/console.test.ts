import { describe, expect, onTestFinished, test } from 'vitest';
import { createClient } from '../../src/client/client.ts';
import type { ConsoleList } from '../../src/client/console.ts';
import type { ClientOptions } from '../../src/client/options.ts';
import { BadSettings } from '../../src/errors.ts';
import { startTiny } from '../sandbox/start-tiny.ts';
import { key } from '../sandbox/tiny-world.ts';
import { startClient } from './start-client.ts';

const tiny = startTiny();

const open = (options: Partial<ClientOptions> = {}) => {
  const { endpoint, asapiEndpoint, ascmEndpoint } = tiny.cloud;
  const address = options.gateway === 'asapi' ? { endpoint: asapiEndpoint } : { endpoint, ascmEndpoint };
  const client = createClient({ region: 'cn-test-1', ...address, ...key, log: () => {}, ...options });
  onTestFinished(() => client.close());
  return client.console;
};

const control = (holdMs = 0) => ({ signal: new AbortController().signal, progress: () => {}, log: () => {}, holdMs });

const ways: readonly (readonly [string, Partial<ClientOptions>])[] = [
  ['POP', {}],
  ['POP in XML, which the console is not asked for', { format: 'XML' }],
  ['POP as GET, which the console is not asked with', { method: 'GET' }],
  ['ASAPI', { gateway: 'asapi' }],
  ['ASAPI with SHA-256', { gateway: 'asapi', signature: 'HMAC-SHA256' }],
  ['ASAPI in JSON', { gateway: 'asapi', bodyFormat: 'json' }],
];

describe.each(ways)('through %s', (_, options) => {
  test('organizations and resource sets are listed, each request signed rightly', async () => {
    await tiny.reset();
    expect(await open(options).organizations(control())).toEqual({
      rows: [
        { id: '7', name: 'Research' },
        { id: '8', name: 'Sales' },
      ],
      isWhole: true,
    });
    expect(await open(options).resourceSets(control())).toEqual({
      rows: [{ id: '70', name: 'lab', organization: '7' }],
      isWhole: true,
    });
    const seen: { verdict: string; organizationId?: string }[] = (await tiny.control('requests')).body;
    expect(seen.map(({ verdict }) => verdict)).toEqual(['ok', 'ok']);
  });

  test('an organization that is set, perhaps wrongly, does not narrow what is asked', async () => {
    await tiny.reset();
    const named = { ...options, organization: '999', resourceGroup: '1', organizationParameters: true };
    expect((await open(named).organizations(control())).rows).toHaveLength(2);
    const [seen] = (await tiny.control('requests')).body;
    expect([seen.organizationId, seen.parameters.Department]).toEqual([undefined, undefined]);
  });
});

test('a session of a role asks too', async () => {
  await tiny.reset();
  const role = { roleArn: 'acs:ram::1000000000000001:role/fake', stsEndpoint: tiny.cloud.stsEndpoint };
  expect((await open(role).organizations(control())).rows).toHaveLength(2);
});

describe('where the console does not answer as it should', () => {
  const list = (holdMs = 0, options: Partial<ClientOptions> = {}): Promise<ConsoleList> =>
    open(options).organizations(control(holdMs));
  const broken = (fault: object) => tiny.control('faults', { action: 'GetOrganizationList', times: 9, ...fault });

  test.each([
    ['a refusal', { kind: 'forbidden' }],
    ['an operation that is not there', { kind: 'refuse', status: 404, code: 'InvalidAction.NotFound' }],
    ['a page of some proxy', { kind: 'garbage', status: 200 }],
    ['a page with an error', { kind: 'garbage', status: 404 }],
    ['half an answer', { kind: 'truncate' }],
    ['a broken connection', { kind: 'cut-before' }],
  ])('%s is an error that says what to do', async (_, fault) => {
    await tiny.reset();
    await broken(fault);
    await expect(list()).rejects.toMatchObject({
      message: expect.stringMatching(/GetOrganizationList|answer|127\.0\.0\.1/),
      remedy: expect.stringMatching(/\w{3}/),
    });
  });

  test('silence ends with the read time-out', async () => {
    await tiny.reset();
    await broken({ kind: 'lose-reply' });
    await expect(list(0, { readTimeoutMs: 150 })).rejects.toMatchObject({ phase: 'read' });
  });

  test('a passing fault is answered by another attempt', async () => {
    await tiny.reset();
    await broken({ kind: 'throttle', times: 1 });
    expect((await list(2000)).rows).toHaveLength(2);
  });
});

describe('what the console may say', () => {
  const listed = async (body: object): Promise<ConsoleList> => {
    const { client, server } = await startClient(() => ({ status: 200, body: JSON.stringify(body) }));
    const options = { endpoint: server.url, ascmEndpoint: server.url, region: 'cn-a', log: () => {}, ...key };
    await client.close();
    const own = createClient({ ...options, redact: (text) => text.replaceAll('FAKE-secret-name', '***') });
    onTestFinished(() => own.close());
    return own.console.resourceSets(control());
  };
  const row = (id: unknown, resourceGroupName: unknown) => ({ id, organizationID: 3, resourceGroupName });

  test('names are one line, without what nobody sees, known secrets or great length', async () => {
    const hostile = ['a\u202Eb', 'two\nlines\u001b[31m', `${'x'.repeat(300)}`, 'FAKE-secret-name', 7, null];
    const { rows } = await listed({ code: '200', data: hostile.map((name, at) => row(at + 1, name)) });
    const names = rows.map(({ name }) => name);
    expect(names.slice(0, 2)).toEqual(['a b', 'two lines [31m']);
    expect(names[2]?.length).toBeLessThanOrEqual(80);
    expect(names.slice(3)).toEqual(['***', '', '']);
  });

  test('what is no row and no ID is left out, and the list is then not whole', async () => {
    const data = [row(1, 'good'), row('x'.repeat(65), 'long'), row('a b', 'blank'), row({}, 'object'), 'text', null];
    expect(await listed({ code: '200', data })).toEqual({
      rows: [{ id: '1', name: 'good', organization: '3' }],
      isWhole: false,
    });
  });

  test('a huge list is cut, and so is one of which the console holds back some', async () => {
    const data = Array.from({ length: 1500 }, (_, at) => row(at, `set-${at}`));
    const huge = await listed({ code: '200', data });
    expect([huge.rows.length, huge.isWhole]).toEqual([1000, false]);
    const some = await listed({ code: '200', data: data.slice(0, 2), pageInfo: { total: 3 } });
    expect([some.rows.length, some.isWhole]).toEqual([2, false]);
  });

  test('no list is an error, and an empty one is none', async () => {
    await expect(listed({ code: '200' })).rejects.toMatchObject({ message: expect.stringContaining('without a list') });
    expect(await listed({ code: '200', data: [] })).toEqual({ rows: [], isWhole: true });
  });
});

test('without a host it says which setting is missing, and sends nothing', async () => {
  await tiny.reset();
  await expect(open({ ascmEndpoint: undefined }).organizations(control())).rejects.toThrow(BadSettings);
  expect((await tiny.control('requests')).body).toEqual([]);
});
