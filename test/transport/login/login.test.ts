import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createLogin } from '../../../src/transport/login/login.ts';
import { createCookieBrowser } from '../../support/cookie-browser.ts';
import { startHttp } from '../../support/http-server.ts';
import { serve, startIdentityServer } from '../../support/identity-server.ts';
import { startCloud } from '../../support/world.ts';

const token = 'made-up-token-of-agent-0123456789abcdef';
const target = { VpnConnectionId: 'vco-wh0001' };
const yes = { name: 'warehouse', decision: 'approve' };

const start = async (scope?: string, ...more: string[]) => {
  const identity = await startIdentityServer(scope);
  const { issuer } = identity;
  const cloud = await startCloud();
  const file = join(cloud.folder, 'tokens.json');
  writeFileSync(file, JSON.stringify({ tokens: [{ name: 'agent', token, scopes: ['vpn:read', 'vpn:destroy'] }] }));
  const oauth = ['--oauth-issuer', issuer, '--oauth-audience', 'https://vpn.example.com/mcp'];
  const args = ['--tokens-file', file, ...oauth, '--oauth-client-id', 'pages', ...more];
  const server = await startHttp(args, cloud.env);
  const agent = await server.connect({ token });
  const ask = async () => {
    const { meta, text } = await agent.call('DeleteVpnConnection', target);
    return { text, ...(Object(meta['vpn-gateway-mcp/approval']) as { State?: string; Url?: string }) };
  };
  const { Url = '' } = await ask();
  return { cloud, server, ask, url: Url, identity, offer: identity.offer };
};

const linkIn = (text: string): string => (/href="(\/login[^"]*)"/.exec(text)?.[1] ?? '').replaceAll('&amp;', '&');

/** Logs somebody in from the page of a question, and comes back to it. */
const logIn = async (browser: ReturnType<typeof createCookieBrowser>, url: string, name: string) => {
  const page = await browser.go(url);
  const asked = await browser.go(new URL(linkIn(page.text), url).href);
  const consent = await browser.submit(asked, { login: name, password: 'made-up' });
  return browser.submit(consent, {});
};

describe('whoever logs in at the authorization server', () => {
  test('approves without a token in their hands, and nothing of a token is logged', async () => {
    const { cloud, server, ask, url } = await start();
    const browser = createCookieBrowser();
    const page = await logIn(browser, url, 'ana');
    expect(page.url).toBe(url);
    expect(page.text).toContain('Logged in as oauth:ana');
    expect(page.text).not.toContain('name="token"');
    const done = await browser.submit(page, yes);
    expect([done.status, done.text.includes('Approved')]).toEqual([200, true]);
    expect((await ask()).text).toContain('RequestId');
    expect(await cloud.requests('DeleteVpnConnection')).toHaveLength(1);
    const ours = browser.set.filter((line) => line.startsWith('vpn_mcp_login='));
    for (const line of ours) expect(line).toMatch(/; Path=\/; HttpOnly; SameSite=Lax; Max-Age=900$/);
    // A new secret when it is known who it is.
    expect(new Set(ours).size).toBe(2);
    expect(server.running.stderr()).not.toMatch(/eyJ|[?&]code=|made-up/);
  });

  test('decides only by their own form: one that another page made for them is nobody’s', async () => {
    const { cloud, ask, url } = await start();
    const browser = createCookieBrowser();
    const page = await logIn(browser, url, 'ana');
    expect((await browser.submit(page, { ...yes, form: '' })).status).toBe(422);
    expect((await browser.submit(page, { ...yes, form: 'x'.repeat(43) })).status).toBe(422);
    const stranger = createCookieBrowser();
    expect((await stranger.submit(page, yes)).status).toBe(422);
    expect((await ask()).State).toBe('approval_required');
    expect(await cloud.requests('DeleteVpnConnection')).toEqual([]);
    expect((await browser.submit(page, yes)).text).toContain('Approved');
  });

  test('approves nothing without the scope for it', async () => {
    const { cloud, ask, url } = await start('vpn:read');
    const browser = createCookieBrowser();
    const page = await logIn(browser, url, 'ben');
    // This authorization server gives no code at all for a scope that it does not have.
    expect([new URL(page.url).pathname, page.status]).toEqual(['/login/callback', 403]);
    expect(page.text).toContain('You are not logged in');
    expect((await ask()).State).toBe('approval_required');
    expect(await cloud.requests('DeleteVpnConnection')).toEqual([]);
  });
});

test('of one address so many logins may begin in a minute, and the issuer is asked for its addresses once', async () => {
  const { server, url, identity } = await start();
  const browser = createCookieBrowser();
  const address = new URL(linkIn((await browser.go(url)).text), url).href;
  let last: Response | undefined;
  let begun = 0;
  for (; begun < 400 && last?.status !== 429; begun += 1) {
    last = await createCookieBrowser().send(address);
    expect([303, 429]).toContain(last.status);
  }
  // Some grow back while they are used up.
  expect(begun).toBeGreaterThan(60);
  expect(last?.headers.get('retry-after')).toBe('60');
  expect(await last?.text()).toContain('Too many logins');
  // One for where people log in; the keys are not asked for before somebody comes back.
  expect(identity.metadataReads()).toBe(1);
  expect((await createCookieBrowser().send(`${server.origin}/login`)).status).toBe(404);
});

