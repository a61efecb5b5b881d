import type { Server, ServerContext } from '@modelcontextprotocol/server';
import type { Log } from '../catalogue/invoke.ts';
import type { BaseCall } from '../guard/guard.ts';
import { askOf, clientOf } from './elicitation.ts';
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

/** A request of a client as the guard and the tools see it. */
export const baseCallOf = (
  server: Server,
  ctx: ServerContext,
  { log, session, transport }: CallOrigin,
  { report }: ProgressReporter = createProgressReporter(ctx),
): BaseCall => {
  const client = clientOf(server, ctx);
  return {
    signal: ctx.mcpReq.signal,
    progress: ({ message, done, total }) => report(message, done, total),
    log,
    caller: {
      requestId: String(ctx.mcpReq.id),
      session: ctx.sessionId ?? session,
      transport,
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
