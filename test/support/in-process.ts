import { Client, InMemoryTransport, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { createMcpHandler } from '@modelcontextprotocol/server';
import { onTestFinished } from 'vitest';
import { createServers, type ServerParts } from '../../src/server/server.ts';
import type { ListedTool } from '../../src/tools/list.ts';
import type { Human } from './agent.ts';

/** A tool that exists only as an entry of the list. */
const listedTool = (name: string, rest: Partial<ListedTool> = {}): ListedTool => ({
  toolset: 'ipsec',
  risk: 'read',
  tokens: 0,
  shown: {
    name,
    title: name,
    description: `Test ${name}.`,
    inputSchema: { type: 'object', properties: {} },
    outputSchema: { type: 'object' },
    annotations: { title: name, readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  },
  onPublic: { tokens: 0 },
  ...rest,
});

/** Server parts around one way of running calls. */
export const partsWith = (
  run: Awaited<ReturnType<ServerParts['open']>>['run'],
  rest: Partial<ServerParts> = {},
): ServerParts => ({
  version: '1.2.3',
  list: [listedTool('Look'), listedTool('Remove', { risk: 'destroy', toolset: 'ssl' })],
  terms: { platform: 'stack', readOnly: false, confirm: 'ask' },
  instructions: 'be kind',
  secrets: [],
  open: async () => ({ run, redact: (value) => value, rules: [], notices: async () => [], close: async () => {} }),
  log: () => {},
  transport: 'stdio',
  watchMs: 60_000,
  session: 'test',
  ...rest,
});

/** One client of each protocol era on servers in this process, without a socket. */
export const connectClient = async (era: '2025' | '2026', parts: ServerParts, human?: Human): Promise<Client> => {
  const mode = era === '2026' ? { pin: '2026-07-28' } : ('legacy' as const);
  const capabilities = human ? { elicitation: {} } : {};
  const client = new Client({ name: 'test', version: '1.0.0' }, { capabilities, versionNegotiation: { mode } });
  if (human) client.setRequestHandler('elicitation/create', ({ params }) => human(params as Parameters<Human>[0]));
  if (era === '2026') {
    const handler = createMcpHandler(createServers(parts).create);
    const fetch: typeof globalThis.fetch = (url, init) => handler.fetch(new Request(url, init));
    await client.connect(new StreamableHTTPClientTransport(new URL('http://localhost/mcp'), { fetch }));
  } else {
    const [mine, its] = InMemoryTransport.createLinkedPair();
    await createServers(parts).create().connect(its);
    await client.connect(mine);
  }
  onTestFinished(() => client.close());
  return client;
};
