import { DescribeSslVpnServers } from '../../catalogue/actions/ssl-server.ts';
import { DescribeVpnConnection } from '../../catalogue/actions/vpn-connection.ts';
import { DescribeVpnGateway } from '../../catalogue/actions/vpn-gateway.ts';
import type { Call, Invoke } from '../../catalogue/invoke.ts';
import type { RetryWindow } from '../deliver.ts';
import type { Timing } from '../retry/backoff.ts';
import type { Parameters } from '../wire/sign.ts';

const longestPauseMs = 5_000;

/**
 * Waits after the cloud has refused because a gateway is being configured. Reads its status, first soon, then every five
 * seconds, until it is active, cannot be read, or `window` is over; the caller then tries again. Rejects only on an abort.
 */
export const awaitGateway = async (
  parameters: Parameters,
  read: Invoke,
  call: Call,
  timing: Timing,
  { startMs, firstMs, untilMs }: RetryWindow,
): Promise<void> => {
  let gateway: string | undefined;
  for (let pauseMs = firstMs; timing.now() + pauseMs <= untilMs; pauseMs = Math.min(pauseMs * 1.6, longestPauseMs)) {
    await timing.sleep(pauseMs, call.signal);
    const quiet = { ...call, progress: () => {}, holdMs: Math.max(1, untilMs - timing.now()) };
    const region = parameters['RegionId'];
    gateway ??= await unlessRefused(() => gatewayOf(parameters, read, quiet), call);
    // A connection may hang on something else than a gateway: its ID is empty then.
    if (!gateway) return;
    const input = { RegionId: region, VpnGatewayId: gateway };
    const state = await unlessRefused(() => read(DescribeVpnGateway, input, quiet), call);
    if (state?.Status === undefined || state.Status === 'active') return;
    const message = `${gateway} is ${state.Status}: waiting for the change before ours`;
    call.progress({ done: (timing.now() - startMs) / 1000, message });
  }
};

/** The gateway behind a call that does not name it. */
const gatewayOf = async (parameters: Parameters, read: Invoke, call: Call): Promise<string | undefined> => {
  const { RegionId, VpnGatewayId, VpnConnectionId, SslVpnServerId } = parameters;
  if (VpnGatewayId !== undefined) return VpnGatewayId;
  if (VpnConnectionId !== undefined) {
    return (await read(DescribeVpnConnection, { RegionId, VpnConnectionId }, call)).VpnGatewayId;
  }
  if (SslVpnServerId === undefined) return undefined;
  return (await read(DescribeSslVpnServers, { RegionId, SslVpnServerId }, call)).SslVpnServers?.[0]?.VpnGatewayId;
};

// A status that cannot be read is no reason to fail: the next attempt of the caller's call will show.
const unlessRefused = async <T>(readStatus: () => Promise<T>, call: Call): Promise<T | undefined> => {
  try {
    return await readStatus();
  } catch (problem) {
    if (call.signal.aborted) throw problem;
    return undefined;
  }
};
