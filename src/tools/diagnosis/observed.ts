import { format, type Language } from '../../catalogue/message.ts';
import { readableTime } from '../../catalogue/schema/log-window.ts';
import { isSameSet } from '../../network/cidr.ts';
import { readTunnels } from '../../network/tunnels.ts';
import { blocksIn } from '../../vendors/end.ts';
import { wasRead } from '../causes/unread.ts';
import { isKnownCode } from '../cloud-evidence/cloud-verdict.ts';
import type { GatewayCheck } from '../cloud-evidence/tunnel-evidence.ts';
import type { Connection } from '../inventory/inventory.ts';
import { areRoutesRead } from '../judges/carried.ts';
import { isProbed } from '../judges/health.ts';
import type { Findings } from '../judges/judge-tunnel.ts';
import { routeText } from '../judges/path.ts';
import { isOfTunnel } from '../judges/peer-from-log.ts';
import { cloudEnd, isOnRouter, isUp, nameOf, ownAddress, type TunnelFacts } from '../judges/tunnel-facts.ts';
import { VERDICT } from './messages.ts';
import { bothOut } from './other-tunnel.ts';
import { pairOut } from './pair.ts';

const otherTunnels = (facts: TunnelFacts): string => {
  const { siblings } = facts;
  const isKnown = wasRead(facts, 'DescribeVpnConnections') && !!facts.connection.VpnGatewayId;
  if (!isKnown && siblings.length === 0) return 'not known';
  const odd = siblings.filter((one) => readTunnels(one).notUnderstood !== undefined).length;
  const unclear = odd > 0 ? `, ${odd} not understood` : '';
  return `${siblings.filter(isUp).length} of ${isKnown ? '' : 'at least '}${siblings.length} up${unclear}`;
};

/** The API writes `failed` of a check that is switched off, too. */
const healthText = (connection: Connection): string => {
  const { Status = '?', Sip, Dip } = connection.VcoHealthCheck ?? {};
  return isProbed(connection) ? `${Status}, ${Sip} to ${Dip}` : 'off';
};

const gatewayText = (facts: TunnelFacts): string => {
  const { connection, gateway } = facts;
  const address = ownAddress(facts);
  const join = (words: readonly (string | undefined)[]): string => words.filter(Boolean).join(' ');
  if (isOnRouter(connection)) return join(['transit router', connection.TransitRouterId || '?', address]);
  const id = gateway?.VpnGatewayId || connection.VpnGatewayId || '?';
  return join([id, address, gateway?.Status, gateway?.BusinessStatus]);
};

/** The other connections of the gateway; a transit router has none. */
const aroundOut = (facts: TunnelFacts) => {
  if (isOnRouter(facts.connection)) return {};
  return { [facts.tunnel ? 'OtherConnections' : 'OtherTunnels']: otherTunnels(facts) };
};

const observedTunnel = (facts: TunnelFacts) => {
  const { connection, customerGateway, routes } = facts;
  const dests = [...blocksIn(connection.RemoteSubnet)];
  const mine = routes.filter(
    (route) =>
      route.NextHop === connection.VpnConnectionId || dests.some((dest) => isSameSet([dest], [route.RouteDest])),
  );
  return {
    Connection: facts.tunnel ? nameOf(connection) : `${nameOf(connection)} ${connection.Status ?? 'status unknown'}`,
    ...bothOut(facts),
    ...(facts.regionId && { RegionId: facts.regionId }),
    Gateway: gatewayText(facts),
    Peer: `${connection.CustomerGatewayId || '?'} ${facts.lostPeer ? 'not in this region' : (customerGateway?.IpAddress ?? '')}`.trim(),
    ...aroundOut(facts),
    ...pairOut(facts),
    // Connections with several tunnels have no health check of their own.
    ...(!facts.tunnel && !facts.notUnderstood && { HealthCheck: healthText(connection) }),
    Routes: areRoutesRead(facts) ? mine.slice(0, 6).map((route) => `${routeText(route)}, ${route.State}`) : 'not known',
  };
};

/** What is not normal; of a check that goes on nothing else is known. */
const checkText = ({ complaints, isFinished }: GatewayCheck): string =>
  complaints.join('; ') || (isFinished ? 'all normal' : 'nothing found so far');

/** The cloud's own words about the tunnel, as facts. */
const observedEvidence = ({ evidence, log }: Findings) => {
  if (!evidence) return {};
  const { verdict, check, log: fetched } = evidence;
  return {
    ...(verdict && {
      CloudVerdict: [
        isKnownCode(verdict.code) ? verdict.code : `${verdict.code} (not known here)`,
        ...(verdict.local !== undefined ? [`cloud ${verdict.local}`] : []),
        ...(verdict.remote !== undefined ? [`peer ${verdict.remote}`] : []),
        ...(verdict.failedMs !== undefined ? [`failed ${readableTime(verdict.failedMs)}`] : []),
      ].join('; '),
    }),
    ...(check && {
      CloudCheck: `${check.time}${check.isFinished ? '' : ' (not finished)'}: ${checkText(check)}`,
    }),
    ...(fetched && !log && { Log: `fetched from the cloud: no line in the last ${fetched.minutes} minutes` }),
  };
};

/** Where a log that nobody pasted comes from. */
const fetchedWords = ({ evidence }: Findings): readonly string[] =>
  evidence?.log
    ? [
        `fetched from the cloud, last ${evidence.log.minutes} minutes`,
        ...(evidence.log.isWhole ? [] : ['there may be more lines']),
      ]
    : [];

const observedLog = (findings: Findings, language: Language) => {
  const { facts, log } = findings;
  if (!log) return {};
  const { startedBy, startedTo } = log.facts;
  const isForeign = facts !== undefined && !isOfTunnel(cloudEnd(facts), log.facts);
  return {
    Log: [
      `${log.lines} lines`,
      ...fetchedWords(findings),
      ...(log.vendors.length > 0 ? [`vendor ${log.vendors.join(', ')}`] : []),
      ...(startedBy ? [`started by ${startedBy}`] : startedTo ? [`started towards ${startedTo}`] : []),
      ...(log.past.length > 0 ? [`got past: ${log.past.join(', ')}`] : []),
      ...(isForeign ? [format(VERDICT.foreign, language)] : []),
    ].join('; '),
    ...(log.follows.length > 0 && {
      FollowsFromIt: log.follows.slice(0, 3).map(({ at, pattern }) => `${at}: ${format(pattern.meaning, language)}`),
    }),
  };
};

/** What was seen, as facts and without a judgement. */
export const observed = (findings: Findings, language: Language) => ({
  ...(findings.facts && observedTunnel(findings.facts)),
  ...observedEvidence(findings),
  ...observedLog(findings, language),
});
