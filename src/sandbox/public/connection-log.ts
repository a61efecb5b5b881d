import { findConnection, regionRow } from '../handlers/checks.ts';
import { may, must, type Reply, type Request } from '../handlers/handler.ts';
import { integer, invalid, text } from '../handlers/kinds.ts';
import { windowOf } from '../handlers/log-window.ts';
import { page, pageRows } from '../handlers/page.ts';
import type { VpnConnection, World } from '../state/world.ts';
import { logOf, type Seen, seeAll, writeLine } from '../tunnels/cloud-log.ts';
import type { PublicHandlers } from './action.ts';

/** The tunnels that are meant: one, or all of the connection. A tunnel of another connection is no value. */
const meant = (world: World, connection: VpnConnection, id: string | undefined): Seen[] => {
  const all = seeAll(world, connection);
  const found = id ? all.filter(({ tunnel }) => tunnel?.TunnelId === id) : all;
  if (found.length === 0) throw invalid('TunnelId');
  return found;
};

/** `Count` is that of the page, unlike in the log of an SSL-VPN server. */
const readLog = (request: Request, world: World): Reply => {
  const { input } = request;
  const tunnels = meant(world, findConnection(world, request), input['TunnelId']);
  const { from, to } = windowOf(input, world.clock.now());
  const lines = tunnels
    .flatMap((seen) => logOf(world, seen, from, to).map((line) => ({ time: line.time, text: writeLine(seen, line) })))
    .sort((a, b) => a.time - b.time);
  const Logs: string[] = [];
  const { PageNumber, PageSize } = page(lines, input, ['Data', 'Logs'], (line) => Logs.push(line.text));
  return { PageNumber, PageSize, Count: Logs.length, IsCompleted: world.platform.log_complete, Data: { Logs } };
};

export const connectionLogHandlers = {
  DescribeVpnConnectionLogs: {
    effect: 'read',
    takes: {
      ...{ ...regionRow, ...pageRows, VpnConnectionId: must(text), TunnelId: may(text) },
      ...{
        From: may(integer(0, 9_999_999_999)),
        To: may(integer(0, 9_999_999_999)),
        MinutePeriod: may(integer(1, 10)),
      },
    },
    run: readLog,
  },
} satisfies PublicHandlers;