test('whoever has no link of a page begins no login, and so keeps nobody of the same address from theirs', async () => {
  const { server, url, identity } = await start();
  const made = (['approve', 'download'] as const).map((below) => `/${below}/${'p'.repeat(43)}`);
  for (let tries = 0; tries < 100; tries += 1)
    for (const back of made) {
      const answer = await createCookieBrowser().send(`${server.origin}/login?${new URLSearchParams({ back })}`);
      expect([answer.status, answer.headers.get('location'), answer.headers.getSetCookie()]).toEqual([303, back, []]);
    }
  expect(identity.metadataReads()).toBe(0);
  expect((await logIn(createCookieBrowser(), url, 'ana')).text).toContain('Logged in as oauth:ana');
});

test('a token without the scope logs nobody in, though the authorization server gave it', async () => {
  const { cloud, ask, url, server, offer } = await start();
  const browser = createCookieBrowser();
  const page = await browser.go(url);
  const asked = await browser.go(new URL(linkIn(page.text), url).href);
  const consent = await browser.submit(asked, { login: 'ben', password: 'made-up' });
  offer('vpn:read');
  const back = await browser.submit(consent, {});
  expect([new URL(back.url).pathname, back.status]).toEqual(['/login/callback', 403]);
  expect(back.text).toContain('You have logged in, but without the scope vpn:approve');
  expect((await browser.go(url)).text).not.toContain('Logged in as');
  expect((await browser.submit(page, yes)).status).toBe(422);
  expect((await ask()).State).toBe('approval_required');
  expect(await cloud.requests('DeleteVpnConnection')).toEqual([]);
  expect(server.running.stderr()).not.toMatch(/eyJ|[?&]code=|made-up/);
});

test('a login ends with its token, and the page asks for another one', async () => {
  const { issuer } = await startIdentityServer();
  let isAlive = true;
  const login = createLogin({
    ...{ issuer, audience: 'https://vpn.example.com/mcp', client: { id: 'pages', secret: undefined } },
    ...{ origin: () => origin, log: () => {}, language: undefined },
    principalOf: () => ({ name: 'oauth:ana', may: () => isAlive }),
    isPage: () => true,
    admits: () => true,
  });
  const path = `/download/${'p'.repeat(43)}`;
  const origin: string = await serve((request, response) => {
    if (request.url?.startsWith('/login')) return login.answer(request, response);
    const person = login.page.personOf(request);
    response.end(person ? `Logged in as ${person.principal.name}` : `<a href="${login.page.at(path)}">`);
  });
  const browser = createCookieBrowser();
  const page = await logIn(browser, `${origin}${path}`, 'ana');
  expect([page.url, page.text]).toEqual([`${origin}${path}`, 'Logged in as oauth:ana']);
  isAlive = false;
  expect((await browser.go(`${origin}${path}`)).text).toContain('href="/login');
});

test('behind TLS the cookie is of this host alone, and leaves by TLS alone', async () => {
  const { server, url } = await start(undefined, '--behind-tls-proxy', '--public-url', 'https://vpn.example.com');
  const back = new URL(url).pathname;
  const begun = await createCookieBrowser().send(`${server.origin}/login?${new URLSearchParams({ back })}`);
  expect(begun.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^__Host-vpn_mcp_login=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=900; Secure$/),
  ]);
});

test('the field for a token of the operator stays', async () => {
  const { url } = await start();
  const { text } = await createCookieBrowser().go(url);
  expect(text).toContain('name="token"');
  expect(text).toContain('Log in');
});

describe('an answer that this browser has not asked for', () => {
  test('logs nobody in: another state, no cookie, the same answer twice', async () => {
    const { server, url } = await start();
    const browser = createCookieBrowser();
    const begun = await browser.send(new URL(linkIn((await browser.go(url)).text), url).href);
    const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state') ?? '';
    const callback = `${server.origin}/login/callback`;
    expect((await createCookieBrowser().send(`${callback}?code=x&state=${state}`)).status).toBe(400);
    expect((await browser.send(`${callback}?code=x&state=other`)).status).toBe(403);
    expect((await browser.send(`${callback}?code=x&state=${state}`)).status).toBe(400);
  });

  test('leads nowhere else: only pages of questions are come back to', async () => {
    const { server } = await start();
    for (const back of [
      'https://evil.example',
      '//evil.example',
      '/',
      '/approve/x',
      '/download/x',
      `/front/${'p'.repeat(43)}`,
      `/download/${'p'.repeat(43)}/..`,
      '',
    ]) {
      const address = `${server.origin}/login?${new URLSearchParams({ back })}`;
      expect((await createCookieBrowser().send(address)).status).toBe(404);
    }
    expect((await fetch(`${server.origin}/login`, { method: 'POST' })).status).toBe(405);
  });
});
