import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { verifyAudit } from '../../src/guard/audit/verify.ts';
import { canBeSignalled, hello, type Running, runProgram, startProgram } from '../support/process.ts';
import { type Cloud, startCloud } from '../support/world.ts';

// A write is cut in the middle: the cloud has done it and holds its reply. Whatever ends the process, the next one tells it,
// the same call finds the first result, and the audit knows at the end what became of it.

type Fields = Readonly<Record<string, unknown>>;

const certificate = { SslVpnServerId: 'vss-hq0001', Name: 'cut-in-the-middle' };
const connection = {
  VpnGatewayId: 'vpn-hq0001',
  LocalSubnet: '10.0.0.0/16',
  RemoteSubnet: '172.31.77.0/24',
  Name: 'cut-connection',
};

const meta = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientCapabilities': {},
  'io.modelcontextprotocol/clientInfo': { name: 'raw', version: '1' },
};

type Era = '2025' | '2026';

/** Says yes to whatever is asked. */
const agree = (server: Running): void => {
  let rest = '';
  server.child.stdout.on('data', (chunk) => {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const { id, method } = JSON.parse(line) as Fields;
      const result = { action: 'accept', content: { approve: true } };
      if (method === 'elicitation/create') server.send({ id, result });
    }
  });
};

/** Opens a connection of an era, and gives how a call of that era is written. */
const connect = async (server: Running, era: Era) => {
  const [initialize, ...more] = hello;
  const params = { ...initialize.params, capabilities: { elicitation: {} } };
  agree(server);
  if (era === '2025') server.send({ ...initialize, params }, ...more);
  else server.send({ id: 1, method: 'server/discover', params: { _meta: meta } });
  await server.line();
  const ofEra = era === '2026' ? { _meta: meta } : {};
  return (id: number, name: string, args: Fields) =>
    server.send({ id, method: 'tools/call', params: { name, arguments: args, ...ofEra } });
};

const folderOf = ({ folder }: Cloud): string => join(folder, 'state', 'vpn-gateway-mcp');

const entriesOf = (cloud: Cloud): readonly Fields[] =>
  readdirSync(folderOf(cloud))
    .filter((name) => name.startsWith('audit-'))
    .flatMap((name) =>
      readFileSync(join(folderOf(cloud), name), 'utf8')
        .trimEnd()
        .split('\n'),
    )
    .map((line) => JSON.parse(line) as Fields);

const state = async ({ sandbox }: Cloud): Promise<Readonly<Record<string, readonly Fields[]>>> =>
  Object(await (await fetch(`${sandbox.controlEndpoint}/state`)).json());

const named = async (cloud: Cloud, list: string, name: string): Promise<number> =>
  ((await state(cloud))[list] ?? []).filter(({ Name }) => Name === name).length;

/** A server that has sent a create, of which the cloud holds the reply. */
const startCut = async (
  cloud: Cloud,
  action: string,
  args: Fields,
  era: Era = '2025',
  options: readonly string[] = [],
) => {
  await cloud.break({ kind: 'lose-reply', action });
  const server = startProgram([...options], { env: cloud.env });
  const call = await connect(server, era);
  call(7, action, args);
  const acted = async (): Promise<boolean> =>
    (await cloud.requests(action)).some(({ verdict }) => verdict.startsWith('ok'));
  await expect.poll(acted, { timeout: 20_000 }).toBe(true);
  return { server, call };
};

/** What `audit verify` lists as open. */
const verify = async (cloud: Cloud): Promise<readonly Fields[]> =>
  JSON.parse((await runProgram(['audit', 'verify', '--json'], { env: cloud.env })).stdout).open;

/** The same, by what the command reads. */
const open = async (cloud: Cloud) => (await verifyAudit(folderOf(cloud))).open;

/** The replies of a new server on the same folder to calls that follow each other. */
const ask = async (
  cloud: Cloud,
  ...calls: readonly (readonly [action: string, args: Fields])[]
): Promise<readonly Fields[]> => {
  const server = startProgram([], { env: cloud.env });
  const call = await connect(server, '2025');
  const results: Fields[] = [];
  for (const [at, [action, args]] of calls.entries()) {
    call(100 + at, action, args);
    let reply: Fields = {};
    while (reply['id'] !== 100 + at) reply = JSON.parse(await server.line()) as Fields;
    results.push(Object(reply['result']));
  }
  server.child.stdin.end();
  await server.ended;
  return results;
};

const ends: Readonly<Record<string, (server: Running) => void>> = {
  SIGTERM: ({ child }) => void child.kill('SIGTERM'),
  SIGINT: ({ child }) => void child.kill('SIGINT'),
  'two SIGTERMs': ({ child }) => {
    child.kill('SIGTERM');
    child.kill('SIGTERM');
  },
  'the end of standard input': ({ child }) => void child.stdin.end(),
  SIGKILL: ({ child }) => void child.kill('SIGKILL'),
};

