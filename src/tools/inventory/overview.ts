import { z } from 'zod';
import { format, type Language, type LocalizedText } from '../../catalogue/message.ts';
import { regionId } from '../../catalogue/schema/fields.ts';
import { defineTool } from '../tool.ts';
import { statusOfEach } from './connection-words.ts';
import { atLeast, countOf, type Inventory, notSeen, type RegionInventory, readInventory } from './inventory.ts';
import { createLastStatus } from './last-status.ts';
import { isOwnFault, type Line, linesOf, SCREEN } from './overview-lines.ts';
import { expiring, nearest, unused } from './overview-lists.ts';
import { tally, tunnelHealths, usedPeers } from './tunnel-state.ts';

/** At most so many expiring and unused resources are listed; the rest is counted. */
const LISTED = 10;

const texts = {
  head: {
    en: 'Gateways: {gateways}; tunnels: {tunnels}{health}{connections}; SSL servers: {servers}; client certificates: {certs}; regions: {regions}.',
    zh: '{regions} 个地域：{gateways} 个网关，{tunnels} 条隧道{health}{connections}，{servers} 个 SSL 服务端，{certs} 张客户端证书。',
  },
  connections: { en: ' of {count} connections', zh: '（{count} 个连接）' },
  worst: { en: ' Worst: {what}.', zh: '最严重：{what}。' },
  more: { en: ' and {count} more', zh: '，另有 {count} 项' },
  fine: { en: ' Nothing is down.', zh: '没有故障。' },
  fineSoFar: { en: ' Nothing that was read is down.', zh: '已读取的部分没有故障。' },
  fineAsKnown: { en: ' Nothing is known to be down.', zh: '没有已知的故障。' },
  soon: {
    en: ' Certificates: {ended} expired, {ending} ending within 30 days.',
    zh: '证书：{ended} 张已过期，{ending} 张将在 30 天内到期。',
  },
  idle: { en: ' Unused: {count}.', zh: '闲置：{count} 项。' },
  partial: {
    en: 'NOT complete: {count} reads failed, see NotSeen. ',
    zh: '结果不完整：{count} 项读取失败，见 NotSeen。',
  },
  further: { en: '{count} more: Offset {next}', zh: '另有 {count} 行：Offset {next}' },
  unlisted: {
    en: 'Tunnels that are up and not listed: {count}; DescribeVpnConnections lists those of a gateway, FindResource finds one by name',
    zh: '未列出的正常隧道：{count}；DescribeVpnConnections 可列出某个网关的隧道，FindResource 可按名称查找',
  },
  ending: {
    en: 'Certificates not listed: {count}; AuditVpn with Rules CRT lists all',
    zh: '未列出的证书：{count}；用 AuditVpn（Rules 为 CRT）查看全部',
  },
  idling: {
    en: 'Unused, not listed: {count}; AuditVpn with Rules OPS-03, OPS-04 lists all',
    zh: '未列出的闲置资源：{count}；用 AuditVpn（Rules 为 OPS-03、OPS-04）查看全部',
  },
} satisfies Record<string, LocalizedText>;

const statuses = ({ regions }: Inventory): ReadonlyMap<string, string> =>
  new Map(
    regions.flatMap((region) => [
      ...region.gateways.map((one) => [String(one.VpnGatewayId), one.Status ?? 'unknown'] as const),
      ...region.connections.map((one) => [String(one.VpnConnectionId), statusOfEach(one)] as const),
    ]),
  );

/** The three worst by name, and how many others are down or degraded. */
const worstOf = (lines: readonly Line[], language: Language): string => {
  const faulty = lines.filter(isOwnFault);
  const names = faulty.slice(0, 3).map(({ Name, Id, State }) => `${Name || Id} (${State.split(/[,，]/)[0]})`);
  const rest = faulty.length - names.length;
  const more = rest > 0 ? format(texts.more, language, { count: rest }) : '';
  return names.join(', ') + more;
};

