import { describe, expect, onTestFinished, test } from 'vitest';
import { browserPath, sharedBrowser } from '../../guard/browser.ts';
import type { ToolResult } from '../../support/tool-result.ts';
import { manyTunnels } from '../../support/view-graph.ts';
import { type HostOptions, showView } from '../../support/view-host.ts';
import { viewPage } from '../../support/view-page.ts';

describe.skipIf(browserPath === undefined)('in a browser', { timeout: 60_000 }, () => {
  const browser = sharedBrowser();
  const result: ToolResult = {
    content: [{ type: 'text', text: 'Gateways: 1.' }],
    structuredContent: manyTunnels(1, 2),
  };

  const show = async (given: ToolResult | undefined, options: HostOptions = {}) => {
    const shown = await showView(await browser(), await viewPage('map'), given, options);
    onTestFinished(() => shown.page.context().close());
    return shown;
  };

  test('a page greets its host, says how high it is, and shows the result that comes', async () => {
    const { view, sent, requested, complaints } = await show(result);
    await view.getByRole('heading', { name: 'Gateways: 1; tunnels: 2.' }).waitFor();
    const messages = await sent();
    expect(messages[0]).toMatchObject({ method: 'ui/initialize', params: { protocolVersion: '2026-01-26' } });
    expect(messages[1]?.method).toBe('ui/notifications/initialized');
    expect(messages.some(({ params }) => Number(params?.['height']) > 300)).toBe(true);
    expect([requested, complaints]).toEqual([[], []]);
  });

  test('of results that come faster than a page is drawn, the last one is drawn', async () => {
    const { view, page, complaints } = await show(undefined);
    await view.evaluate(`{
      window.drawn = 0;
      const root = document.getElementById('view');
      new MutationObserver(() => (window.drawn += 1)).observe(root, { childList: true });
    }`);
    await page.evaluate(`for (let at = 0; at < 2_000; at += 1) window.toView({ method: 'ui/notifications/tool-result',
      params: { content: [], structuredContent: { Verdict: 'number ' + at, Nodes: [], Edges: [] } } })`);
    await view.getByText('number 1999', { exact: true }).waitFor();
    expect(Number(await view.evaluate('window.drawn'))).toBeLessThan(500);
    expect(complaints).toEqual([]);
  });

  test('before a result it waits, and a cancelled call is shown as that', async () => {
    const { view, post } = await show(undefined);
    await view.getByText('Waiting for the result').waitFor();
    await post({ method: 'ui/notifications/tool-input-partial', params: { arguments: { RegionId: 'c' } } });
    await post({ method: 'ui/notifications/tool-cancelled', params: { reason: 'user action' } });
    await view.getByText('The call was cancelled').waitFor();
  });

  test('an error of the tool is shown in its words, as text', async () => {
    const text = 'Forbidden: <b>no</b>\nNext: ask the operator.';
    const { view } = await show({ content: [{ type: 'text', text }], isError: true });
    await view.getByText('The call did not succeed').waitFor();
    expect(await view.locator('b').count()).toBe(0);
    expect(await view.locator('.lines').textContent()).toBe(text);
  });

  test('a result of a form that nobody foresaw is shown as its text', async () => {
    const { view, page, complaints } = await show(undefined);
    // What is no JSON gets through a message all the same.
    await page.evaluate(`window.toView({ method: 'ui/notifications/tool-result', params: {
      content: [{ type: 'text', text: 'all of it' }], structuredContent: { Nodes: [], Edges: [], NotSeen: [10n] } } })`);
    await view.getByText('has not the form that this page knows').waitFor();
    expect(await view.locator('pre').textContent()).toBe('all of it');
    expect(complaints).toEqual([]);
  });

  test('theme, language and room at the edges follow the host', async () => {
    const { view, post } = await show(result, { theme: 'light', locale: 'en-GB' });
    await view.getByText('Find').waitFor();
    const safeAreaInsets = { top: 30, right: 0, bottom: 0, left: 0 };
    const styles = { variables: { '--font-sans': 'serif', '--font-mono': 'x;}body{display:none' } };
    const params = { theme: 'dark', locale: 'zh-CN', safeAreaInsets, styles };
    await post({ method: 'ui/notifications/host-context-changed', params });
    await view.getByText('查找').waitFor();
    expect(await view.evaluate('document.documentElement.dataset.theme')).toBe('dark');
    expect(await view.evaluate('document.documentElement.lang')).toBe('zh-CN');
    expect(await view.evaluate('getComputedStyle(document.body).paddingTop')).toBe('30px');
    expect(await view.evaluate('getComputedStyle(document.body).fontFamily')).toBe('serif');
    expect(await view.evaluate("document.documentElement.style.getPropertyValue('--font-mono')")).toBe('');
  });

  test('without a language of the host the result decides', async () => {
    const { view } = await show({ ...result, content: [{ type: 'text', text: '1 个网关。' }] }, { locale: '' });
    await view.getByText('查找').waitFor();
  });

  test('requests of the host are answered: the known ones, and with an error the others', async () => {
    const { view, post, sent } = await show(result);
    await view.getByText('Find').waitFor();
    await post({ id: 'a', method: 'ui/resource-teardown', params: {} });
    await post({ id: 7, method: 'tools/list', params: {} });
    await post({ id: 8, result: { strange: true } });
    await view.waitForFunction('true');
    const answers = (await sent()).filter(({ method }) => method === undefined);
    expect(answers).toEqual([
      { jsonrpc: '2.0', id: 'a', result: {} },
      { jsonrpc: '2.0', id: 7, error: { code: -32601, message: 'this page has no method tools/list' } },
    ]);
  });

  test('a host that puts the page into the body of its own has it keep a policy all the same', async () => {
    const html = await viewPage('map');
    const wrapped = `<!doctype html><html><head><title>host</title></head><body>${html}</body></html>`;
    const { view, page } = await showView(await browser(), wrapped, result);
    onTestFinished(() => page.context().close());
    await view.getByText('Find').waitFor();
    const refused = await view.evaluate(`new Promise((resolve) => {
      document.addEventListener('securitypolicyviolation', ({ blockedURI }) => resolve(blockedURI));
      document.body.append(Object.assign(new Image(), { src: 'http://192.0.2.1/x.png' }));
    })`);
    expect(refused).toBe('http://192.0.2.1/x.png');
    expect(await view.evaluate("getComputedStyle(document.querySelector('.box.row')).position")).toBe('absolute');
  });

  test('a message of any other window is not taken', async () => {
    const { view, post, sent } = await show(undefined);
    await view.getByText('Waiting for the result').waitFor();
    const message = { jsonrpc: '2.0', method: 'ui/notifications/tool-result', params: result };
    await view.evaluate(`window.postMessage(${JSON.stringify(message)}, '*')`);
    // What the host sends after it is answered after it.
    await post({ id: 7, method: 'ping', params: {} });
    await expect.poll(async () => (await sent()).some(({ id, method }) => id === 7 && !method)).toBe(true);
    expect(await view.getByText('Waiting for the result').count()).toBe(1);
  });
});
