import { readFileSync } from 'node:fs';
import axe from 'axe-core';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, test, vi } from 'vitest';
import { browserPath, sharedBrowser } from '../guard/browser.ts';
import { startIdentityServer } from '../support/identity-server.ts';
import { linkIn, startTeam, take, tokenOf } from './download-stage.ts';

// The pages of a team's server as a person meets them: in a real browser, with the authorization server at which they log in.

vi.setConfig({ testTimeout: 90_000 });

const CANARY = 'CANARY-plant-main-4fT9xW';
const patch = { 'vco-plant0001.IkeConfig.Psk': CANARY };
const plant = { VpnConnectionId: 'vco-plant0001' };

const start = async (...args: string[]) => {
  const { issuer } = await startIdentityServer();
  const oauth = [
    '--oauth-issuer',
    issuer,
    '--oauth-audience',
    'https://vpn.example.com/mcp',
    '--oauth-client-id',
    'pages',
  ];
  const stage = await startTeam({ patch, args: [...oauth, ...args] });
  const agent = await stage.as('agent');
  const ask = async (): Promise<string> => linkIn(await agent.call('DownloadVpnConnectionConfig', plant));
  return { ...stage, issuer, agent, ask };
};

describe.skipIf(browserPath === undefined)('in a browser', () => {
  const browser = sharedBrowser();

  const open = async (url: string, options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await (await browser()).newContext({ locale: 'en-GB', ...options });
    const page = await context.newPage();
    await page.goto(url);
    return page;
  };

  /** Logs in at the authorization server, from a page of ours, and comes back to it. */
  const logIn = async (page: Page, name: string): Promise<void> => {
    await page.click('a[href^="/login"]');
    await page.fill('input[name=login]', name);
    await page.fill('input[name=password]', 'made-up');
    await page.click('button[type=submit]');
    await page.click('button[type=submit]');
  };

  /** What a press of the button brings as a file. */
  const download = async (page: Page, press: () => Promise<void>) => {
    const [file] = await Promise.all([page.waitForEvent('download'), press()]);
    return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
  };

  const judge = async (page: Page, where: string): Promise<void> => {
    const width = page.viewportSize()?.width ?? 0;
    expect([where, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([where, width]);
    await page.evaluate(axe.source);
    const { violations } = Object(await page.evaluate('axe.run()'));
    expect([where, violations]).toEqual([where, []]);
    const heights = await page
      .locator('button')
      .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().height));
    for (const height of heights) expect(height).toBeGreaterThanOrEqual(44);
  };

  test.each([
    ['light', 360, 'en'],
    ['dark', 360, 'zh'],
    ['light', 1280, 'zh'],
    ['dark', 1280, 'en'],
  ] as const)('the download page fits and axe finds nothing: %s, %d px, %s', async (colorScheme, width, lang) => {
    const { ask, server } = await start('--approver', 'other');
    const url = await ask();
    const page = await open(`${url}?lang=${lang}`, { colorScheme, viewport: { width, height: 800 } });
    await judge(page, 'with a field for a token');
    await page.fill('#token', tokenOf('eve'));
    await page.click('button.go');
    expect(await page.getAttribute('p.error', 'role')).toBe('alert');
    await judge(page, 'after a wrong token');
    await logIn(page, 'ana');
    await judge(page, 'logged in');
    await take(url, 'boss');
    await page.reload();
    await judge(page, 'taken');
    await page.goto(`${server.origin}/download/${'A'.repeat(43)}?lang=${lang}`);
    await judge(page, 'nothing there');
    await page.goto(`${server.origin}/login/callback`);
    await judge(page, 'no login');
    await page.context().close();
  });

  test('the keyboard is enough, without JavaScript: the file is taken, and then the page says so', async () => {
    const { ask } = await start();
    const url = await ask();
    const page = await open(url, { javaScriptEnabled: false });
    const reached: string[] = [];
    for (const _ of [1, 2, 3]) {
      await page.keyboard.press('Tab');
      reached.push(await page.locator(':focus').evaluate((each) => each.getAttribute('href') ?? each.id));
    }
    expect(reached).toEqual(['?lang=zh', expect.stringMatching(/^\/login\?back=/), 'token']);
    await page.keyboard.type(tokenOf('boss'));
    await page.keyboard.press('Tab');
    const { name, text } = await download(page, () => page.keyboard.press('Enter'));
    expect(name).toMatch(/^psk-vco-plant0001-[0-9a-f]{8}\.txt$/);
    expect(text).toBe(`${CANARY}\n`);
    await page.goto(url);
    expect(await page.textContent('main')).toMatch(/Taken already.*boss took psk-vco-plant0001/s);
    expect(page.url()).not.toContain('token');
    await page.context().close();
  });

  test('whoever logs in takes it without a token, and their cookie is nothing that a script or another site gets', async () => {
    const { ask, audit, traces, server } = await start();
    const url = await ask();
    const page = await open(url);
    await logIn(page, 'ana');
    await page.waitForURL(url);
    expect(await page.textContent('main')).toContain('Logged in as oauth:ana');
    expect(await page.locator('#token').count()).toBe(0);
    const cookies = (await page.context().cookies(server.origin)).filter(({ name }) => name === 'vpn_mcp_login');
    expect(cookies).toMatchObject([{ httpOnly: true, sameSite: 'Lax', path: '/', secure: false }]);
    expect(await page.evaluate('document.cookie')).toBe('');
    const left = (cookies[0]?.expires ?? 0) - Date.now() / 1000;
    expect(left > 0 && left <= 900).toBe(true);
    const { text } = await download(page, () => page.click('button.go'));
    expect(text).toBe(`${CANARY}\n`);
    expect(audit()).toContain('"By":"oauth:ana"');
    expect(traces()).not.toMatch(/eyJ|CANARY|made-up/);
    await page.context().close();
  });

  test('the token of the form is needed beside the cookie, also for a page of the same site', async () => {
    const { ask } = await start();
    const url = await ask();
    const page = await open(url);
    await logIn(page, 'ana');
    for (const value of ['', 'x'.repeat(43)]) {
      await page.locator('input[name=form]').evaluate((each, text) => each.setAttribute('value', text), value);
      await page.click('button.go');
      expect(await page.textContent('p.error')).toContain('no token that counts here');
    }
    await page.locator('input[name=form]').evaluate((each) => each.remove());
    await page.click('button.go');
    expect(await page.textContent('p.error')).toContain('no token that counts here');
    // The page that came back has the right one again.
    expect((await download(page, () => page.click('button.go'))).text).toBe(`${CANARY}\n`);
    await page.context().close();
  });

  test('a page of somebody else can neither frame it nor press its button', async () => {
    const { ask } = await start();
    const url = await ask();
    const page = await open(url);
    await logIn(page, 'ana');
    const other = await page.context().newPage();
    await other.route('http://evil.example/', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<iframe src="${url}"></iframe><form id="f" method="post" action="${url}" target="_blank"><input name="form" value="x"></form>`,
      }),
    );
    await other.goto('http://evil.example/');
    const frame = other.frames().find((each) => each !== other.mainFrame());
    expect(await frame?.content().catch(() => '')).not.toContain('psk-');
    const popup = other.waitForEvent('popup');
    await other.evaluate('document.getElementById("f").submit()');
    await (await popup).waitForLoadState();
    await page.goto(url);
    expect((await download(page, () => page.click('button.go'))).text).toBe(`${CANARY}\n`);
    await page.context().close();
  });

  test('a person logs in on the approval page, consents, comes back, approves, and the repeated call runs', async () => {
    const { agent, cloud, audit } = await start();
    const target = { VpnConnectionId: 'vco-wh0001' };
    const { meta } = await agent.call('DeleteVpnConnection', target);
    const { Url = '' }: { Url?: string } = Object(meta['vpn-gateway-mcp/approval']);
    for (const [width, colorScheme] of [
      [360, 'dark'],
      [1280, 'light'],
    ] as const) {
      const seen = await open(Url, { colorScheme, viewport: { width, height: 800 } });
      await judge(seen, `before the login, ${width} px`);
      await logIn(seen, 'ben');
      await judge(seen, `after the login, ${width} px`);
      await seen.context().close();
    }
    const page = await open(Url, { javaScriptEnabled: false });
    await logIn(page, 'ana');
    expect(page.url()).toBe(Url);
    await page.fill('#name', 'warehouse');
    await page.click('button[value=approve]');
    expect(await page.textContent('h1')).toBe('Approved');
    expect((await agent.call('DeleteVpnConnection', target)).isError).toBe(false);
    expect(await cloud.requests('DeleteVpnConnection')).toHaveLength(1);
    expect(audit()).toContain('"By":"oauth:ana"');
    await page.goBack();
    await page.reload();
    expect(await page.textContent('h1')).toBe('Not open any more');
    await page.context().close();
  });

  test('whoever says no at the authorization server is not logged in, and reads so', async () => {
    const { ask } = await start();
    const page = await open(await ask());
    await page.click('a[href^="/login"]');
    await page.click('text=/cancel/i');
    expect(new URL(page.url()).pathname).toBe('/login/callback');
    expect(await page.textContent('h1')).toBe('You are not logged in');
    await page.context().close();
  });
});
