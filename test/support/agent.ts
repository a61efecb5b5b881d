import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as OldTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';

/** The program that is tested: the built one, as a user gets it. */
export const program = fileURLToPath(new URL('../../dist/vpn-gateway-mcp.cjs', import.meta.url));

/** What every server process is given: the way to other programs, and the date that the tests live at. */
export const surroundings: Readonly<Record<string, string>> = {
  PATH: process.env['PATH'] ?? '',
  ...(process.env['DAYS_AHEAD'] && { NODE_OPTIONS: process.env['NODE_OPTIONS'] ?? '' }),
};

/**
 * The four clients of the two protocol eras: the older SDK (2025-11-25), the newer one pinned to 2026-07-28, probing,
 * and with the older handshake.
 */
export type ClientKind = 'old' | 'modern' | 'auto' | 'legacy';
export const clientKinds: readonly ClientKind[] = ['old', 'modern', 'auto', 'legacy'];

/** What a human does with a question; undefined: the client declares that it cannot ask. */
export type Human = (question: {
  readonly message: string;
  readonly requestedSchema: { readonly properties?: Readonly<Record<string, unknown>> };
}) => Promise<{ action: 'accept' | 'decline' | 'cancel'; content?: Record<string, string | boolean | number> }>;

export interface AgentOptions {
  readonly kind?: ClientKind;
  /** Another file than the built one to run. */
  readonly program?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly human?: Human | undefined;
}

export interface Outcome {
  readonly isError?: boolean;
  /** The text of the result. */
  readonly text: string;
  /** What programs read; empty on an error. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly meta: Readonly<Record<string, unknown>>;
}

interface Heard {
  readonly progress: number;
  readonly total?: number | undefined;
  readonly message?: string | undefined;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly timeout?: number;
  readonly onprogress?: (step: Heard) => void;
  readonly resetTimeoutOnProgress?: boolean;
}

/** A tool as a client sees it. */
export interface SeenTool {
  readonly name: string;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly inputSchema: Readonly<Record<string, unknown>>;
  readonly outputSchema?: Readonly<Record<string, unknown>> | undefined;
  readonly annotations?: Readonly<Record<string, unknown>> | undefined;
}

/** A prompt as a client sees it. */
export interface SeenPrompt {
  readonly name: string;
  readonly description?: string | undefined;
  readonly arguments?: readonly { readonly name: string }[] | undefined;
}

/** An MCP client with its own server process. */
export interface Agent {
  readonly call: (name: string, args?: Record<string, unknown>, options?: CallOptions) => Promise<Outcome>;
  readonly list: () => Promise<readonly SeenTool[]>;
  readonly prompts: () => Promise<readonly SeenPrompt[]>;
  readonly instructions: () => string | undefined;
  /** Everything that the server has said on standard error so far. */
  readonly stderr: () => string;
  readonly pid: () => number | null;
  readonly close: () => Promise<void>;
}

const info = { name: 'test', version: '1.0.0' };

/** What both SDKs' clients have in common, as far as tests use it. */
interface AnyClient {
  callTool(params: { name: string; arguments: Record<string, unknown> }, options?: CallOptions): Promise<unknown>;
  listTools(): Promise<{ tools: readonly SeenTool[] }>;
  listPrompts(): Promise<{ prompts: readonly SeenPrompt[] }>;
  getInstructions(): string | undefined;
  close(): Promise<void>;
}

interface RawResult {
  readonly isError?: boolean;
  readonly content?: readonly { readonly text?: string }[];
  readonly structuredContent?: Readonly<Record<string, unknown>>;
  readonly _meta?: Readonly<Record<string, unknown>>;
}

/** A result of either SDK as tests read it. */
export const outcomeOf = (result: unknown): Outcome => {
  const { isError = false, content = [], structuredContent = {}, _meta = {} } = Object(result) as RawResult;
  return { isError, text: content.map(({ text = '' }) => text).join('\n'), data: structuredContent, meta: _meta };
};

const spawning = (options: AgentOptions) => ({
  command: process.execPath,
  args: [options.program ?? program, ...(options.args ?? [])],
  env: { ...surroundings, ...options.env },
  stderr: 'pipe' as const,
});

const capabilities = (human: Human | undefined) => ({ capabilities: human ? { elicitation: {} } : {} });

const connectOld = async ({ human, ...options }: AgentOptions) => {
  const client = new OldClient(info, capabilities(human));
  if (human) client.setRequestHandler(ElicitRequestSchema, ({ params }) => human(params as Parameters<Human>[0]));
  const transport = new OldTransport(spawning(options));
  const callTool: AnyClient['callTool'] = (params, given) => client.callTool(params, undefined, given);
  return {
    transport,
    connect: () => client.connect(transport),
    client: {
      callTool,
      listTools: () => client.listTools(),
      listPrompts: () => client.listPrompts(),
      getInstructions: () => client.getInstructions(),
      close: () => client.close(),
    },
  };
};

const connectNew = async ({ human, kind, ...options }: AgentOptions) => {
  const mode = kind === 'modern' ? { pin: '2026-07-28' } : kind === 'auto' ? 'auto' : 'legacy';
  const client = new Client(info, { ...capabilities(human), versionNegotiation: { mode } });
  if (human) client.setRequestHandler('elicitation/create', ({ params }) => human(params as Parameters<Human>[0]));
  const transport = new StdioClientTransport(spawning(options));
  return { transport, connect: () => client.connect(transport), client };
};

/** Starts the built server and connects a client to it. */
export const startAgent = async (options: AgentOptions = {}): Promise<Agent> => {
  const made = await (options.kind === 'old' ? connectOld(options) : connectNew({ kind: 'modern', ...options }));
  const { transport } = made;
  const client: AnyClient = made.client;
  let said = '';
  transport.stderr?.on('data', (chunk) => {
    said += String(chunk);
  });
  await made.connect();
  return {
    call: async (name, args = {}, given) => outcomeOf(await client.callTool({ name, arguments: args }, given)),
    list: async () => (await client.listTools()).tools,
    prompts: async () => (await client.listPrompts()).prompts,
    instructions: () => client.getInstructions(),
    stderr: () => said,
    pid: () => transport.pid,
    close: () => client.close(),
  };
};