const verdict = (
  inventory: Inventory,
  lines: readonly Line[],
  lists: { readonly soon: ReturnType<typeof expiring>; readonly idle: number },
  language: Language,
): string => {
  const all = <T>(of: (region: RegionInventory) => readonly T[]): readonly T[] => inventory.regions.flatMap(of);
  const connections = all((region) => region.connections);
  const tunnels = tunnelHealths(connections);
  const isSure = inventory.regions.every((region) => usedPeers(region) !== undefined);
  const health = tally(tunnels, language);
  const bracketed = language === 'zh' ? `（${health}）` : ` (${health})`;
  const what = worstOf(lines, language);
  const missing = inventory.unseen.length;
  const isDoubtful = lines.some(({ Health }) => Health === 'unknown');
  const fine = missing > 0 ? texts.fineSoFar : isDoubtful ? texts.fineAsKnown : texts.fine;
  const ended = lists.soon.filter(({ hasEnded }) => hasEnded).length;
  return [
    missing > 0 ? format(texts.partial, language, { count: missing }) : '',
    format(texts.head, language, {
      gateways: countOf(inventory, 'DescribeVpnGateways', all(({ gateways }) => gateways).length, language),
      tunnels: isSure
        ? countOf(inventory, 'DescribeVpnConnections', tunnels.length, language)
        : atLeast(tunnels.length, language),
      connections:
        isSure && tunnels.length === connections.length
          ? ''
          : format(texts.connections, language, { count: connections.length }),
      health: health && bracketed,
      servers: countOf(inventory, 'DescribeSslVpnServers', all(({ sslServers }) => sslServers).length, language),
      certs: countOf(inventory, 'DescribeSslVpnClientCerts', all(({ certificates }) => certificates).length, language),
      regions: countOf(inventory, 'DescribeRegions', inventory.regions.length, language),
    }),
    what ? format(texts.worst, language, { what }) : format(fine, language),
    lists.soon.length > 0 ? format(texts.soon, language, { ended, ending: lists.soon.length - ended }) : '',
    lists.idle > 0 ? format(texts.idle, language, { count: lists.idle }) : '',
  ].join('');
};

/** What is not on this screen, and where it is. */
const moreOf = (
  parts: readonly (readonly [text: LocalizedText, count: number, next?: number])[],
  language: Language,
): string =>
  parts
    .filter(([, count]) => count > 0)
    .map(([text, count, next = 0]) => format(text, language, { count, next }))
    .join(language === 'zh' ? '。' : '. ');

const memory = createLastStatus();

/** The state of everything on one screen. Changes nothing. */
export const Overview = defineTool({
  name: 'Overview',
  toolset: 'assist',
  description: 'Show gateways, tunnels, SSL servers and certificates on one screen, worst first.',
  risk: 'read',
  input: z.strictObject({
    RegionId: regionId.describe('default: all regions'),
    Offset: z.int().min(0).optional().describe('lines to skip'),
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
    const inventory = await readInventory(invoke, call, { RegionId, kinds });
    const { lines, unlisted } = linesOf(inventory, language);
    const shown = lines.slice(Offset, Offset + SCREEN);
    const changed = memory.changes(call.caller.session, statuses(inventory), new Date().toISOString());
    const [soon, idle] = [expiring(inventory, Date.now()), unused(inventory, language)];
    // Further screens are of lines only.
    const listed = Offset === 0 ? LISTED : 0;
    const ending = nearest(soon, listed).map(({ hasEnded: _, ...row }) => row);
    const idling = idle.slice(0, listed);
    const next = Offset + shown.length;
    const more = moreOf(
      [
        [texts.further, lines.length - next, next],
        [texts.unlisted, unlisted],
        ...(Offset === 0
          ? ([
              [texts.ending, soon.length - ending.length],
              [texts.idling, idle.length - idling.length],
            ] as const)
          : []),
      ],
      language,
    );
    return {
      Verdict: verdict(inventory, lines, { soon, idle: idle.length }, language),
      Lines: [...shown],
      ...(more === '' ? {} : { More: more }),
      ...(changed.length > 0 ? { Changed: [...changed] } : {}),
      ...(ending.length > 0 ? { Expiring: ending } : {}),
      ...(idling.length > 0 ? { Unused: idling } : {}),
      ...(inventory.unseen.length > 0 ? { NotSeen: notSeen(inventory) } : {}),
    };
  },
});
