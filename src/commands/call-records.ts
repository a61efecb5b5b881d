import type { Fields } from '../catalogue/action.ts';
import { type Log, Suspended } from '../catalogue/invoke.ts';
import type { Pipeline } from '../server/pipeline.ts';
import { type Tracing, untraced } from '../tracing/tracing.ts';
import type { Metrics } from '../transport/http/metrics.ts';

/** How a call ended, for a log line and for counters. */
export interface Ending {
  readonly outcome: 'ok' | 'asked' | 'waiting' | 'refused' | 'failed' | 'aborted';
  /** Of an error. */
  readonly code?: string;
  /** Of an approval that is waited for, or was not given. */
  readonly state?: string;
}

type Reply = Awaited<ReturnType<Pipeline['run']>>;

/** Codes of errors come from the cloud, which may write what it likes. */
const codeIn = (text: unknown): string => (/^[\w.-]{1,64}$/.test(String(text)) ? String(text) : 'other');

/** What a reply says of how its call ended. */
export const endingOf = ({ isError, _meta: meta = {} }: Reply): Ending => {
  if (!isError) return { outcome: 'ok' };
  const code = codeIn(Object(meta['vpn-gateway-mcp/error']).Code);
  const approval: unknown = meta['vpn-gateway-mcp/approval'];
  if (approval === undefined) return { outcome: 'failed', code };
  const state = codeIn(Object(approval).State);
  return { outcome: state === 'approval_required' ? 'waiting' : 'refused', code, state };
};

const thrownEnding = (error: unknown): Ending =>
  error instanceof Suspended ? { outcome: 'asked', state: 'asked' } : { outcome: 'aborted' };

/** The same pipeline; each call leaves one line in the log, is counted, and is a part of a trace. */
export const recordCalls = (
  pipeline: Pipeline,
  log: Log,
  { count, observe }: Metrics,
  tracing: Tracing = untraced,
): Pipeline => {
  const runRecorded = async (
    [tool, args, base]: Parameters<Pipeline['run']>,
    end: (how: Ending) => void,
  ): Promise<Reply> => {
    const startMs = performance.now();
    const record = (ending: Ending): void => {
      const { outcome, code, state } = ending;
      end(ending);
      const ms = Math.round(performance.now() - startMs);
      count('vpn_mcp_tool_calls_total', { tool, outcome });
      observe('vpn_mcp_tool_call_seconds', ms / 1000, { tool });
      if (code !== undefined) count('vpn_mcp_errors_total', { code });
      if (state !== undefined) count('vpn_mcp_approvals_total', { state });
      const { principal, client, requestId } = base.caller;
      log('info', 'tool call', { tool, outcome, code, ms, principal: principal?.name, client, requestId });
    };
    try {
      const reply = await pipeline.run(tool, args, base);
      record(endingOf(reply));
      return reply;
    } catch (error) {
      record(thrownEnding(error));
      throw error;
    }
  };
  return { ...pipeline, run: (...given) => tracing.call(given[0], (end) => runRecorded(given, end)) };
};

const secondsOf = ({ ms }: Fields): number => Number(ms) / 1000;

/** The same log; what the client tells of requests to the cloud is counted, and a part of a trace. */
export const countCloudRequests =
  (log: Log, { count, observe }: Metrics, tracing: Tracing = untraced): Log =>
  (level, event, facts) => {
    if (event === 'call' && facts?.['ms'] !== undefined) {
      count('vpn_mcp_cloud_requests_total', { status: String(facts['status'] ?? 'lost') });
      observe('vpn_mcp_cloud_request_seconds', secondsOf(facts));
      tracing.cloudRequest(facts);
    }
    if (event === 'another attempt') count('vpn_mcp_cloud_retries_total', { because: codeIn(facts?.['because']) });
    log(level, event, facts);
  };
