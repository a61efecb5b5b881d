import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { type Faults, faultSchema } from './api/faults.ts';
import { readBody } from './api/incoming.ts';
import type { RequestLog } from './api/request-log.ts';
import { readLines } from './handlers/log-window.ts';
import type { Clock } from './state/clock.ts';
import { payOrder } from './state/orders.ts';
import { applyPatch, type Patch } from './state/patch.ts';
import { sslState } from './state/ssl-sessions.ts';
import type { VpnConnection, World } from './state/world.ts';
import { tunnelState, tunnelStatus, tunnelVerdict } from './tunnels/state.ts';

/**
 * For tests and people: shows what really happened, and changes the simulated cloud. Loopback only, JSON only, never a tool.
 *
 *     GET  state      the whole world: the lists of a world file under the API's names, secrets in the clear, statuses
 *                     computed; and `sts_sessions`, `tunnels` (one entry each, cause and both ends' logs), `faults`, `now`
 *     GET  requests   every request so far, refused ones too: [{ action, parameters, verdict, … }] (RequestEntry)
 *     POST faults     one fault or a list of them (faults.ts); `[]` removes all. Answers with those that wait
 *     POST clock      { advanceMs } or { set: ISO time or epoch ms }; { skewMs } moves the time that signatures are checked against
 *     POST pay        { OrderId }: pays an order for a gateway, which then begins to be made (public cloud)
 *     POST patch      changes the running world: { "vpn-1.Status": "updating for 3 polls" } (patch.ts)
 *     POST reset      { world?, patch? }: a fresh world (a name, a file or a whole world; default: the one of the start);
 *                     requests, faults, tokens and the clock start over too
 */
export interface Control {
  /** Answers one request below the control path; `path` is what follows it. */
  answer(request: IncomingMessage, path: string): Promise<{ status: number; body: unknown }>;
}

/** What a reset may be given. */
export const resetSchema = z.strictObject({
  world: z.union([z.string(), z.looseObject({})]).optional(),
  patch: z.union([z.looseObject({}), z.array(z.looseObject({}))]).optional(),
});

export type Reset = z.output<typeof resetSchema>;

const clockSchema = z.strictObject({
  advanceMs: z.number().optional(),
  set: z.union([z.number(), z.iso.datetime()]).optional(),
  skewMs: z.number().optional(),
});

const orderSchema = z.strictObject({ OrderId: z.number() });

/** Everything that the control endpoint shows or changes. */
export interface ControlContext {
  readonly world: World;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly log: RequestLog;
  readonly reset: (to: Reset) => Promise<void>;
}

export const createControl = (context: ControlContext): Control => {
  const routes: Readonly<Record<string, (body: unknown) => unknown>> = {
    'GET state': () => stateOf(context),
    'GET requests': () => context.log.entries(),
    'GET faults': () => context.faults.list(),
    'POST faults': (body) => setFaults(context.faults, body),
    'POST clock': (body) => moveClock(context.clock, body),
    'POST pay': (body) => payOrder(context.world, orderSchema.parse(body).OrderId),
    'POST patch': (body) => patchWorld(context.world, body),
    'POST reset': async (body) => {
      await context.reset(resetSchema.parse(body ?? {}));
      return stateOf(context);
    },
  };
  return {
    answer: async (request, path) => {
      if (!isLocal(request))
        return { status: 403, body: { error: 'The control endpoint answers loopback callers only.' } };
      const route = routes[`${request.method} ${path.replaceAll('/', '')}`];
      if (!route) return { status: 404, body: { error: `Known: ${Object.keys(routes).join(', ')}.` } };
      try {
        const text = await readBody(request);
        return { status: 200, body: await route(text === '' ? undefined : JSON.parse(text)) };
      } catch (error) {
        return { status: 400, body: { error: explain(error) } };
      }
    },
  };
};

const explain = (error: unknown): string => {
  if (error instanceof z.ZodError) return z.prettifyError(error);
  return error instanceof Error ? error.message : String(error);
};

/** A page in a browser may reach loopback under a name of its own choosing; it cannot choose the Host header of that name. */
const isLocal = ({ headers }: IncomingMessage): boolean =>
  /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(headers.host ?? '') && headers.origin === undefined;

const setFaults = (faults: Faults, body: unknown): unknown => {
  const list = z.array(faultSchema).parse(Array.isArray(body) ? body : [body]);
  if (list.length === 0) faults.clear();
  faults.add(list);
  return faults.list();
};

const moveClock = (clock: Clock, body: unknown): unknown => {
  const { advanceMs, set, skewMs } = clockSchema.parse(body);
  if (advanceMs !== undefined) clock.advance(advanceMs);
  if (set !== undefined) clock.set(new Date(set).getTime());
  if (skewMs !== undefined) clock.setSkew(skewMs);
  return { now: new Date(clock.now()).toISOString(), signaturesJudgedBy: new Date(clock.gatewayTime()).toISOString() };
};

const patchWorld = (world: World, body: unknown): unknown => {
  const patch: Patch = z.union([z.looseObject({}), z.array(z.looseObject({}))]).parse(body);
  applyPatch(world.data, patch);
  world.data.ssl_logs = readLines(world.data, world.data.ssl_logs, world.clock.now());
  world.readStatuses();
  return {};
};

/** The outcome of each tunnel of a connection, with the cause and what both ends' logs say. */
const verdictsOf = (world: World, connection: VpnConnection): object[] => {
  const { VpnConnectionId, tunnels } = connection;
  if (!tunnels) return [{ VpnConnectionId, ...tunnelVerdict(world, connection) }];
  return tunnels.map((one) => ({
    VpnConnectionId,
    TunnelId: one.TunnelId,
    ...tunnelVerdict(world, connection, one),
  }));
};

const stateOf = ({ world, clock, faults }: ControlContext): unknown => {
  world.settle();
  const connections = world.data.connections.map((one) => {
    const { Status, health } = tunnelState(world, one);
    const tunnels = one.tunnels?.map((tunnel) => ({ ...tunnel, Status: tunnelStatus(world, one, tunnel) }));
    return { ...one, Status, VcoHealthCheck: { ...one.VcoHealthCheck, Status: health }, ...(tunnels && { tunnels }) };
  });
  const tunnels = world.data.connections.flatMap((one) => verdictsOf(world, one));
  const now = new Date(clock.now()).toISOString();
  return {
    ...{ ...world.data, connections, ...sslState(world), tunnels },
    ...{ sts_sessions: world.sessions, faults: faults.list(), now },
  };
};
