import type { Call, Invoke } from '../../catalogue/invoke.ts';
import { isSame, readBlocks } from '../../network/cidr.ts';
import type { BoardLine, Standing } from '../change/job.ts';
import { called, labelOf } from '../inventory/connection-words.ts';
import { handOver } from '../sites/hand-over.ts';
import type { Copying } from './copy-ends.ts';
import { healthCheckOf } from './copy-settings.ts';

const line = (What: string, State: BoardLine['State']): BoardLine => ({ What, State });

const ANY = '0.0.0.0/0';

/** Calls that a person may want next: routes draw traffic, and a health check needs an address of the new side. */
const proposals = ({ source, from, to, gateway, copy, tunnels }: Copying): readonly string[] => {
  const { VpnConnectionId: NextHop = '(new)' } = copy ?? {};
  const { RegionId } = to.region;
  const own = from.region.routes.filter((one) => one.NextHop === source.VpnConnectionId && one.RouteType === 'dbr');
  const dests = own.length > 0 ? own.map(({ RouteDest }) => RouteDest) : readBlocks(source.RemoteSubnet).blocks;
  const near = to.region.routes.filter(({ VpnGatewayId }) => VpnGatewayId === gateway.VpnGatewayId);
  const missing = dests.filter(
    (dest) => dest !== ANY && !near.some((one) => one.NextHop === NextHop && isSame(one.RouteDest, dest)),
  );
  const check = Object(healthCheckOf(source)['HealthCheckConfig']);
  const set = { ...check, sip: '(an address of LocalSubnet)' };
  const isChecked = copy?.VcoHealthCheck?.Enable === 'true' || tunnels.length > 1 || !check.dip;
  return [
    ...missing.map((RouteDest) => {
      const isTaken = near.some((one) => one.Weight === 100 && isSame(one.RouteDest, RouteDest));
      const Weight = isTaken ? 0 : 100;
      const entry = { RegionId, VpnGatewayId: gateway.VpnGatewayId, RouteDest, NextHop, Weight, PublishVpc: true };
      return `No route was made. When the tunnel is up: CreateVpnRouteEntry ${JSON.stringify(entry)}.`;
    }),
    ...(isChecked
      ? []
      : [
          `No health check was copied. ModifyVpnConnectionAttribute ${JSON.stringify({ RegionId, VpnConnectionId: NextHop, HealthCheckConfig: set })} sets it.`,
        ]),
  ];
};

/** How the copy stands, and what people do next. */
export const standingOf = async (copying: Copying, invoke: Invoke, call: Call): Promise<Standing> => {
  const { peers, copy, source, gateway, to } = copying;
  const gateways = peers.map(({ address, id, isNew }) =>
    line(`customer gateway ${address}${isNew ? '' : ` (${id})`}`, isNew ? 'to do' : 'done'),
  );
  const place = `on ${called(gateway.VpnGatewayId, gateway.Name)}`;
  if (!copy) return { board: [...gateways, line(`copy of ${labelOf(source)} ${place}`, 'to do')], next: [] };
  const { RegionId } = to.region;
  const over = await handOver(invoke, call, { RegionId, connection: copy, tool: 'CopyConnection' });
  const open = proposals(copying);
  return {
    board: [
      ...[...gateways, line(`copy ${labelOf(copy)} ${place}`, 'done'), ...over.board],
      line('routes and health check of the copy, see Next', open.length === 0 ? 'done' : 'waits for people'),
    ],
    next: [...over.next, ...open],
  };
};
