import process from 'node:process';
import { PassThrough } from 'node:stream';
import type { JSONRPCMessage, Server } from '@modelcontextprotocol/server';
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import { createLines } from './lines.ts';
import { type Refusal, refuseLine, tooLongFor } from './refuse-line.ts';
import { resourcesListenedTo } from './subscription.ts';

/** What a stdio connection serves, and who hears of its events. */
export interface StdioOptions {
  /** One server for each connection; the opening message decides which protocol era it speaks. */
  readonly createServer: () => Server;
  /** Only 2025-11-25, whatever the client offers. */
  readonly plain: boolean;
  /** How long calls in flight may still take once standard input has ended or `end` was called; idle, the end is immediate. */
  readonly drainMs: number;
  readonly onerror: (error: Error) => void;
  /** 2026 era: a subscription to these resources begins. The SDK serves it but does not report which resources it names. */
  readonly onListen: (id: string | number, uris: readonly string[]) => void;
  /** The subscription with this ID ends. */
  readonly onUnlisten: (id: string | number) => void;
}

/** A running connection. */
export interface StdioConnection {
  /** Resolves when the client has gone or the connection was ended, and the streams are released. */
  readonly over: Promise<void>;
  /** Hears nothing more, and lets calls in flight end as when standard input ends. Called once more it waits for none. */
  readonly end: () => void;
  /** What is left of `drainMs`: all of it when the connection broke. */
  readonly leftMs: () => number;
}

const idOf = (message: JSONRPCMessage): string | number | undefined =>
  'id' in message && message.id !== undefined && message.id !== null ? message.id : undefined;

/** Adds requests that wait for a response to `open`, but no subscription, for it never ends by itself. */
const trackRequest = (open: Set<string | number>, message: JSONRPCMessage): void => {
  if (!('method' in message)) return;
  const id = idOf(message);
  if (id !== undefined && message.method !== 'subscriptions/listen') open.add(id);
  const params: Readonly<Record<string, unknown>> = message.params ?? {};
  const cancelled = message.method === 'notifications/cancelled' ? params['requestId'] : undefined;
  if (typeof cancelled === 'string' || typeof cancelled === 'number') open.delete(cancelled);
};

/** Reports which resources a subscription of the 2026 era names, and when it ends. */
const trackSubscriptions = ({ onListen, onUnlisten }: StdioOptions, message: JSONRPCMessage): void => {
  if (!('method' in message)) return;
  const params: Readonly<Record<string, unknown>> = message.params ?? {};
  const id = idOf(message);
  const resources = resourcesListenedTo({ ...message });
  if (resources && id !== undefined) onListen(id, resources);
  const cancelled = params['requestId'];
  if (message.method === 'notifications/cancelled' && (typeof cancelled === 'string' || typeof cancelled === 'number'))
    onUnlisten(cancelled);
};

/** Longer than any message of an agent, and little enough to hold in memory. */
const maxLineBytes = 10_000_000;

/** Passes lines that are messages on to `pipe`, and answers all others, which the SDK would drop in silence. */
const createMessageFilter = (pipe: PassThrough, onerror: StdioOptions['onerror']) => {
  const refuse = (refusal: Refusal): void => {
    process.stdout.write(`${JSON.stringify(refusal)}\n`);
    onerror(new Error(refusal.error.message));
  };
  const onLine = (line: Buffer): void => {
    const refusals = refuseLine(line.toString());
    if (refusals.length === 0) pipe.write(Buffer.concat([line, Buffer.from('\n')]));
    for (const refusal of refusals) refuse(refusal);
  };
  return createLines({ maxBytes: maxLineBytes, onLine, onTooLong: () => refuse(tooLongFor(maxLineBytes)) });
};

/** Standard input for the SDK. Its end is held back until open requests are answered: the SDK would drop them. */
const createDrainingInput = (open: ReadonlySet<unknown>, { drainMs, onerror }: StdioOptions) => {
  const pipe = new PassThrough();
  const lines = createMessageFilter(pipe, onerror);
  let endedAtMs: number | undefined;
  process.stdin.on('data', lines.add);
  const finish = (): void => {
    if (open.size === 0) pipe.end();
    else setTimeout(() => pipe.end(), drainMs).unref();
  };
  const end = (): void => {
    if (endedAtMs !== undefined) return;
    endedAtMs = performance.now();
    process.stdin.off('data', lines.add);
    lines.end();
    // A last line may be a call, which is not in flight before the pipe has passed it on.
    setImmediate(finish);
  };
  process.stdin.once('end', end).once('error', end);
  return {
    pipe,
    end,
    hasEnded: (): boolean => endedAtMs !== undefined,
    leftMs: (): number => Math.max(0, drainMs - (performance.now() - (endedAtMs ?? performance.now()))),
    endWhenDrained: () => endedAtMs !== undefined && open.size === 0 && pipe.end(),
  };
};

const serve = (options: StdioOptions, transport: StdioServerTransport): (() => Promise<void>) => {
  const { onerror, createServer } = options;
  if (!options.plain) return serveStdio(createServer, { transport, onerror }).close;
  const server = createServer();
  server.onerror = onerror;
  server.connect(transport).catch(onerror);
  return () => server.close();
};

/** Serves one client on standard input and output until it leaves. Takes no lock and opens nothing else. */
export const connectStdio = (options: StdioOptions): StdioConnection => {
  const open = new Set<string | number>();
  const input = createDrainingInput(open, options);
  const transport = new StdioServerTransport(input.pipe, process.stdout, { maxBufferSize: 2 * maxLineBytes });
  const send = transport.send.bind(transport);
  transport.send = async (message) => {
    await send(message);
    const id = idOf(message);
    if (id !== undefined && !('method' in message)) open.delete(id);
    input.endWhenDrained();
  };
  const closeServer = serve(options, transport);
  // Both were set by the call above; a Server's own onclose also fires for a probe that is thrown away.
  const { onmessage, onclose } = transport;
  transport.onmessage = (message) => {
    trackRequest(open, message);
    trackSubscriptions(options, message);
    onmessage?.(message);
  };
  // Some hosts run the server where an open pipe alone does not keep the process alive.
  const keepAlive = setInterval(() => {}, 1 << 30);
  let finish = (): void => {};
  const over = new Promise<void>((resolve) => {
    finish = resolve;
  });
  let closing = false;
  const close = (): void => {
    if (closing) return;
    closing = true;
    clearInterval(keepAlive);
    const release = (): void => {
      process.stdin.destroy();
      finish();
    };
    closeServer().catch(options.onerror).finally(release);
  };
  transport.onclose = () => {
    onclose?.();
    close();
  };
  process.stdout.on('error', close);
  let isForced = false;
  const end = (): void => {
    isForced = input.hasEnded();
    if (isForced) close();
    else input.end();
  };
  return { over, end, leftMs: () => (isForced ? 0 : input.leftMs()) };
};
