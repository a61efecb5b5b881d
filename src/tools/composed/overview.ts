import { z } from 'zod';
import { regionId } from '../../catalogue/fields.ts';
import { defineTool } from '../tool.ts';
import { type Estate, type RegionEstate, survey } from './estate.ts';
import { createMemory } from './status-memory.ts';
import { type Health, healthOfConnection, healthOfGateway, tally, tunnelsOf, worse } from './tunnel-state.ts';
import { say, type Words } from './words.ts';

const DAY_MS = 86_400_000;
const SOON_DAYS = 30;
const LINES = 30;

const told = {
  head: {
    en: 'Gateways: {gateways}; tunnels: {tunnels} ({tunnelHealth}); SSL servers: {servers}; client certificates: {certs}; regions: {regions}.',
    zh: '{regions} 个地域：{gateways} 个网关，{tunnels} 条隧道（{tunnelHealth}），{servers} 个 SSL 服务端，{certs} 张客户端证书。',
  },
  worst: { en: ' Worst: {what}.', zh: ' 最严重：{what}。' },
  fine: { en: ' Nothing is down.', zh: ' 没有故障。' },
  partial: {
    en: ' NOT complete: {count} reads failed, see NotSeen.',
    zh: ' 结果不完整：{count} 项读取失败，见 NotSeen。',
  },
} satisfies Record<string, Words>;

type Line = { Health: Health; RegionId: string; Id: string; Name: string; Kind: string; State: string };

const worstOf = (healths: readonly Health[]): Health => [...healths].sort(worse)[0] ?? 'up';

const gatewayLines = (region: RegionEstate): readonly Line[] =>
  region.gateways.map((one) => {
    const tunnels = tunnelsOf(region, one.VpnGatewayId).map(healthOfConnection);
    // Told first: a locked gateway is `active` all the same, and what comes first is what the verdict repeats.
    const locked = one.BusinessStatus === 'FinancialLocked' ? 'FinancialLocked, ' : '';
    return {
      Health: worstOf([healthOfGateway(one), ...tunnels.map((health) => (health === 'down' ? 'degraded' : health))]),
      RegionId: region.RegionId,
      Id: String(one.VpnGatewayId),
      Name: one.Name ?? '',
      Kind: 'gateway',
      State: `${locked}${one.Status}, ${one.InternetIp ?? 'no address'}, tunnels: ${tally(tunnels) || 'none'}`,
    };
  });

const tunnelLines = (region: RegionEstate): readonly Line[] =>
  region.connections
    .filter((one) => healthOfConnection(one) !== 'up')
    .map((one) => ({
      Health: healthOfConnection(one),
      RegionId: region.RegionId,
      Id: String(one.VpnConnectionId),
      Name: one.Name ?? '',
      Kind: 'tunnel',
      State: `${one.Status}${healthOfConnection(one) === 'degraded' ? ', health check failed' : ''}, on ${one.VpnGatewayId}`,
    }));

const isFull = (used: number | undefined, most: number | undefined): boolean => !!most && (used ?? 0) >= most;

const serverLines = (region: RegionEstate): readonly Line[] =>
  region.sslServers.map((one) => ({
    Health: isFull(one.Connections, one.MaxConnections) ? 'degraded' : 'up',
    RegionId: region.RegionId,
    Id: String(one.SslVpnServerId),
    Name: one.Name ?? '',
    Kind: 'SSL server',
    State: `${one.Connections ?? '?'} of ${one.MaxConnections ?? '?'} sessions, ${one.Proto} ${one.Port}`,
  }));

const expiring = (region: RegionEstate, nowMs: number) =>
  region.certificates
    .filter(({ EndTime }) => EndTime !== undefined && EndTime - nowMs < SOON_DAYS * DAY_MS)
    .sort((a, b) => (a.EndTime ?? 0) - (b.EndTime ?? 0))
    .map((one) => ({
      RegionId: region.RegionId,
      Id: String(one.SslVpnClientCertId),
      Name: one.Name ?? '',
      Ends: new Date(one.EndTime ?? 0).toISOString().slice(0, 10),
      Days: Math.floor(((one.EndTime ?? 0) - nowMs) / DAY_MS),
    }));

