import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import { approvalOf, type Bench, refusalOf, region, startBench } from '../bench.ts';
import { browserPath, sharedBrowser } from '../browser.ts';

const { DeleteVpnConnection, ModifyVpnConnectionAttribute } = actions;
const plantMain = { RegionId: region, VpnConnectionId: 'vco-plant0001' };
const subnet = { ...plantMain, RemoteSubnet: '172.20.0.0/16,172.21.0.0/16' };

const urlOf = async ({ invoke, call }: Bench): Promise<string> =>
  approvalOf(await refusalOf(invoke(DeleteVpnConnection, plantMain, call()))).Url ?? '';

interface Raw {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** A request whose headers nobody mends: fetch does not let a Host through. */
const raw = (url: string, method: string, headers: Record<string, string> = {}, body = ''): Promise<Raw> =>
  new Promise((resolve, reject) => {
    const sent = request(url, { method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text, headers: response.headers }));
    });
    sent.on('error', reject);
    sent.end(body);
  });

const formHeaders = { 'content-type': 'application/x-www-form-urlencoded' };

describe('a caller that is none of ours gets nothing', () => {
  const strangers: readonly (readonly [string, string, Record<string, string>, string, number])[] = [
    ['a foreign Host', 'GET', { host: 'evil.example' }, '', 403],
    ['a rebound Host', 'GET', { host: '127.0.0.1.nip.example:80' }, '', 403],
    ['no Host of this port', 'GET', { host: '127.0.0.1:1' }, '', 403],
    ['a foreign Origin', 'POST', { ...formHeaders, origin: 'https://evil.example' }, 'decision=approve', 403],
    ['an opaque Origin', 'POST', { ...formHeaders, origin: 'null' }, 'decision=approve', 403],
    ['a frame', 'GET', { 'sec-fetch-dest': 'iframe' }, '', 403],
    ['a script', 'GET', { 'sec-fetch-dest': 'empty', 'sec-fetch-site': 'cross-site' }, '', 403],
    ['another method', 'PUT', {}, 'x', 405],
    ['a HEAD', 'HEAD', {}, '', 405],
    ['JSON', 'POST', { 'content-type': 'application/json' }, '{"decision":"approve","name":"plant-main"}', 400],
    ['a flood', 'POST', formHeaders, `name=${'x'.repeat(20_000)}`, 400],
  ];

  test.each(strangers)('%s', async (_, method, headers, body, status) => {
    const bench = await startBench();
    const url = await urlOf(bench);
    const answer = await raw(url, method, headers, body);
    expect(answer.status).toBe(status);
    expect(answer.body).toBe('');
    expect((await raw(url, 'GET')).body).toContain('plant-main');
    expect(await bench.writes()).toEqual([]);
  });

  test.each(['/', '/approve/', '/favicon.ico', `/approve/${'A'.repeat(43)}`, '/approve/../approve', '//evil.example/'])(
    'the guessed path %s',
    async (path) => {
      const url = await urlOf(await startBench());
      const answer = await raw(`${new URL(url).origin}${path}`, 'GET');
      expect([answer.status, answer.body]).toEqual([404, '']);
    },
  );
});

test('who posts without the page’s hidden field decides nothing', async () => {
  const bench = await startBench();
  const url = await urlOf(bench);
  const answer = await raw(url, 'POST', formHeaders, 'decision=approve&name=plant-main');
  expect(answer.status).toBe(422);
  expect(approvalOf(await refusalOf(bench.invoke(DeleteVpnConnection, plantMain, bench.call()))).State).toBe(
    'approval_required',
  );
});

test('who types the wrong PIN or the wrong name reads how many tries are left', async () => {
  const url = await urlOf(await startBench({ guard: { approvalPin: '4938' } }));
  const question = /name="question" value="([^"]+)"/.exec((await raw(url, 'GET')).body)?.[1] ?? expect.fail('no field');
  const pressed = async (name: string, pin: string): Promise<string> =>
    (await raw(url, 'POST', formHeaders, `${new URLSearchParams({ question, decision: 'approve', name, pin })}`)).body;
  expect(await pressed('plant-main', '0000')).toContain('That is not the PIN. Tries left: 4.');
  expect(await pressed('plant-two', '4938')).toContain('That is not the name. Tries left: ');
});

