import type { Server, ServerContext } from '@modelcontextprotocol/server';
import type { Log } from '../catalogue/invoke.ts';
import type { Principal } from '../catalogue/risk.ts';
import type { BaseCall } from '../guard/guard.ts';
import { clientOf } from './capabilities.ts';
import { askOf } from './elicitation.ts';
import { createProgressReporter, type ProgressReporter } from './progress.ts';

/** What all calls of one process have in common. */
export interface CallOrigin {
  readonly log: Log;
  readonly transport: 'stdio' | 'http';
  /** Whose calls count as one caller's, where the transport has no session of its own. */
  readonly session: string;
}

/** A question of the guard ends its waiting before the call is answered as pending: its text says more. */
const holdMs = 40_000;

const isPrincipal = (value: unknown): value is Principal => {
  const { name, may }: { readonly name?: unknown; readonly may?: unknown } = Object(value);
  return typeof name === 'string' && typeof may === 'function';
};

/** Who calls, as the transport has found it out; undefined where nobody has to say. */
export const principalOf = ({ http }: ServerContext): Principal | undefined => {
  const principal = http?.authInfo?.extra?.['principal'];
  if (http?.authInfo && !isPrincipal(principal)) throw new Error('a caller without a name');
  return isPrincipal(principal) ? principal : undefined;
};

/** Whose call it is: the same person's or program's over all of its connections where it had to say who it is. */
const sessionOf = (principal: Principal | undefined, { sessionId }: ServerContext, session: string): string =>
  principal ? `principal ${principal.name}` : (sessionId ?? session);

/** Sessions of one principal count their requests each from one. */
export const requestIdOf = ({ mcpReq: { id }, sessionId }: ServerContext): string =>
  sessionId === undefined ? String(id) : `${sessionId.slice(0, 8)}/${id}`;

/** A request of a client as the guard and the tools see it. */
export const baseCallOf = (
  server: Server,
  ctx: ServerContext,
  { log, session, transport }: CallOrigin,
  { report }: ProgressReporter = createProgressReporter(ctx),
): BaseCall => {
  const client = clientOf(server, ctx);
  const principal = principalOf(ctx);
  return {
    signal: ctx.mcpReq.signal,
    progress: ({ message, done, total }) => report(message, done, total),
    log,
    caller: {
      requestId: requestIdOf(ctx),
      session: sessionOf(principal, ctx, session),
      transport,
      ...(principal && { principal }),
      ...(client && { client: `${client.name} ${client.version}` }),
    },
    ask: askOf(server, ctx),
    ...(ctx.mcpReq._meta?.progressToken === undefined && { holdMs }),
  };
};

/** A read of subscribed resources, which no client asked for. */
export const watchCallOf = ({ log, session, transport }: CallOrigin, signal: AbortSignal): BaseCall => ({
  signal,
  progress: () => {},
  log,
  caller: { requestId: 'watch', session, transport },
});
