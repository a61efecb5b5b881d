import process from 'node:process';
import { PassThrough } from 'node:stream';
import type { JSONRPCMessage, Server } from '@modelcontextprotocol/server';
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import { createLines } from './lines.ts';
import { type Refusal, refuseLine, tooLongFor } from './refuse-line.ts';

/** How a process speaks MCP on its standard streams. */
export interface StdioParts {
  /** One server for each connection; the opening message decides which protocol era it speaks. */
  readonly createServer: () => Server;
  /** Only 2025-11-25, whatever the client offers. */
  readonly plain: boolean;
  /** How long calls in flight may still take after standard input has ended; idle, the end is immediate. */
  readonly drainMs: number;
  readonly onerror: (error: Error) => void;
  /** 2026 era: a subscription begins or ends. The SDK serves it and tells nobody which resources it names. */
  readonly onListen: (id: string | number, uris: readonly string[]) => void;
  readonly onUnlisten: (id: string | number) => void;
}

/** A connection that runs. */
export interface StdioConnection {
  /** Settles when the client has gone or `close` was called, and everything is let go. */
  readonly over: Promise<void>;
  readonly close: () => void;
}

const idOf = (message: JSONRPCMessage): string | number | undefined =>
  'id' in message && message.id !== undefined && message.id !== null ? message.id : undefined;

/** Requests that wait for an answer. A subscription never ends by itself, so nobody waits for it. */
const note = (open: Set<string | number>, message: JSONRPCMessage): void => {
  if (!('method' in message)) return;
  const id = idOf(message);
  if (id !== undefined && message.method !== 'subscriptions/listen') open.add(id);
  const params: Readonly<Record<string, unknown>> = message.params ?? {};
  const cancelled = message.method === 'notifications/cancelled' ? params['requestId'] : undefined;
  if (typeof cancelled === 'string' || typeof cancelled === 'number') open.delete(cancelled);
};

const textsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

/** Tells which resources a subscription of the 2026 era names, and when it ends. */
const trackSubscriptions = ({ onListen, onUnlisten }: StdioParts, message: JSONRPCMessage): void => {
  if (!('method' in message)) return;
  const params: Readonly<Record<string, unknown>> = message.params ?? {};
  const id = idOf(message);
  if (message.method === 'subscriptions/listen' && id !== undefined)
    onListen(id, textsIn(Object(params['notifications'])['resourceSubscriptions']));
  const cancelled = params['requestId'];
  if (message.method === 'notifications/cancelled' && (typeof cancelled === 'string' || typeof cancelled === 'number'))
    onUnlisten(cancelled);
};

/** Longer than any message an agent has to say, and little enough to hold in memory. */
const longestLine = 10_000_000;

/** Lines that are messages; the SDK would drop all others in silence, and their sender would wait for nothing. */
const readLines = (pipe: PassThrough, onerror: StdioParts['onerror']) => {
  const refuse = (refusal: Refusal): void => {
    process.stdout.write(`${JSON.stringify(refusal)}\n`);
    onerror(new Error(refusal.error.message));
  };
  const take = (line: Buffer): void => {
    const refusals = refuseLine(line.toString());
    if (refusals.length === 0) pipe.write(Buffer.concat([line, Buffer.from('\n')]));
    for (const refusal of refusals) refuse(refusal);
  };
  return createLines({ most: longestLine, take, tooLong: () => refuse(tooLongFor(longestLine)) });
};

/** Standard input as the SDK reads it, whose end waits until calls in flight are answered: the SDK would drop them. */
const patientInput = (open: ReadonlySet<unknown>, { drainMs, onerror }: StdioParts) => {
  const pipe = new PassThrough();
  const lines = readLines(pipe, onerror);
  let ended = false;
  process.stdin.on('data', lines.add);
  const finish = (): void => {
    ended = true;
    if (open.size === 0) pipe.end();
    else setTimeout(() => pipe.end(), drainMs).unref();
  };
  const end = (): void => {
    lines.end();
    // A last line may be a call, which is not in flight before the pipe has passed it on.
    setImmediate(finish);
  };
  process.stdin.once('end', end).once('error', end);
  return { pipe, settle: () => ended && open.size === 0 && pipe.end() };
};

const attach = (parts: StdioParts, wire: StdioServerTransport): (() => Promise<void>) => {
  const { onerror, createServer } = parts;
  if (!parts.plain) return serveStdio(createServer, { transport: wire, onerror }).close;
  const server = createServer();
  server.onerror = onerror;
  server.connect(wire).catch(onerror);
  return () => server.close();
};

/** Serves one client on standard input and output until it leaves. Takes no lock and opens nothing else. */
export const connectStdio = (parts: StdioParts): StdioConnection => {
  const open = new Set<string | number>();
  const { pipe, settle } = patientInput(open, parts);
  const wire = new StdioServerTransport(pipe, process.stdout, { maxBufferSize: 2 * longestLine });
  const send = wire.send.bind(wire);
  wire.send = async (message) => {
    await send(message);
    const id = idOf(message);
    if (id !== undefined && !('method' in message)) open.delete(id);
    settle();
  };
  const shut = attach(parts, wire);
  // Both were set by the call above; a Server's own onclose also fires for a probe that is thrown away.
  const { onmessage: take, onclose: closed } = wire;
  wire.onmessage = (message) => {
    note(open, message);
    trackSubscriptions(parts, message);
    take?.(message);
  };
  // Some hosts run the server where an open pipe alone does not keep the process alive.
  const alive = setInterval(() => {}, 1 << 30);
  let settled = (): void => {};
  const over = new Promise<void>((resolve) => {
    settled = resolve;
  });
  let closing = false;
  const close = (): void => {
    if (closing) return;
    closing = true;
    clearInterval(alive);
    const release = (): void => {
      process.stdin.destroy();
      settled();
    };
    shut().catch(parts.onerror).finally(release);
  };
  wire.onclose = () => {
    closed?.();
    close();
  };
  process.stdout.on('error', close);
  return { over, close };
};