test('the page is never stored, never framed, loads nothing and sets no cookie', async () => {
  const { headers, body } = await raw(await urlOf(await startBench()), 'GET');
  expect(headers['cache-control']).toBe('no-store');
  expect(headers['x-frame-options']).toBe('DENY');
  expect(headers['set-cookie']).toBeUndefined();
  expect(headers['content-security-policy']).toMatch(
    /default-src 'none'.*form-action 'self'.*frame-ancestors 'none'.*base-uri 'none'/,
  );
  expect(body).not.toMatch(/<script|src=|href="http/);
});

test('the language is the one that the browser asks for', async () => {
  const url = await urlOf(await startBench());
  const head = async (language: string): Promise<string> =>
    /<html lang="([^"]+)"/.exec((await raw(url, 'GET', { 'accept-language': language })).body)?.[1] ?? '';
  expect(await head('zh-CN,zh;q=0.9,en;q=0.8')).toBe('zh-CN');
  expect(await head('en-GB,en')).toBe('en');
  expect(await head('de')).toBe('en');
});

test('a language that the operator has set wins over that of the browser', async () => {
  const url = await urlOf(await startBench({ guard: { language: 'zh' } }));
  expect((await raw(url, 'GET', { 'accept-language': 'en-GB,en' })).body).toContain('<html lang="zh-CN"');
  expect((await raw(`${url}?lang=en`, 'GET', { 'accept-language': 'zh-CN' })).body).toContain('<html lang="en"');
});

test('the same call repeated gets the same page, another call another one', async () => {
  const bench = await startBench();
  const { invoke, call } = bench;
  const url = await urlOf(bench);
  expect(await urlOf(bench)).toBe(url);
  expect(approvalOf(await refusalOf(invoke(ModifyVpnConnectionAttribute, subnet, call()))).Url).not.toBe(url);
});

test('a page whose target changed meanwhile is replaced by one with the new plan', async () => {
  const bench = await startBench();
  const url = await urlOf(bench);
  await bench.patch({ 'vco-plant0001.RemoteSubnet': '10.99.0.0/16' });
  const fresh = await urlOf(bench);
  expect(fresh).not.toBe(url);
  const old = await raw(url, 'GET');
  expect(old.status).toBe(410);
  expect(old.body).toContain('replaced by a newer one');
});

test('who reloads a page that was used is told that it is over, for a minute; then the door is shut', async () => {
  const bench = await startBench();
  const url = await urlOf(bench);
  const [, question = ''] = /name="question" value="([^"]+)"/.exec((await raw(url, 'GET')).body) ?? [];
  await raw(url, 'POST', formHeaders, `question=${question}&decision=approve&name=plant-main`);
  await bench.invoke(DeleteVpnConnection, plantMain, bench.call());
  const again = await raw(url, 'GET');
  expect([again.status, again.body.includes('Not open any more')]).toEqual([410, true]);
  bench.clock.advance(60_000);
  await expect.poll(() => raw(url, 'GET').catch(({ code }) => code), { interval: 10 }).toBe('ECONNREFUSED');
});

test('a question that comes within that minute keeps the door open', async () => {
  const bench = await startBench();
  const url = await urlOf(bench);
  await bench.patch({ 'vco-plant0001.RemoteSubnet': '10.99.0.0/16' });
  const fresh = await urlOf(bench);
  bench.clock.advance(60_000);
  expect(new URL(fresh).port).toBe(new URL(url).port);
  expect((await raw(fresh, 'GET')).status).toBe(200);
});

test('the door is shut when the guard closes', async () => {
  const bench = await startBench();
  const url = await urlOf(bench);
  await bench.guard.close();
  await expect(raw(url, 'GET')).rejects.toThrow(/ECONNREFUSED/);
});

