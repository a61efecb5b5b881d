import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { verifyAudit } from '../../src/guard/audit/verify.ts';
import type { ClientKind, Human } from '../support/agent.ts';
import { startHttp } from '../support/http-server.ts';
import { type Cloud, startCloud } from '../support/world.ts';

// The server of a team is killed, or told to end, while it waits for the cloud. The next one tells it to whoever asks first, and the
// same call, by a client of either era, finds what was made.

const TOKEN = 'made-up-token-of-ana-0123456789abcdef';
const certificate = { SslVpnServerId: 'vss-hq0001', Name: 'cut-in-the-middle' };
const order = { VpcId: 'vpc-hq0001', Name: 'cut-gateway', Bandwidth: 10 };
const scopes = ['vpn:read', 'vpn:write', 'vpn:destroy', 'vpn:approve'];

const yes: Human = async () => ({ action: 'accept', content: { approve: true } });

const startTeam = async (cloud: Cloud) => {
  const file = join(cloud.folder, 'tokens.json');
  writeFileSync(file, JSON.stringify({ tokens: [{ name: 'ana', token: TOKEN, scopes }] }));
  const server = await startHttp(['--tokens-file', file], cloud.env);
  const connect = (kind: ClientKind) => server.connect({ kind, human: yes, token: TOKEN });
  return { server, connect };
};

const open = async ({ folder }: Cloud) => (await verifyAudit(join(folder, 'state', 'vpn-gateway-mcp'))).open;

/** A call that the cloud has obeyed while it holds the reply; the server is ended then by a signal. */
const cut = async (cloud: Cloud, kind: ClientKind, action: string, args: object, signal: NodeJS.Signals) => {
  await cloud.break({ kind: 'lose-reply', action });
  const { server, connect } = await startTeam(cloud);
  const agent = await connect(kind);
  // The older SDK does not notice that its server has gone: nobody waits for this.
  agent.call(action, { ...args }).catch(() => undefined);
  const obeyed = async (): Promise<boolean> =>
    (await cloud.requests(action)).some(({ verdict }) => verdict.startsWith('ok'));
  await expect.poll(obeyed, { timeout: 20_000 }).toBe(true);
  server.running.child.kill(signal);
  await server.running.ended;
};

const made = async ({ sandbox }: Cloud, list: string, name: string): Promise<number> => {
  const state = Object(await (await fetch(`${sandbox.controlEndpoint}/state`)).json());
  return (state[list] as readonly { Name?: string }[]).filter(({ Name }) => Name === name).length;
};

vi.setConfig({ testTimeout: 90_000 });

describe.each<[ClientKind, ClientKind]>([
  ['old', 'old'],
  ['modern', 'modern'],
  ['old', 'modern'],
  ['modern', 'old'],
])('a create of the %s client, repeated by the %s one', (first, second) => {
  it('after a kill is told, found, and then closed', async () => {
    const cloud = await startCloud();
    await cut(cloud, first, 'CreateSslVpnClientCert', certificate, 'SIGKILL');
    const agent = await (await startTeam(cloud)).connect(second);
    expect(JSON.stringify(await agent.call('DescribeRegions'))).toMatch(
      /Notice: .*in the middle of CreateSslVpnClientCert/,
    );
    expect((await agent.call('CreateSslVpnClientCert', certificate)).text).toContain('SslVpnClientCertId=vsc-');
    expect(await made(cloud, 'ssl_certs', certificate.Name)).toBe(1);
    const tokens = (await cloud.requests('CreateSslVpnClientCert')).map(({ parameters }) => parameters['ClientToken']);
    expect([tokens.length, new Set(tokens).size]).toEqual([2, 1]);
    expect(await open(cloud)).toEqual([]);
  });
});

it.each<ClientKind>(['old', 'modern'])('what was ordered through the %s client is not ordered again', async (kind) => {
  const cloud = await startCloud();
  await cut(cloud, kind, 'CreateVpnGateway', order, 'SIGKILL');
  const agent = await (await startTeam(cloud)).connect(kind);
  expect((await agent.call('CreateVpnGateway', order)).text).toContain('VpnGatewayId=vpn-');
  expect(await cloud.requests('CreateVpnGateway')).toHaveLength(1);
  expect(await open(cloud)).toEqual([]);
});

it.each<ClientKind>(['old', 'modern'])('a stop of the server is told to the %s client as a kill is', async (kind) => {
  const cloud = await startCloud();
  await cut(cloud, kind, 'CreateSslVpnClientCert', certificate, 'SIGTERM');
  expect(await open(cloud)).toMatchObject([{ action: 'CreateSslVpnClientCert' }]);
  const agent = await (await startTeam(cloud)).connect(kind);
  expect(JSON.stringify(await agent.call('DescribeRegions'))).toContain('in the middle of CreateSslVpnClientCert');
  expect((await agent.call('CreateSslVpnClientCert', certificate)).isError).toBe(false);
  expect(await made(cloud, 'ssl_certs', certificate.Name)).toBe(1);
});
