import type { Browser, Frame, Page } from 'playwright-core';
import type { ToolResult } from './tool-result.ts';

/** One message that a view sent to its host. */
export interface FromView {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly code: number };
  readonly result?: unknown;
}

export interface HostOptions {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: 'light' | 'dark';
  readonly locale?: string;
  readonly capabilities?: Readonly<Record<string, unknown>>;
  readonly context?: Readonly<Record<string, unknown>>;
  readonly input?: Readonly<Record<string, unknown>>;
  /** What the host answers to a request of the view, by its method. */
  readonly answers?: Readonly<Record<string, unknown>>;
}

export interface ShownView {
  readonly page: Page;
  readonly view: Frame;
  /** What the view has sent so far. */
  readonly sent: () => Promise<readonly FromView[]>;
  /** Sends a message from the host to the view. */
  readonly post: (message: Readonly<Record<string, unknown>>) => Promise<void>;
  /** Addresses that anything of the page asked for, or would have if its policy let it. */
  readonly requested: readonly string[];
  /** Errors of scripts, and what the policy refused. */
  readonly complaints: readonly string[];
}

const ALL = { serverTools: {}, openLinks: {}, message: { text: {} } };

/** A host as plain as it can be: a frame without rights, and the greeting. Runs in the browser. */
const HOST = `
  const { html, context, capabilities, answers } = given;
  window.sent = [];
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.style.cssText = 'border:0;width:100%;height:100vh;display:block';
  frame.srcdoc = html;
  window.toView = (message) => frame.contentWindow.postMessage({ jsonrpc: '2.0', ...message }, '*');
  window.addEventListener('message', (event) => {
    if (event.source !== frame.contentWindow) return;
    const message = event.data;
    window.sent.push(message);
    if (message.id === undefined || message.method === undefined) {
      if (message.method === 'ui/notifications/size-changed' && message.params.height)
        frame.style.height = message.params.height + 'px';
      return;
    }
    if (message.method === 'ui/initialize')
      return window.toView({ id: message.id, result: { protocolVersion: '2026-01-26',
        hostInfo: { name: 'test', version: '1' }, hostCapabilities: capabilities, hostContext: context } });
    const answer = answers[message.method];
    window.toView(answer === undefined
      ? { id: message.id, error: { code: -32601, message: 'not here' } } : { id: message.id, result: answer });
  });
  document.body.style.margin = '0';
  document.body.appendChild(frame);
`;

/** Shows a page of ours in a host in a real browser, as a sandboxed frame, and hands it a result. */
export const showView = async (
  browser: Browser,
  html: string,
  result: ToolResult | undefined,
  options: HostOptions = {},
): Promise<ShownView> => {
  const { width = 768, height = 900, theme = 'light', locale = 'en-GB', capabilities = ALL, input = {} } = options;
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme });
  const page = await context.newPage();
  const requested: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => requested.push(request.url()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await page.setContent('<!doctype html><html lang="en"><title>host</title><body></body></html>');
  const given = { html, context: { theme, locale, ...options.context }, capabilities, answers: options.answers ?? {} };
  await page.evaluate(`{ const given = ${JSON.stringify(given)}; ${HOST} }`);
  const sent = () => page.evaluate<readonly FromView[]>('window.sent');
  const post = async (message: Readonly<Record<string, unknown>>): Promise<void> => {
    await page.evaluate(`window.toView(${JSON.stringify(message)})`);
  };
  await page.waitForFunction(`window.sent.some(({ method }) => method === 'ui/notifications/initialized')`);
  const view = page.frames().find((frame) => frame !== page.mainFrame());
  if (!view) throw new Error('the host shows no frame');
  await post({ method: 'ui/notifications/tool-input', params: { arguments: input } });
  if (result) await post({ method: 'ui/notifications/tool-result', params: { ...result } });
  return { page, view, sent, post, requested, complaints };
};