describe.skipIf(browserPath === undefined)('in a browser', () => {
  const browser = sharedBrowser();

  const openPage = async (url: string, options: Parameters<Awaited<ReturnType<typeof browser>>['newPage']>[0] = {}) => {
    const page = await (await browser()).newPage({ javaScriptEnabled: false, ...options });
    await page.goto(url);
    return page;
  };

  test('a person reads the plan, types the name, approves, and the repeated call runs', async () => {
    const bench = await startBench();
    const page = await openPage(await urlOf(bench));
    expect(await page.textContent('h1')).toBe('Delete plant-main?');
    expect(await page.textContent('main')).toContain('moves from plant-main');
    await page.fill('#name', 'plant-main');
    await page.click('button[value=approve]');
    expect(await page.textContent('h1')).toBe('Approved');
    expect((await raw(page.url(), 'GET')).status).toBe(410);
    expect(await bench.writes()).toEqual([]);
    const done = await bench.invoke(DeleteVpnConnection, plantMain, bench.call());
    expect(done['Outcome']).toMatchObject({ Confirmed: true });
    await refusalOf(bench.invoke(DeleteVpnConnection, plantMain, bench.call()));
    expect(await bench.writes()).toHaveLength(1);
    await page.close();
  });

  test('a wrong name is told and tried again; the keyboard is enough', async () => {
    const bench = await startBench();
    const page = await openPage(await urlOf(bench));
    await page.focus('#name');
    await page.keyboard.type('plant-backup');
    await page.keyboard.press('Enter');
    expect(await page.textContent('.error')).toContain('2');
    await page.focus('#name');
    await page.keyboard.type('plant-main');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('h1', { hasText: 'Approved' }).waitFor();
    await page.close();
  });

  test('a person refuses without typing anything, and the call hears of it', async () => {
    const bench = await startBench();
    const page = await openPage(await urlOf(bench));
    await page.click('button[value=refuse]');
    expect(await page.textContent('h1')).toBe('Refused');
    const refused = await refusalOf(bench.invoke(DeleteVpnConnection, plantMain, bench.call()));
    expect(approvalOf(refused).State).toBe('refused');
    expect(await bench.writes()).toEqual([]);
    await page.close();
  });

  test('after five minutes the page is over', async () => {
    const bench = await startBench();
    const url = await urlOf(bench);
    const page = await openPage(url);
    bench.clock.advance(5 * 60_000);
    await page.fill('#name', 'plant-main');
    await page.click('button[value=approve]');
    expect(await page.textContent('h1')).toBe('Not open any more');
    expect(await page.textContent('main')).not.toContain('plant');
    await page.close();
  });

  test('a page of somebody else can neither frame it nor press its buttons', async () => {
    const bench = await startBench();
    const url = await urlOf(bench);
    const page = await (await browser()).newPage();
    await page.route('http://evil.example/', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<iframe src="${url}"></iframe><form id="f" method="post" action="${url}" target="_blank"><input name="decision" value="approve"><input name="name" value="plant-main"></form>`,
      }),
    );
    await page.goto('http://evil.example/');
    const frame = page.frames().find((each) => each !== page.mainFrame());
    expect(await frame?.content().catch(() => '')).not.toContain('plant-main');
    const popup = page.waitForEvent('popup');
    await page.evaluate('document.getElementById("f").submit()');
    await (await popup).waitForLoadState();
    expect(approvalOf(await refusalOf(bench.invoke(DeleteVpnConnection, plantMain, bench.call()))).State).toBe(
      'approval_required',
    );
    expect(await bench.writes()).toEqual([]);
    await page.close();
  });

  test.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 360],
    ['dark', 360],
  ] as const)('nothing runs over the edge: %s, %d px', async (colorScheme, width) => {
    const bench = await startBench({ guard: { approvalPin: '4938' } });
    const { invoke, call } = bench;
    const psk = {
      ...subnet,
      IkeConfig: { Psk: { generate: true as const }, LocalId: 'a-very-long-identity.of-a-gateway.example.com' },
    };
    const { Url = '' } = approvalOf(await refusalOf(invoke(ModifyVpnConnectionAttribute, psk, call())));
    for (const lang of ['en', 'zh']) {
      const page = await openPage(`${Url}?lang=${lang}`, {
        colorScheme,
        viewport: { width, height: 800 },
        javaScriptEnabled: true,
      });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      const buttons = await page
        .locator('button')
        .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().height));
      expect(Math.min(...buttons)).toBeGreaterThanOrEqual(44);
      await page.close();
    }
  });
});
