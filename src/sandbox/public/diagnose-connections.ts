import { own, regionRow } from '../handlers/checks.ts';
import { may, type Reply, type Request } from '../handlers/handler.ts';
import { text } from '../handlers/kinds.ts';
import { pageRows } from '../handlers/page.ts';
import { missing } from '../state/refusal.ts';
import type { World } from '../state/world.ts';
import { type LogLine, logOf, type Seen, seeAll, writeLine } from '../tunnels/cloud-log.ts';
import { type PublicHandlers, pageOf, valuesOf } from './action.ts';

/** The last line that tells of the failure. */
const lastFailure = (world: World, seen: Seen): LogLine | undefined => {
  const now = world.clock.now();
  const lines = logOf(world, seen, now - 180_000, now);
  return lines.findLast(({ text }) => text === seen.words.line) ?? lines.at(-1);
};

/** One tunnel's verdict. What is up, or does not even try, has the code for nothing found. */
const shown = (world: World, seen: Seen): Reply => {
  const { connection, tunnel, words } = seen;
  const { code: FailedReasonCode, reason: FailedReason, severity: Severity, local = '', remote = '' } = words;
  const failure = words.line ? lastFailure(world, seen) : undefined;
  return {
    ...{ VpnConnectionId: connection.VpnConnectionId, ...(tunnel && { TunnelId: tunnel.TunnelId }) },
    ...{ FailedReasonCode, FailedReason, Severity, MismatchLocalParam: local, MismatchRemoteParam: remote },
    SourceLog: failure ? writeLine(seen, failure) : '',
    ...(failure && { FailedTime: failure.time }),
  };
};

/** Tunnels, connections or a gateway must be named; what is not there is left out, as in every list. */
const diagnose = (request: Request, world: World): Reply => {
  const { input } = request;
  const tunnelIds = valuesOf(input, 'TunnelIds');
  const connectionIds = valuesOf(input, 'VpnConnectionIds');
  const gatewayId = input['VpnGatewayId'];
  if (tunnelIds.length + connectionIds.length === 0 && !gatewayId) throw missing('VpnConnectionIds');
  const found = own(world.data.connections, request)
    .filter((one) => !gatewayId || one.VpnGatewayId === gatewayId)
    .filter((one) => connectionIds.length === 0 || connectionIds.includes(one.VpnConnectionId))
    .flatMap((one) => seeAll(world, one))
    .filter(({ tunnel }) => tunnelIds.length === 0 || tunnelIds.includes(tunnel?.TunnelId ?? ''));
  return pageOf(found, input, 'VpnConnections', (seen) => shown(world, seen));
};

export const diagnoseConnectionsHandlers = {
  DiagnoseVpnConnections: {
    effect: 'read',
    takes: {
      ...{ ...regionRow, ...pageRows },
      ...{ VpnConnectionIds: may(text), TunnelIds: may(text), VpnGatewayId: may(text) },
    },
    run: diagnose,
  },
} satisfies PublicHandlers;
