import { once } from 'node:events';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as OldTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { onTestFinished } from 'vitest';
import { type CallOptions, type ClientKind, type Human, type Outcome, outcomeOf, type SeenTool } from './agent.ts';
import { type Running, startProgram } from './process.ts';

/** A client of a server on HTTP. */
export interface HttpAgent {
  readonly call: (name: string, args?: Record<string, unknown>, options?: CallOptions) => Promise<Outcome>;
  readonly list: () => Promise<readonly SeenTool[]>;
  readonly close: () => Promise<void>;
}

export interface HttpAgentOptions {
  readonly kind?: ClientKind;
  readonly human?: Human | undefined;
  readonly token?: string | undefined;
}

/** The built program, serving HTTP on a free port of loopback. */
export interface HttpServer {
  readonly url: string;
  /** The address without a path. */
  readonly origin: string;
  readonly running: Running;
  readonly connect: (options?: HttpAgentOptions) => Promise<HttpAgent>;
  /** Waits until standard error has this. */
  readonly says: (pattern: RegExp) => Promise<RegExpExecArray>;
}

const info = { name: 'test', version: '1.0.0' };

const connectOld = async (url: URL, { human, token }: HttpAgentOptions): Promise<HttpAgent> => {
  const client = new OldClient(info, { capabilities: human ? { elicitation: {} } : {} });
  if (human) client.setRequestHandler(ElicitRequestSchema, ({ params }) => human(params as Parameters<Human>[0]));
  const transport = new OldTransport(url, { requestInit: { headers: headersWith(token) } });
  // The class of the older SDK is not typed for exact optional properties.
  await client.connect(transport as Transport);
  return {
    call: async (name, args = {}, given) =>
      outcomeOf(await client.callTool({ name, arguments: args }, undefined, given)),
    list: async () => (await client.listTools()).tools,
    close: () => client.close(),
  };
};

const connectNew = async (url: URL, { human, token, kind }: HttpAgentOptions): Promise<HttpAgent> => {
  const mode = kind === 'modern' ? { pin: '2026-07-28' } : kind === 'auto' ? 'auto' : 'legacy';
  const capabilities = human ? { elicitation: {} } : {};
  const client = new Client(info, { capabilities, versionNegotiation: { mode } });
  if (human) client.setRequestHandler('elicitation/create', ({ params }) => human(params as Parameters<Human>[0]));
  await client.connect(new StreamableHTTPClientTransport(url, { requestInit: { headers: headersWith(token) } }));
  return {
    call: async (name, args = {}, given) => outcomeOf(await client.callTool({ name, arguments: args }, given)),
    list: async () => (await client.listTools()).tools,
    close: () => client.close(),
  };
};

export const headersWith = (token: string | undefined): Record<string, string> =>
  token === undefined ? {} : { authorization: `Bearer ${token}` };

/** Starts the built program on HTTP; it is ended with the test. */
export const startHttp = async (
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<HttpServer> => {
  const running = startProgram(['--http', '0', ...args], { env });
  const says: HttpServer['says'] = async (pattern) => {
    for (;;) {
      const found = pattern.exec(running.stderr());
      if (found) return found;
      if (running.child.exitCode !== null) throw new Error(`ended without saying ${pattern}: ${running.stderr()}`);
      await Promise.race([once(running.child.stderr, 'data'), running.ended]);
    }
  };
  const [, asText, url = asText ?? ''] = await says(/listening url=(\S+)|"listening","url":"([^"]+)"/);
  const connect: HttpServer['connect'] = async (options = {}) => {
    const agent = await (options.kind === 'old' ? connectOld : connectNew)(new URL(url), {
      kind: 'modern',
      ...options,
    });
    onTestFinished(() => agent.close().catch(() => {}));
    return agent;
  };
  return { url, origin: new URL(url).origin, running, connect, says };
};

/** What every POST of a plain client has. */
export const jsonHeaders = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };

/** A request of the 2026 era, as a script would send it. */
export const modernRequest = (method: string, params: Record<string, unknown> = {}, headers = {}): RequestInit => ({
  method: 'POST',
  headers: {
    ...jsonHeaders,
    'mcp-protocol-version': '2026-07-28',
    'mcp-method': method,
    ...(typeof params['name'] === 'string' && { 'mcp-name': params['name'] }),
    ...headers,
  },
  body: JSON.stringify({
    jsonrpc: '2.0',
    id: 1,
    method,
    params: {
      ...params,
      _meta: {
        'io.modelcontextprotocol/protocolVersion': '2026-07-28',
        'io.modelcontextprotocol/clientCapabilities': {},
      },
    },
  }),
});
