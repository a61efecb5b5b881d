import axe from 'axe-core';
import { describe, expect, test } from 'vitest';
import { browserPath, sharedBrowser } from '../guard/browser.ts';
import { startHttp } from '../support/http-server.ts';
import { startCloud } from '../support/world.ts';

const token = 'made-up-token-of-ana-0123456789abcdef';
const tokens = JSON.stringify({ tokens: [{ name: 'ana', token, scopes: ['vpn:read'] }] });

test('whoever opens the address in a browser reads what it is, and no secret of it', async () => {
  const cloud = await startCloud();
  const { origin, url } = await startHttp(['--read-only'], { ...cloud.env, VPN_MCP_TOKENS: tokens });
  const response = await fetch(origin);
  const text = await response.text();
  expect(response.status).toBe(200);
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(response.headers.get('set-cookie')).toBeNull();
  expect(text).toContain(url);
  expect(text).toContain('Read-only');
  expect(text).toContain('Ready');
  expect(text).not.toContain(token);
  expect(text).not.toContain('ana');
  for (const [name, value] of Object.entries(cloud.env))
    if (/ENDPOINT|ACCESS_KEY/.test(name)) expect(text).not.toContain(value);
  expect((await fetch(origin, { method: 'POST', body: 'x' })).status).toBe(405);
});

test('the configurations name the public address', async () => {
  const { origin } = await startHttp(['--sandbox', '--public-url', 'https://vpn.example.com']);
  expect(await (await fetch(origin)).text()).toContain('https://vpn.example.com/mcp');
  expect(await (await fetch(origin)).text()).toContain('simulated: nothing here is real');
});

describe.skipIf(browserPath === undefined)('in a browser', () => {
  const browser = sharedBrowser();

  const screens = [
    ['light', 360, 'en'],
    ['dark', 360, 'zh'],
    ['light', 1440, 'zh'],
    ['dark', 1440, 'en'],
  ] as const;

  test('it fits every screen, in light and dark, and axe finds nothing', { timeout: 60_000 }, async () => {
    const { origin } = await startHttp(['--sandbox'], { VPN_MCP_TOKENS: tokens });
    for (const [colorScheme, width, lang] of screens) {
      const page = await (await browser()).newPage({ colorScheme, viewport: { width, height: 900 } });
      await page.goto(`${origin}/?lang=${lang}`);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      await page.evaluate(axe.source);
      const { violations } = Object(await page.evaluate('axe.run()'));
      expect([lang, width, violations]).toEqual([lang, width, []]);
      await page.close();
    }
  });

  test('without JavaScript the keyboard reaches the other language', async () => {
    const { origin } = await startHttp(['--sandbox']);
    const page = await (await browser()).newPage({ javaScriptEnabled: false, locale: 'en-GB' });
    await page.goto(origin);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(/lang=zh/);
    expect(await page.textContent('h1')).toContain('VPN 网关');
    await page.close();
  });
});