/** Nothing attached, or nothing up; traffic is not in this API, so "unused" cannot mean more. */
const unused = (region: RegionEstate) => [
  ...region.gateways.flatMap((one) => {
    const tunnels = tunnelsOf(region, one.VpnGatewayId);
    const hasServer = region.sslServers.some(({ VpnGatewayId }) => VpnGatewayId === one.VpnGatewayId);
    if (hasServer || tunnels.some((tunnel) => healthOfConnection(tunnel) !== 'down')) return [];
    const Why = tunnels.length === 0 ? 'nothing attached' : 'no tunnel up';
    return [{ RegionId: region.RegionId, Id: String(one.VpnGatewayId), Name: one.Name ?? '', Why }];
  }),
  ...region.customerGateways
    .filter((peer) => !region.connections.some((one) => one.CustomerGatewayId === peer.CustomerGatewayId))
    .map((peer) => ({
      RegionId: region.RegionId,
      Id: String(peer.CustomerGatewayId),
      Name: peer.Name ?? '',
      Why: 'no connection uses it (not billed)',
    })),
];

const statuses = ({ regions }: Estate): ReadonlyMap<string, string> =>
  new Map(
    regions.flatMap((region) => [
      ...region.gateways.map((one) => [String(one.VpnGatewayId), one.Status ?? 'unknown'] as const),
      ...region.connections.map((one) => [String(one.VpnConnectionId), one.Status ?? 'unknown'] as const),
    ]),
  );

const verdict = (estate: Estate, lines: readonly Line[], language: 'en' | 'zh'): string => {
  const all = <T>(of: (region: RegionEstate) => readonly T[]): readonly T[] => estate.regions.flatMap(of);
  const tunnels = all(({ connections }) => connections);
  // A gateway is degraded by its tunnels, which stand in the list themselves.
  const isOwnFault = ({ Health: health, Kind }: Line) =>
    health === 'down' || (health === 'degraded' && Kind !== 'gateway');
  const worst = lines.filter(isOwnFault).slice(0, 3);
  const what = worst.map(({ Name, Id, State }) => `${Name || Id} (${State.split(',')[0]})`).join(', ');
  const missing = estate.unseen.length;
  return [
    say(told.head, language, {
      gateways: all(({ gateways }) => gateways).length,
      tunnels: tunnels.length,
      tunnelHealth: tally(tunnels.map(healthOfConnection)) || '-',
      servers: all(({ sslServers }) => sslServers).length,
      certs: all(({ certificates }) => certificates).length,
      regions: estate.regions.length,
    }),
    worst.length > 0 ? say(told.worst, language, { what }) : say(told.fine, language),
    missing > 0 ? say(told.partial, language, { count: missing }) : '',
  ].join('');
};

const memory = createMemory();

/** The state of everything on one screen. Changes nothing. */
export const Overview = defineTool({
  name: 'Overview',
  toolset: 'assist',
  description: 'Show the state of every gateway, tunnel, SSL server and certificate on one screen, worst first.',
  risk: 'read',
  input: z.strictObject({
    RegionId: regionId.describe('default: all regions'),
    Offset: z.int().min(0).optional().describe('skip lines already seen'),
    Language: z.enum(['en', 'zh']).optional(),
  }),
  output: z.looseObject({
    Verdict: z.string(),
    Lines: z.array(z.looseObject({ Health: z.string(), Id: z.string(), State: z.string() })),
    More: z.string().optional(),
    Changed: z.array(z.looseObject({ Id: z.string() })).optional(),
    Expiring: z.array(z.looseObject({ Id: z.string(), Ends: z.string() })).optional(),
    Unused: z.array(z.looseObject({ Id: z.string(), Why: z.string() })).optional(),
    NotSeen: z.array(z.looseObject({})).optional(),
  }),
  run: async ({ RegionId, Offset = 0, Language: language = 'en' }, call, invoke) => {
    const kinds = ['gateways', 'customerGateways', 'connections', 'sslServers', 'certificates'] as const;
    const estate = await survey(invoke, call, { RegionId, kinds });
    const lines = estate.regions
      .flatMap((region) => [...gatewayLines(region), ...tunnelLines(region), ...serverLines(region)])
      .sort((a, b) => worse(a.Health, b.Health));
    const shown = lines.slice(Offset, Offset + LINES);
    const left = lines.length - Offset - shown.length;
    const changed = memory.changes(call.caller.session, statuses(estate), new Date().toISOString());
    const soon = estate.regions.flatMap((region) => expiring(region, Date.now())).slice(0, 20);
    const idle = estate.regions.flatMap(unused).slice(0, 20);
    return {
      Verdict: verdict(estate, lines, language),
      Lines: shown,
      ...(left > 0 ? { More: `${left} more: Offset ${Offset + shown.length}` } : {}),
      ...(changed.length > 0 ? { Changed: [...changed] } : {}),
      ...(soon.length > 0 ? { Expiring: soon } : {}),
      ...(idle.length > 0 ? { Unused: idle } : {}),
      ...(estate.unseen.length > 0 ? { NotSeen: [...estate.unseen] } : {}),
    };
  },
});
