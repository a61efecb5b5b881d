import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Human, Outcome } from '../support/agent.ts';
import { startHttp } from '../support/http-server.ts';
import { startCloud } from '../support/world.ts';

// A team shares one server. An agent asks for a delete; somebody who may approve opens the page and says who they are.
const target = { VpnConnectionId: 'vco-wh0001' };
const tokenOf = (name: string): string => `made-up-token-of-${name}-0123456789abcdef`;
const row = (name: string, ...scopes: string[]) => ({
  name,
  token: tokenOf(name),
  scopes: scopes.map((scope) => `vpn:${scope}`),
});
const team = [
  row('agent', 'read', 'write', 'destroy'),
  row('boss', 'approve'),
  row('lone', 'read', 'destroy', 'approve'),
];

const start = async (...args: string[]) => {
  const cloud = await startCloud();
  const file = join(cloud.folder, 'tokens.json');
  const give = (tokens: readonly object[]): void => writeFileSync(file, JSON.stringify({ tokens }));
  give(team);
  const kept = join(cloud.folder, 'kept');
  const server = await startHttp(['--tokens-file', file, '--state-dir', kept, ...args], cloud.env);
  const audit = (): string =>
    readdirSync(kept)
      .filter((name) => name.startsWith('audit-'))
      .map((name) => readFileSync(join(kept, name), 'utf8'))
      .join('');
  return { cloud, server, give, audit };
};

const approvalOf = ({ meta }: Outcome) => Object(meta['vpn-gateway-mcp/approval']) as { State: string; Url: string };

/** Presses a button of the page, as a browser would. */
const press = async (url: string, fields: Record<string, string>): Promise<{ status: number; text: string }> => {
  const page = await (await fetch(url)).text();
  const hidden = [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
    ([, name = '', value = '']): [string, string] => [name, value],
  );
  const [, action = ''] = /<form method="post" action="([^"]*)"/.exec(page) ?? [];
  const body = new URLSearchParams([...hidden, ...Object.entries(fields)]);
  const address = new URL(action, url);
  const response = await fetch(address, { method: 'POST', body, headers: { origin: address.origin } });
  return { status: response.status, text: await response.text() };
};

const yes = { name: 'warehouse', decision: 'approve' };

describe('an approval on a server of a team', () => {
  it('is given on its own page by a person with a token, and the audit names them', async () => {
    const { cloud, server, audit } = await start();
    const agent = await server.connect({ token: tokenOf('agent') });
    const { Url } = approvalOf(await agent.call('DeleteVpnConnection', target));
    expect(new URL(Url).origin).toBe(server.origin);
    const page = await fetch(Url);
    expect(await page.text()).toContain('type="password" name="token"');
    expect(page.headers.get('set-cookie')).toBeNull();
    expect((await press(Url, { ...yes, token: tokenOf('boss') })).status).toBe(200);
    expect((await agent.call('DeleteVpnConnection', target)).text).toContain('RequestId');
    expect(await cloud.requests('DeleteVpnConnection')).toHaveLength(1);
    expect(audit()).toContain('"Door":"page with token"');
    expect(audit()).toContain('"By":"boss"');
    expect(audit() + server.running.stderr() + JSON.stringify(await cloud.requests())).not.toMatch(/made-up-token/);
  });

  it.each([
    ['no token', {}],
    ['a token of nobody', { token: tokenOf('eve') }],
    ['the caller’s own token, which may not approve', { token: tokenOf('agent') }],
  ])('is not given with %s, and no number of wrong tries ends the page for whoever may', async (_, fields) => {
    const { cloud, server } = await start();
    const agent = await server.connect({ token: tokenOf('agent') });
    const { Url } = approvalOf(await agent.call('DeleteVpnConnection', target));
    expect((await press(Url, { ...yes, ...fields })).status).toBe(422);
    expect(approvalOf(await agent.call('DeleteVpnConnection', target))).toMatchObject({
      State: 'approval_required',
      Url,
    });
    const statuses: number[] = [];
    for (let tries = 0; tries < 12; tries += 1) statuses.push((await press(Url, { ...yes, ...fields })).status);
    expect([statuses[0], statuses.at(-1)]).toEqual([422, 429]);
    expect(await cloud.requests('DeleteVpnConnection')).toEqual([]);
    expect((await press(Url, { ...yes, token: tokenOf('boss') })).status).toBe(200);
    await agent.call('DeleteVpnConnection', target);
    expect(await cloud.requests('DeleteVpnConnection')).toHaveLength(1);
  });

  it('serves the caller for whom it was given, and no other', async () => {
    const { cloud, server } = await start();
    const agent = await server.connect({ token: tokenOf('agent') });
    const { Url } = approvalOf(await agent.call('DeleteVpnConnection', target));
    await press(Url, { ...yes, token: tokenOf('boss') });
    const lone = await server.connect({ token: tokenOf('lone') });
    const other = approvalOf(await lone.call('DeleteVpnConnection', target));
    expect(other.State).toBe('approval_required');
    expect(other.Url).not.toBe(Url);
    expect(await cloud.requests('DeleteVpnConnection')).toEqual([]);
  });

  it('is void when who gave it may not approve any more', async () => {
    const { cloud, server, give } = await start();
    const agent = await server.connect({ token: tokenOf('agent') });
    const { Url } = approvalOf(await agent.call('DeleteVpnConnection', target));
    await press(Url, { ...yes, token: tokenOf('boss') });
    give(team.filter(({ name }) => name !== 'boss'));
    await server.says(/a token was taken back/);
    expect(approvalOf(await agent.call('DeleteVpnConnection', target)).State).toBe('void');
    expect(await cloud.requests('DeleteVpnConnection')).toEqual([]);
  });

  it('has its address at the public one', async () => {
    const { server } = await start('--public-url', 'https://vpn.example.com');
    const agent = await server.connect({ token: tokenOf('agent') });
    const { Url } = approvalOf(await agent.call('DeleteVpnConnection', target));
    expect(new URL(Url).origin).toBe('https://vpn.example.com');
    const here = Url.replace('https://vpn.example.com', server.origin);
    expect((await fetch(here)).status).toBe(200);
    expect((await fetch(here, { headers: { origin: 'https://evil.example' } })).status).toBe(403);
  });
});

describe('with --approver other', () => {
  it('nobody approves what they have asked for, not even in their own client', async () => {
    const { cloud, server } = await start('--approver', 'other');
    const seen: string[] = [];
    const human: Human = async ({ message }) => {
      seen.push(message);
      return { action: 'accept', content: { name: 'warehouse' } };
    };
    const lone = await server.connect({ token: tokenOf('lone'), human });
    const { Url, State } = approvalOf(await lone.call('DeleteVpnConnection', target));
    expect([State, seen]).toEqual(['approval_required', []]);
    expect((await press(Url, { ...yes, token: tokenOf('lone') })).status).toBe(422);
    expect((await press(Url, { ...yes, token: tokenOf('boss') })).status).toBe(200);
    expect((await lone.call('DeleteVpnConnection', target)).text).toContain('RequestId');
    expect(await cloud.requests('DeleteVpnConnection')).toHaveLength(1);
  });
});