// Each starts several processes, one after the other, on a machine that others use too.
vi.setConfig({ testTimeout: 90_000 });

/** Where no signal is seen, a process is only killed, or its input ends. */
const endsHere = Object.entries(ends).filter(([name]) => canBeSignalled || !/SIG(?:TERM|INT)/.test(name));

describe.each(endsHere)('a create that is cut by %s', (name, end) => {
  it('is told at the next start, found by its repeat, and then closed', async () => {
    const cloud = await startCloud();
    const { server } = await startCut(cloud, 'CreateSslVpnClientCert', certificate);
    end(server);
    await server.ended;
    const results = entriesOf(cloud).flatMap(({ Kind, Result }) => (Kind === 'outcome' ? [Result] : []));
    expect(results).toEqual(name === 'SIGKILL' ? [] : ['unknown']);
    expect(await verify(cloud)).toMatchObject([{ action: 'CreateSslVpnClientCert' }]);

    const [summary, found] = await ask(cloud, ['DescribeRegions', {}], ['CreateSslVpnClientCert', certificate]);
    expect(JSON.stringify(summary)).toMatch(/Notice: .*in the middle of CreateSslVpnClientCert/);
    expect(found?.['structuredContent']).toMatchObject({ SslVpnClientCertId: expect.stringMatching(/^vsc-/) });
    expect(await named(cloud, 'ssl_certs', certificate.Name)).toBe(1);
    const tokens = (await cloud.requests('CreateSslVpnClientCert')).map(({ parameters }) => parameters['ClientToken']);
    expect([tokens.length, new Set(tokens).size]).toEqual([2, 1]);

    const [later] = await ask(cloud, ['DescribeRegions', {}]);
    expect(JSON.stringify(later)).not.toContain('Notice:');
    expect(await verify(cloud)).toEqual([]);
  });
});

describe('after a kill', () => {
  it('a connection whose key was made here is looked for, and its key file is still there', async () => {
    const cloud = await startCloud();
    const secrets = ['--secrets-dir', join(cloud.folder, 'secrets')];
    const peer = { IpAddress: '198.51.100.177', Name: 'cut-peer' };
    const [made] = await ask(cloud, ['CreateCustomerGateway', peer]);
    const { CustomerGatewayId } = Object(made?.['structuredContent']);
    const args = { ...connection, CustomerGatewayId, IkeConfig: { Psk: { generate: true } } };
    const { server } = await startCut(cloud, 'CreateVpnConnection', args, '2025', secrets);
    server.child.kill('SIGKILL');
    await server.ended;
    const [found] = await ask(cloud, ['CreateVpnConnection', args]);
    expect(found?.['structuredContent']).toMatchObject({
      VpnConnectionId: expect.stringMatching(/^vco-/),
      Outcome: { State: 'done', Notes: [expect.stringContaining('the first try made')] },
    });
    expect(await named(cloud, 'connections', connection.Name)).toBe(1);
    expect(await cloud.requests('CreateVpnConnection')).toHaveLength(1);
    expect(readdirSync(join(cloud.folder, 'secrets'))).toHaveLength(1);
    expect(await open(cloud)).toEqual([]);
  });

  it('a person who has looked closes the entry, and only one that is open', async () => {
    const cloud = await startCloud();
    const { server } = await startCut(cloud, 'CreateSslVpnClientCert', certificate);
    server.child.kill('SIGKILL');
    await server.ended;
    const [{ id = '' } = {}] = await open(cloud);
    const unknown = await runProgram(['audit', 'close', 'nothing'], { env: cloud.env });
    expect(unknown).toMatchObject({ code: 2, stderr: expect.stringContaining(`(${id})`) });
    const closed = await runProgram(['audit', 'close', String(id), 'it', 'is', '\u202ethere'], { env: cloud.env });
    expect(closed).toMatchObject({ code: 0, stdout: expect.stringContaining('closed') });
    expect(await open(cloud)).toEqual([]);
    expect(entriesOf(cloud)).toContainEqual(
      expect.objectContaining({
        Kind: 'resolved',
        Id: id,
        Found: 'closed',
        Note: 'it is there',
        By: expect.any(String),
      }),
    );
    expect(await runProgram(['audit', 'close', String(id)], { env: cloud.env })).toMatchObject({ code: 2 });
  });
});

