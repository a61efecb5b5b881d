import { isFields } from '../../catalogue/action.ts';
import type { LocalizedText } from '../../catalogue/message.ts';
import { type CandidateCause, evidenceOf, fact } from '../causes/evidence.ts';
import type { Connection } from '../inventory/inventory.ts';
import { isUp, type TunnelFacts, tunnelName } from './tunnel-facts.ts';
import { tunnelRows } from './tunnels-around.ts';

const SEEN = {
  down: {
    en: 'BGP status = {status} while the tunnel is up',
    zh: '隧道已建立，但 BGP 状态为 {status}',
  },
  other: {
    en: 'BGP over {tunnel} is up: routes that the peer announces there too lead through it',
    zh: '{tunnel} 上的 BGP 正常：对端在其上同样通告的路由经由它',
  },
} satisfies Record<string, LocalizedText>;

/** State of a BGP session; `unknown` where there is none, or a word that is not understood. */
export type BgpState = 'up' | 'down' | 'unknown';

/** A tunnel says BgpStatus, a connection Status. */
const statusOf = ({ VpnBgpConfig: bgp }: Connection): string => {
  const status = isFields(bgp) ? (bgp['BgpStatus'] ?? bgp['Status']) : undefined;
  return typeof status === 'string' || typeof status === 'boolean' ? String(status) : '';
};

const STATES: ReadonlyMap<string, BgpState> = new Map([
  ['success', 'up'],
  ['true', 'up'],
  ['false', 'down'],
  ['failed', 'down'],
]);

export const bgpStateOf = (row: Connection): BgpState => STATES.get(statusOf(row).toLowerCase()) ?? 'unknown';

const hasSession = ({ VpnBgpConfig: bgp }: Connection): boolean =>
  isFields(bgp) && String(bgp['EnableBgp'] ?? true) !== 'false' && Object.values(bgp).some((value) => Boolean(value));

/** Whether routes may come over BGP instead of standing in a table of the gateway. */
export const learnsRoutes = (connection: Connection): boolean =>
  connection.EnableTunnelsBgp === true || tunnelRows(connection).some(hasSession);

/** Entries that were written for this connection carry its traffic without BGP. */
const hasWrittenRoute = ({ routes, connection }: TunnelFacts): boolean =>
  routes.some(({ NextHop, isLearned }) => NextHop === connection.VpnConnectionId && !isLearned);

const confidenceOf = (facts: TunnelFacts, hasOther: boolean): number => {
  if (hasWrittenRoute(facts)) return 0.4;
  return hasOther ? 0.6 : 0.8;
};

/** A BGP session that is down over a tunnel that is up: no route comes over it, and none of its routes leads into it. */
export const judgeBgp = (facts: TunnelFacts): readonly CandidateCause[] => {
  const { connection, tunnel } = facts;
  if (!isUp(connection) || bgpStateOf(connection) !== 'down') return [];
  const bgp = isFields(connection.VpnBgpConfig) ? connection.VpnBgpConfig : {};
  const shown = ['LocalAsn', 'LocalBgpIp', 'PeerAsn', 'PeerBgpIp', 'TunnelCidr'].flatMap((name) =>
    bgp[name] ? [`${name} = ${bgp[name]}`] : [],
  );
  const other = tunnel?.others.find((one) => isUp(one.connection) && bgpStateOf(one.connection) === 'up');
  const evidence = [
    evidenceOf(SEEN.down, { status: statusOf(connection) }),
    ...(shown.length > 0 ? [fact(shown.join(', '))] : []),
    ...(other ? [evidenceOf(SEEN.other, { tunnel: tunnelName(other) })] : []),
  ];
  return [{ id: 'bgp-down', confidence: confidenceOf(facts, other !== undefined), evidence, isFault: true }];
};
