import { DescribeSslVpnServers } from '../../catalogue/actions/ssl-server.ts';
import { DescribeVpnConnection } from '../../catalogue/actions/vpn-connection.ts';
import { DescribeVpnGateway } from '../../catalogue/actions/vpn-gateway.ts';
import type { Call, Invoke } from '../../catalogue/invoke.ts';
import type { Window } from '../deliver.ts';
import type { Timing } from '../retry/backoff.ts';
import type { Parameters } from '../wire/sign.ts';

const longestPauseMs = 5_000;

/**
 * After the cloud has said that a gateway is being configured: looks at it, first soon, then every five seconds, until
 * it is active, until its state cannot be read, or until the time is up. The caller then simply tries again.
 */
export const awaitGateway = async (
  parameters: Parameters,
  read: Invoke,
  call: Call,
  pace: Timing,
  { startMs, firstMs, untilMs }: Window,
): Promise<void> => {
  let gateway: string | undefined;
  for (let pauseMs = firstMs; pace.now() + pauseMs <= untilMs; pauseMs = Math.min(pauseMs * 1.6, longestPauseMs)) {
    await pace.sleep(pauseMs, call.signal);
    const quiet = { ...call, progress: () => {}, holdMs: Math.max(1, untilMs - pace.now()) };
    const region = parameters['RegionId'];
    gateway ??= await unlessRefused(() => gatewayOf(parameters, read, quiet), call);
    if (gateway === undefined) return;
    const input = { RegionId: region, VpnGatewayId: gateway };
    const state = await unlessRefused(() => read(DescribeVpnGateway, input, quiet), call);
    if (state?.Status === undefined || state.Status === 'active') return;
    const message = `${gateway} is ${state.Status}: waiting for the change before ours`;
    call.progress({ done: (pace.now() - startMs) / 1000, message });
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

// A look that fails is no reason to fail: the caller's own attempt will tell.
const unlessRefused = async <T>(look: () => Promise<T>, call: Call): Promise<T | undefined> => {
  try {
    return await look();
  } catch (problem) {
    if (call.signal.aborted) throw problem;
    return undefined;
  }
};
