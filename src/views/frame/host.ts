import { isJson, type Json } from './json.ts';

/** The version of the protocol between a page and its host (MCP Apps). */
const PROTOCOL = '2026-01-26';
/** Requests that wait for an answer at once, and how long each waits. */
const MOST_OPEN = 16;
const LONGEST_WAIT_MS = 90_000;

/** The program that shows the page. */
export interface Host {
  /** Rejects with the host's words, and when nothing comes back in time. */
  readonly request: (method: string, params: Json) => Promise<Json>;
  readonly notify: (method: string, params: Json) => void;
}

interface Waiting {
  readonly resolve: (result: Json) => void;
  readonly reject: (error: Error) => void;
  readonly timer: number;
}

/** What the host answered to the greeting. */
export interface Greeting {
  readonly context: Json;
  readonly capabilities: Json;
}

/** A notification of the host. */
export type Notified = (method: string, params: Json) => void;

const wordsOf = (error: unknown): string =>
  isJson(error) && typeof error['message'] === 'string' ? error['message'].slice(0, 300) : 'no reason given';

/** Talks JSON-RPC with the window around this one, and with no other. `onEnd` is called when the host takes the page away. */
export const connectHost = (onNotified: Notified, onEnd: () => void): Host => {
  const open = new Map<number, Waiting>();
  let last = 0;
  // Known from its first answer on; a host in an opaque origin has none to name.
  let origin = '*';
  const post = (message: Json): void => window.parent.postMessage({ jsonrpc: '2.0', ...message }, origin);

  const settle = (id: unknown, message: Json): void => {
    const waiting = typeof id === 'number' ? open.get(id) : undefined;
    if (typeof id !== 'number' || !waiting) return;
    open.delete(id);
    clearTimeout(waiting.timer);
    if (isJson(message['result'])) waiting.resolve(message['result']);
    else waiting.reject(new Error(wordsOf(message['error'])));
  };

  const answer = (id: string | number, method: string): void => {
    if (method === 'ping' || method === 'ui/resource-teardown') post({ id, result: {} });
    else post({ id, error: { code: -32601, message: `this page has no method ${method.slice(0, 80)}` } });
    if (method === 'ui/resource-teardown') onEnd();
  };

  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const message = event.data;
    if (event.source !== window.parent || window.parent === window) return;
    if (!isJson(message) || message['jsonrpc'] !== '2.0') return;
    if (origin !== '*' && event.origin !== origin) return;
    const { id, method, params } = message;
    if (typeof method !== 'string') {
      if (origin === '*' && event.origin !== 'null' && event.origin !== '') origin = event.origin;
      settle(id, message);
    } else if (typeof id === 'string' || typeof id === 'number') answer(id, method);
    else onNotified(method, isJson(params) ? params : {});
  });

  const request: Host['request'] = (method, params) =>
    new Promise((resolve, reject) => {
      if (open.size >= MOST_OPEN) return reject(new Error('too many requests wait already'));
      const id = ++last;
      const expire = (): void => settle(id, { error: { message: 'no answer in time' } });
      open.set(id, { resolve, reject, timer: window.setTimeout(expire, LONGEST_WAIT_MS) });
      post({ id, method, params });
    });
  return { request, notify: (method, params) => post({ method, params }) };
};

/** Greets the host; what it answers says how the page should look and what it may ask for. */
export const greet = async (host: Host, name: string): Promise<Greeting> => {
  const answer = await host.request('ui/initialize', {
    protocolVersion: PROTOCOL,
    appInfo: { name: `vpn-gateway-mcp ${name}`, version: '1' },
    appCapabilities: { availableDisplayModes: ['inline', 'fullscreen'] },
  });
  host.notify('ui/notifications/initialized', {});
  const { hostContext, hostCapabilities } = answer;
  return {
    context: isJson(hostContext) ? hostContext : {},
    capabilities: isJson(hostCapabilities) ? hostCapabilities : {},
  };
};
