import { Server, type ServerOptions } from '@modelcontextprotocol/server';
import type { BaseCall } from '../guard/guard.ts';
import type { Source } from '../resources/source.ts';
import { UI_EXTENSION } from '../resources/views.ts';
import { createWatch } from '../resources/watch.ts';
import { toFailure } from '../tools/reply/result.ts';
import { baseCallOf, watchCallOf } from './base-call.ts';
import type { Pipeline } from './pipeline.ts';
import { servePrompts } from './prompts.ts';
import { cleanErrors, failedRead, mayHold } from './protocol-errors.ts';
import { serveResources } from './resources.ts';
import { createSubscriptions, type Subscriptions } from './subscriptions.ts';
import { createToolCalls, type ToolCallParts } from './tool-calls.ts';

/** What a server is made of. Nothing of the cloud is touched before the first call opens the pipeline. */
export interface ServerParts extends ToolCallParts {
  readonly version: string;
  readonly instructions: string;
  /** What the settings hold: all that is secret before the pipeline is open. */
  readonly secrets: readonly string[];
  /** How often subscribed resources are read. */
  readonly watchMs: number;
  /** 2026 era on HTTP, where no server outlives its request: tells those who listen that a resource has changed. */
  readonly publish?: (uri: string) => void;
}

/** Servers of one process, and what they listen to. */
export interface Servers {
  /** One for each connection (HTTP: for each session or request). */
  readonly create: () => Server;
  /** 2026 era: the SDK serves `subscriptions/listen` itself, so the transport reports who listens to what. */
  readonly listen: (id: string | number, uris: readonly string[]) => void;
  readonly unlisten: (id: string | number) => void;
  readonly close: () => void;
}

/** Makes servers for both protocol eras. The list of tools is finished JSON; the first call opens the pipeline. */
export const createServers = (given: ServerParts): Servers => {
  let isOpen = false;
  const open = async (): Promise<Pipeline> => {
    const pipeline = await given.open();
    isOpen = true;
    return pipeline;
  };
  const parts = { ...given, open };
  const stopped = new AbortController();
  const toolCalls = createToolCalls(parts);
  const watchSource = sourceOf(parts, watchCallOf(parts, stopped.signal));
  const subscriptions = createSubscriptions((notify) => createWatch(watchSource, notify, parts.watchMs), parts.publish);
  const create = (): Server => {
    const server = new Server({ name: 'vpn-gateway-mcp', title: 'VPN Gateway', version: parts.version }, about(parts));
    // A refusal stays cheap: nothing is opened for an error in which nothing can be secret yet.
    cleanErrors(server, async (error) =>
      isOpen || mayHold(error, parts.secrets) ? (await open()).redact(error) : error,
    );
    subscriptions.addServer(server);
    server.onclose = () => subscriptions.removeServer(server);
    toolCalls.serve(server);
    servePrompts(server, async (given) => (await openOrFail(parts)).redact(given));
    offerResources(server, parts, subscriptions);
    return server;
  };
  return {
    create,
    listen: (id, uris) => subscriptions.set(id, new Set(uris)),
    unlisten: (id) => subscriptions.set(id, new Set()),
    close: () => {
      stopped.abort();
      toolCalls.close();
      subscriptions.close();
    },
  };
};

const hourMs = 3_600_000;

/** What a client learns of a server when it connects. */
const about = ({ instructions }: ServerParts): ServerOptions => ({
  capabilities: {
    tools: { listChanged: false },
    prompts: { listChanged: false },
    resources: { subscribe: true, listChanged: false },
    completions: {},
    extensions: { [UI_EXTENSION]: {} },
  },
  instructions,
  cacheHints: { 'tools/list': { ttlMs: hourMs, cacheScope: 'private' } },
});

/** The pipeline, for requests that can fail as an error of the protocol only. */
const openOrFail = async ({ open }: ServerParts): Promise<Pipeline> => {
  try {
    return await open();
  } catch (error) {
    throw failedRead(toFailure(error));
  }
};

/** Tool calls as the source of resources: the same pipeline, the same guard. */
const sourceOf =
  (parts: ServerParts, base: BaseCall, uri?: string): Source =>
  async (tool, args) => {
    const pipeline = await openOrFail(parts);
    const reply = await pipeline.run(tool, args, base);
    if (reply.isError) throw failedRead(reply, uri);
    return reply.structuredContent ?? {};
  };

/** 2025 era: a client subscribes at its own server, one resource at a time. */
const offerResources = (server: Server, parts: ServerParts, subscriptions: Subscriptions): void =>
  serveResources(server, {
    sourceFor: (ctx, uri) => sourceOf(parts, baseCallOf(server, ctx, parts), uri),
    rules: async () => (await openOrFail(parts)).rules,
    subscribe: (uri) => subscriptions.set(server, new Set([...subscriptions.urisOf(server), uri])),
    unsubscribe: (uri) => {
      const others = [...subscriptions.urisOf(server)].filter((one) => one !== uri);
      subscriptions.set(server, new Set(others));
    },
  });