describe.each<Era>(['2025', '2026'])('a create that is cancelled in the %s era', (era) => {
  it('goes on to its end, and the same call waits for it', async () => {
    const cloud = await startCloud();
    await cloud.break({ kind: 'delay', action: 'CreateSslVpnClientCert', ms: 1_000 });
    const server = startProgram([], { env: cloud.env });
    const call = await connect(server, era);
    call(7, 'CreateSslVpnClientCert', certificate);
    await expect.poll(() => cloud.requests('CreateSslVpnClientCert'), { timeout: 20_000 }).toHaveLength(1);
    server.send({ method: 'notifications/cancelled', params: { requestId: 7, reason: 'no more' } });
    call(8, 'CreateSslVpnClientCert', certificate);
    expect(JSON.parse(await server.line())).toMatchObject({
      id: 8,
      result: { structuredContent: { SslVpnClientCertId: expect.stringMatching(/^vsc-/) } },
    });
    expect(await cloud.requests('CreateSslVpnClientCert')).toHaveLength(1);
    expect(await named(cloud, 'ssl_certs', certificate.Name)).toBe(1);
    expect(entriesOf(cloud).filter(({ Kind }) => Kind === 'outcome')).toMatchObject([{ Result: 'ok' }]);
  });

  it('is let to its end when its client goes right away', async () => {
    const cloud = await startCloud();
    await cloud.break({ kind: 'delay', action: 'CreateSslVpnClientCert', ms: 500 });
    const server = startProgram([], { env: cloud.env });
    const call = await connect(server, era);
    call(7, 'CreateSslVpnClientCert', certificate);
    await expect.poll(() => cloud.requests('CreateSslVpnClientCert'), { timeout: 20_000 }).toHaveLength(1);
    server.send({ method: 'notifications/cancelled', params: { requestId: 7 } });
    server.child.stdin.end();
    expect((await server.ended).code).toBe(0);
    expect(entriesOf(cloud).filter(({ Kind }) => Kind === 'outcome')).toMatchObject([{ Result: 'ok' }]);
    expect(await open(cloud)).toEqual([]);
  });

  it('of which the cloud holds the reply is found by the next process', async () => {
    const cloud = await startCloud();
    const { server } = await startCut(cloud, 'CreateSslVpnClientCert', certificate, era);
    server.send({ method: 'notifications/cancelled', params: { requestId: 7 } });
    server.child.stdin.end();
    await server.ended;
    expect(await open(cloud)).toMatchObject([{ action: 'CreateSslVpnClientCert' }]);
    await ask(cloud, ['CreateSslVpnClientCert', certificate]);
    expect(await named(cloud, 'ssl_certs', certificate.Name)).toBe(1);
    expect(await open(cloud)).toEqual([]);
  });
});

it.runIf(canBeSignalled)('a signal lets a write in flight end, and its caller is answered', async () => {
  const cloud = await startCloud();
  await cloud.break({ kind: 'delay', action: 'CreateSslVpnClientCert', ms: 700 });
  const server = startProgram([], { env: cloud.env });
  const call = await connect(server, '2025');
  call(7, 'CreateSslVpnClientCert', certificate);
  await expect.poll(() => cloud.requests('CreateSslVpnClientCert'), { timeout: 20_000 }).toHaveLength(1);
  server.child.kill('SIGTERM');
  expect(JSON.parse(await server.line())).toMatchObject({ id: 7, result: { structuredContent: expect.anything() } });
  expect((await server.ended).code).toBe(0);
  expect(entriesOf(cloud).filter(({ Kind }) => Kind === 'outcome')).toMatchObject([{ Result: 'ok' }]);
});

it.runIf(canBeSignalled)('a call from a shell that is broken off is told and found in the same way', async () => {
  const cloud = await startCloud();
  await cloud.break({ kind: 'lose-reply', action: 'CreateSslVpnClientCert' });
  const args = ['call', 'CreateSslVpnClientCert', JSON.stringify(certificate)];
  const running = startProgram(args, { env: cloud.env });
  await expect.poll(() => cloud.requests('CreateSslVpnClientCert'), { timeout: 20_000 }).toHaveLength(1);
  running.child.kill('SIGINT');
  expect((await running.ended).code).toBe(1);
  expect(await open(cloud)).toMatchObject([{ action: 'CreateSslVpnClientCert' }]);
  expect((await runProgram(args, { env: cloud.env })).code).toBe(0);
  expect(await named(cloud, 'ssl_certs', certificate.Name)).toBe(1);
  expect(await open(cloud)).toEqual([]);
});

it('a gateway that was ordered when the process was killed is found, not ordered again', async () => {
  const cloud = await startCloud();
  const order = { VpcId: 'vpc-hq0001', Name: 'cut-gateway', Bandwidth: 10 };
  const { server } = await startCut(cloud, 'CreateVpnGateway', order, '2025');
  server.child.kill('SIGKILL');
  await server.ended;
  const [found] = await ask(cloud, ['CreateVpnGateway', order]);
  expect(found?.['structuredContent']).toMatchObject({ VpnGatewayId: expect.stringMatching(/^vpn-/) });
  expect(await cloud.requests('CreateVpnGateway')).toHaveLength(1);
  expect(await open(cloud)).toEqual([]);
});
