import type { Frame } from 'playwright-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { browserPath, sharedBrowser } from '../../guard/browser.ts';
import { HOSTILE } from '../../support/hostile.ts';
import { gateway, manyTunnels, peer, region, tunnel } from '../../support/view-graph.ts';
import { type HostOptions, showView } from '../../support/view-host.ts';
import { expectFine, LOOKS } from '../../support/view-look.ts';
import { viewPage } from '../../support/view-page.ts';

const hostileMap = {
  Verdict: HOSTILE.join(' '),
  Nodes: [region('r'), gateway('vpn-1', 'r', 'degraded'), ...HOSTILE.map((label, at) => peer(`cgw-${at}`, label))],
  Edges: HOSTILE.map((label, at) => tunnel('vpn-1', `cgw-${at}`, `${label}\nsome_status`, 'down')),
  NotSeen: [{ Action: '<b>list</b>', Reason: 'Forbidden' }],
};

const office = {
  ...manyTunnels(2, 3),
  Edges: [
    ...manyTunnels(2, 3).Edges,
    { From: 'vpn-0', To: 'cgw-0-2', Kind: 'route', Label: '172.20.0.0/16 weight 100', Health: 'up' },
  ],
};

describe.skipIf(browserPath === undefined)('in a browser', { timeout: 60_000 }, () => {
  const browser = sharedBrowser();

  const show = async (data: Record<string, unknown>, options: HostOptions = {}) => {
    const given = { content: [{ type: 'text' as const, text: String(data['Verdict']) }], structuredContent: data };
    const shown = await showView(await browser(), await viewPage('map'), given, options);
    onTestFinished(() => shown.page.context().close());
    await shown.view.locator('.tools').waitFor();
    return shown;
  };

  const box = (name: string) => `.box:has-text(${JSON.stringify(name)})`;
  /** Chooses a box as a keyboard does; the picture comes along, wherever the box is. */
  const choose = async (view: Frame, selector: string): Promise<void> => {
    await view.locator(selector).first().focus();
    await view.locator(selector).first().press('Enter');
  };
  const transform = "document.querySelector('.stage').style.transform";

  test('every tunnel is a button that names itself and its health, and is drawn with a shape', async () => {
    const { view } = await show(manyTunnels(1, 5));
    const down = view.locator('.box.row').first();
    await view.getByRole('button', { name: /^tunnel site-0-4 some_status down$/ }).waitFor();
    expect(await down.locator('svg.symbol.down').count()).toBe(1);
    expect(await view.locator('.box.row').count()).toBe(5);
    expect(await view.locator('path.line.down').count()).toBe(2);
  });

  test.each([360, 768, 1280])(
    'at %s px it fits, in light and dark and both languages, and axe finds nothing',
    async (width) => {
      for (const look of LOOKS)
        for (const data of [office, hostileMap]) {
          const shown = await show(data, { width, ...look });
          await choose(shown.view, '.box.row');
          await shown.view.locator('.facts').waitFor();
          await expectFine(shown);
        }
    },
  );

  test('names are text, and what hides in them is shown', async () => {
    const { view } = await show(hostileMap, { width: 1280 });
    expect(await view.locator('img,b').count()).toBe(0);
    expect(await view.title()).toBe('Map');
    await choose(view, box('esrever'));
    expect(await view.locator('.facts h1').textContent()).toBe('⟨U+202E⟩esrever ⟨U+0007⟩bell');
    await choose(view, box('xxxx'));
    expect((await view.locator('.facts').textContent())?.length).toBeLessThan(8_000);
  });

  test('by keyboard alone: to the map, over its boxes, to the facts, and back', async () => {
    const { view, page } = await show(office);
    await view.locator('.window').focus();
    const before = await view.evaluate(transform);
    await page.keyboard.press('ArrowDown');
    expect(await view.evaluate(transform)).not.toBe(before);
    const scale = `Number(/scale\\(([\\d.]+)/.exec(${transform})[1])`;
    const unzoomed = await view.evaluate(scale);
    await page.keyboard.press('+');
    expect(await view.evaluate(scale)).toBeCloseTo(Number(unzoomed) * 1.25, 3);
    await page.keyboard.press('Tab');
    const focused = 'document.activeElement.textContent';
    expect(await view.evaluate(focused)).toMatch(/^VPN gateway/);
    await page.keyboard.press('ArrowDown');
    expect(await view.evaluate(focused)).toMatch(/^tunnelsite-/);
    const tunnelName = await view.evaluate(focused);
    await page.keyboard.press('Enter');
    expect(await view.evaluate('document.activeElement.tagName')).toBe('H1');
    await page.keyboard.press('Escape');
    expect(await view.evaluate(focused)).toBe(tunnelName);
    expect(await view.locator('.facts').count()).toBe(0);
  });

  test('it is dragged with the pointer, and a drag presses nothing', async () => {
    const { view, page } = await show(office, { width: 1280 });
    const row = view.locator('.box.row').first();
    const at = await row.boundingBox();
    if (!at) throw new Error('no box');
    const before = await view.evaluate(transform);
    await page.mouse.move(at.x + 20, at.y + 20);
    await page.mouse.down();
    await page.mouse.move(at.x - 80, at.y + 60, { steps: 5 });
    await page.mouse.up();
    expect(await view.evaluate(transform)).not.toBe(before);
    expect(await view.locator('.facts').count()).toBe(0);
  });

  test('facts have the routes, and words for the chat that are sent when a person presses', async () => {
    const { view, sent } = await show(office, { answers: { 'ui/message': {} } });
    await choose(view, box('site-0-2'));
    expect(await view.locator('.routes').textContent()).toBe('172.20.0.0/16 weight 100');
    expect((await sent()).some(({ method }) => method === 'ui/message')).toBe(false);
    await view.getByRole('button', { name: 'Send to the chat' }).click();
    await view.getByText('Sent to the chat.').waitFor();
    expect((await sent()).find(({ method }) => method === 'ui/message')?.params).toEqual({
      role: 'user',
      content: [
        {
          type: 'text',
          text: 'Diagnose the IPsec connection that is called "site-0-2" in region r, and tell me what to do.',
        },
      ],
    });
  });

  test('where the host takes no words, they are there to copy', async () => {
    const { view } = await show(office, { capabilities: {} });
    await choose(view, box('site-0-2'));
    expect(await view.getByRole('button', { name: 'Send to the chat' }).count()).toBe(0);
    await view.getByText('This host takes no words from a page').waitFor();
    expect(await view.getByRole('button', { name: 'Read again' }).count()).toBe(0);
  });

  test('of 500 tunnels the broken are drawn, the well are folded, and a filter finds each', async () => {
    const { view } = await show(manyTunnels(10, 50), { width: 1280 });
    expect(await view.locator('.box.row.down').count()).toBe(60);
    expect(await view.locator('.counts').last().textContent()).toMatch(
      /^\d+ of 500 are drawn one by one; \d+ are folded/,
    );
    expect(Number(await view.evaluate('document.querySelectorAll("*").length'))).toBeLessThan(3_000);
    await view.getByRole('searchbox').fill('site-7-49');
    expect(await view.locator('.box.row').count()).toBe(1);
    await view.getByRole('searchbox').fill('');
    await choose(view, '.box.fold');
    expect(await view.locator('.box.row').count()).toBeGreaterThan(120);
    await view.locator('.chip.down').click();
    expect(await view.locator('.box.row.up').count()).toBe(0);
  });

  test('what the answer has in groups is named, and drawn one by one when asked for', async () => {
    const grouped = { ...office, Collapsed: 40, More: '40 tunnels stand in groups' };
    const whole = { content: [], structuredContent: manyTunnels(4, 10) };
    const { view, sent } = await show(grouped, {
      answers: { 'tools/call': whole },
      input: { RegionId: 'r', Mermaid: true },
    });
    await view.getByText('40 tunnels stand in groups here').waitFor();
    await view.getByRole('button', { name: 'Draw every tunnel' }).click();
    await view.getByText('Gateways: 4; tunnels: 40.').waitFor();
    expect((await sent()).find(({ method }) => method === 'tools/call')?.params).toEqual({
      name: 'MapTopology',
      arguments: { RegionId: 'r', Mermaid: false, Language: 'en', All: true },
    });
    await view.getByRole('button', { name: 'Read again' }).click();
    await expect.poll(async () => (await sent()).filter(({ method }) => method === 'tools/call').length).toBe(2);
    expect((await sent()).findLast(({ method }) => method === 'tools/call')?.params?.['arguments']).toMatchObject({
      All: true,
    });
  });

  test('what was chosen stays when the map is read again, and the focus stays where it was', async () => {
    const { view } = await show(manyTunnels(2, 10), {
      answers: { 'tools/call': { content: [], structuredContent: manyTunnels(3, 10) } },
    });
    await view.getByRole('searchbox').fill('site-1');
    await view.locator('.chip.down').click();
    await view.getByRole('button', { name: 'Read again' }).press('Enter');
    await view.getByText('Gateways: 3; tunnels: 30.').waitFor();
    await view.getByText(/^Read again at /).waitFor();
    expect(await view.getByRole('searchbox').inputValue()).toBe('site-1');
    expect(await view.locator('.chip.down').getAttribute('aria-pressed')).toBe('true');
    expect(await view.locator('.box.row').count()).toBe(1);
    expect(await view.evaluate('document.activeElement.textContent')).toBe('Read again');
  });

  test('a filter of which nothing is left can be taken back, and a reading under way is not begun twice', async () => {
    const well = { ...office, Edges: office.Edges.map((edge) => ({ ...edge, Health: 'up' })) };
    const { view, sent } = await show(manyTunnels(1, 5), {
      answers: { 'tools/call': { content: [], structuredContent: well } },
    });
    await view.locator('.chip.down').click();
    const again = "[...document.querySelectorAll('button')].find((each) => each.textContent === 'Read again')";
    await view.evaluate(`{ const press = ${again}; press.click(); press.click(); }`);
    await view.getByText('Nothing fits the filter.').waitFor();
    await view.locator('.chip.down').click();
    expect(await view.locator('.box.row').count()).toBe(6);
    expect((await sent()).filter(({ method }) => method === 'tools/call')).toHaveLength(1);
  });

  test('in groups there may be any health: no mark says that there is none, and a search says what it left out', async () => {
    const { view } = await show({ ...office, Collapsed: 40 });
    expect(await view.locator('.chip:disabled').count()).toBe(0);
    await view.getByRole('searchbox').fill('elsewhere');
    await view.getByText('The 40 tunnels in groups were not searched.').waitFor();
  });

  test('all at once it is in sight, larger than a strip, and pressed again it is as it was', async () => {
    const { view, page } = await show(manyTunnels(30, 8), { width: 1280 });
    const before = await view.evaluate(transform);
    const fit = view.getByRole('button', { name: 'Show all' });
    await fit.click();
    const isInside = `(() => {
      const { left, right, top, bottom } = document.querySelector('.window').getBoundingClientRect();
      return [...document.querySelectorAll('.box')].every((each) => {
        const at = each.getBoundingClientRect();
        return at.left >= left - 1 && at.right <= right + 1 && at.top >= top - 1 && at.bottom <= bottom + 1;
      });
    })()`;
    expect(await view.evaluate(isInside)).toBe(true);
    expect(
      Number(await view.evaluate("document.querySelector('.box.row').getBoundingClientRect().width")),
    ).toBeGreaterThan(30);
    expect(await fit.getAttribute('aria-pressed')).toBe('true');
    await view.getByRole('button', { name: /^tunnel site-0-4 some_status down$/ }).waitFor();
    await view.locator('.window').focus();
    await page.keyboard.press('0');
    expect(await view.evaluate(transform)).toBe(before);
  });

  test('a row of what is folded says how much of it is broken, and where there is no room it leads to the search', async () => {
    const down = {
      ...manyTunnels(1, 700),
      Edges: manyTunnels(1, 700).Edges.map((edge) => ({ ...edge, Health: 'down' })),
    };
    const { view } = await show(down, { width: 1280 });
    const fold = view.locator('.box.fold');
    expect(await fold.textContent()).toContain('100 down · press to open');
    await choose(view, '.box.fold');
    expect(await fold.textContent()).toContain('400 down · no room here: find them by name');
    await choose(view, '.box.fold');
    expect(await view.evaluate('document.activeElement.type')).toBe('search');
  });

  test('a key presses a box also after a drag that ended outside', async () => {
    const { view } = await show(office, { width: 1280 });
    await view.evaluate(`{
      const window = document.querySelector('.window');
      const send = (type, clientX) =>
        window.dispatchEvent(new PointerEvent(type, { pointerId: 1, button: 0, clientX, clientY: 0, bubbles: true }));
      window.setPointerCapture = () => {};
      send('pointerdown', 0);
      send('pointermove', 90);
      send('pointercancel', 90);
    }`);
    await choose(view, '.box.row');
    await view.locator('.facts').waitFor();
  });

  test('on a narrow page the network of a gateway is among its facts', async () => {
    const vpc = { Id: 'vpc-9', Kind: 'vpc', Label: 'vpc-9', In: 'r' };
    const attached = { From: 'vpc-9', To: 'vpn-0', Kind: 'attached', Label: '' };
    const { view } = await show(
      { ...office, Nodes: [...office.Nodes, vpc], Edges: [...office.Edges, attached] },
      { width: 360 },
    );
    await choose(view, box('vpn-0'));
    await view.locator('.facts').getByText('vpc-9').waitFor();
  });

  test('with facts beside it the map is whole, unless somebody has moved it', async () => {
    const { view, page } = await show(office, { width: 1280 });
    const isInside = `(() => {
      const { left, right } = document.querySelector('.window').getBoundingClientRect();
      return [...document.querySelectorAll('.region')].every((each) => {
        const at = each.getBoundingClientRect();
        return at.left >= left - 1 && at.right <= right + 1;
      });
    })()`;
    const before = await view.evaluate(transform);
    await choose(view, '.box.row');
    expect(await view.evaluate(isInside)).toBe(true);
    await page.keyboard.press('Escape');
    expect(await view.evaluate(transform)).toBe(before);
    await view.getByRole('button', { name: 'Zoom in' }).click();
    const moved = await view.evaluate(`/scale.*/.exec(${transform})[0]`);
    await choose(view, '.box.row');
    expect(await view.evaluate(`/scale.*/.exec(${transform})[0]`)).toBe(moved);
  });

  test('what could not be read comes before the map', async () => {
    const { view } = await show(hostileMap);
    const places = await view.evaluate(
      "['.notice', '.tools', '.body'].map((each) => document.querySelector(each).getBoundingClientRect().top)",
    );
    expect(places).toEqual([...Object(places)].sort((a: number, b: number) => a - b));
    expect(await view.locator('.notice').first().textContent()).toContain('<b>list</b>: Forbidden');
  });

  test('a result of another form is named as that', async () => {
    const { view } = await showView(await browser(), await viewPage('map'), {
      content: [],
      structuredContent: { A: 1 },
    });
    await view.getByText('has not the form that this page knows').waitFor();
    await view.page().context().close();
  });
});
