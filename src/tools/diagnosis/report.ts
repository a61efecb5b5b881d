import { causeTextOf } from '../../catalogue/causes.ts';
import { format, type Language, type LocalizedText } from '../../catalogue/message.ts';
import { NOT_UNDERSTOOD } from '../../network/tunnels.ts';
import { type CandidateCause, evidenceOf, formatEvidence } from '../causes/evidence.ts';
import { certaintyOf, confidenceText, formatCause } from '../causes/format-cause.ts';
import { formatUnread, unreadHead } from '../causes/unread.ts';
import type { ComparisonRow } from '../ends/compare-ends.ts';
import type { Remedy } from '../fixes/fix.ts';
import { remedyOf } from '../fixes/tunnel.ts';
import { learnsRoutes } from '../judges/bgp.ts';
import type { Findings, Judgement } from '../judges/judge-tunnel.ts';
import { isOnRouter, isUp, nameOf, type TunnelFacts, tunnelName } from '../judges/tunnel-facts.ts';

import { BLIND_SPOTS, FETCHED, PHASE_TEXT, VERDICT } from './messages.ts';
import { type Checkable, nextTest, undecided } from './next-test.ts';
import { observed } from './observed.ts';
import { otherSentence } from './other-tunnel.ts';
import { pairSentence } from './pair.ts';

/** One tunnel with what was found and judged. */
export interface Judged {
  readonly findings: Findings;
  readonly judgement: Judgement;
}

/** How much a report shows: the essential by default. */
interface Limits {
  readonly causes: number;
  readonly evidence: number;
}

const ESSENTIAL: Limits = { causes: 3, evidence: 2 };
const ALL: Limits = { causes: 30, evidence: 30 };
/** Of tunnels that are told together each has less room. */
const EACH: Limits = { causes: 2, evidence: 2 };

const isProbing = (candidates: readonly CandidateCause[]): boolean =>
  candidates[0]?.id.startsWith('health-check') ?? false;

const leadOf = (candidates: readonly CandidateCause[], language: Language): string => {
  const [first, second] = candidates;
  if (!first) return '';
  const values = (one: CandidateCause) => ({
    is: format(causeTextOf(one.id).is, language),
    confidence: confidenceText(one.confidence),
    count: candidates.length,
  });
  const isClose = second !== undefined && first.confidence < 0.9 && first.confidence - second.confidence <= 0.25;
  return (
    format(VERDICT[certaintyOf(first.confidence)], language, values(first)) +
    (isClose ? format(VERDICT.second, language, values(second)) : '')
  );
};

/** What a log says beside the cause: that it was not understood, is another's, or is of another time. */
const aboutLog = (
  { facts, log, evidence }: Findings,
  { candidates, tunnelPhase }: Judgement,
  language: Language,
): string => {
  if (!log) return '';
  const texts = evidence?.log ? FETCHED : VERDICT;
  const isOpenVpn = log.vendors.includes('openvpn');
  if (isOpenVpn) return candidates.length === 0 ? format(VERDICT.openvpn, language) : '';
  const sounds = log.notUnderstood?.map((line) => `"${line}"`).join('; ') ?? '';
  const says = log.candidates.length + log.past.length > 0;
  return [
    log.notUnderstood ? format(texts.notUnderstood, language) : '',
    log.unreadMaker ? format(VERDICT.unreadMaker, language, { maker: log.unreadMaker }) : '',
    sounds ? format(VERDICT.sounds, language, { lines: sounds }) : '',
    log.strangers.length > 0
      ? format(VERDICT.strangers, language, { addresses: log.strangers.slice(0, 5).join(', ') })
      : '',
    log.isUp && facts && tunnelPhase !== 'up' ? format(VERDICT.logUp, language) : '',
    log.past.length > 0
      ? format(VERDICT.past, language, {
          causes: log.past.map((id) => format(causeTextOf(id).is, language)).join('; '),
        })
      : '',
    // A reader who pasted a log must not take the guesses for results of that log.
    facts && !says && !log.notUnderstood && !log.isForeign ? format(texts.quiet, language) : '',
  ].join('');
};

/** What was changed here a moment ago: the peer may not have tried since. */
const justChanged = (facts: TunnelFacts | undefined, language: Language): string => {
  const last = facts && !isUp(facts.connection) ? facts.changes.at(-1) : undefined;
  if (!last) return '';
  const time = `${new Date(last.atMs).toISOString().slice(11, 16)} UTC`;
  return format(VERDICT.changed, language, { time, fields: last.fields.join(', ') });
};

const withoutCause = (findings: Findings, { tunnelPhase }: Judgement): LocalizedText | undefined => {
  if (!findings.facts) return findings.log?.notUnderstood ? undefined : VERDICT.nothing;
  if (tunnelPhase !== 'up') return VERDICT.notKnown;
  const { unseen, connection } = findings.facts;
  return unseen.length > 0 || isOnRouter(connection) ? VERDICT.fineSoFar : VERDICT.fine;
};

/** `plant (vco-1)`, with the tunnel where it has several: `plant (vco-1), tunnel tun-1 (slave)`. */
const titleOf = ({ connection, tunnel }: TunnelFacts): string =>
  tunnel ? `${nameOf(connection)}, tunnel ${tunnelName(tunnel.own)}` : nameOf(connection);

/** What is said first of tunnels that are not understood. */
const oddTunnels = ({ connection, notUnderstood }: TunnelFacts, language: Language): string =>
  notUnderstood
    ? format(VERDICT.oddTunnels, language, { name: nameOf(connection), why: NOT_UNDERSTOOD[notUnderstood][language] })
    : '';

/** How far a tunnel has come, and why no further. */
const phaseSentences = (
  findings: Findings,
  judgement: Judgement,
  language: Language,
  title: (facts: TunnelFacts) => string = titleOf,
): string => {
  const { facts, log } = findings;
  const { candidates, tunnelPhase } = judgement;
  const nothing = candidates.length === 0 ? withoutCause(findings, judgement) : undefined;
  const failsIn = log?.exchange !== undefined && candidates.length > 0 && tunnelPhase !== 'up' && !log.isUp;
  return [
    facts
      ? format(PHASE_TEXT[tunnelPhase], language, { name: title(facts) })
      : format(VERDICT.log, language, { lines: log?.lines ?? 0 }),
    failsIn ? format(VERDICT.exchange, language, { exchange: log?.exchange ?? '' }) : '',
    leadOf(candidates, language),
    nothing ? format(nothing, language) : '',
    isProbing(candidates) ? format(VERDICT.failover, language) : '',
  ].join('');
};

/** One or two sentences for a person. */
export const verdictOf = (findings: Findings, judgement: Judgement, language: Language): string => {
  const { facts } = findings;
  return [
    facts ? oddTunnels(facts, language) : '',
    facts ? unreadHead(facts, language) : '',
    phaseSentences(findings, judgement, language),
    facts ? otherSentence(facts, language) : '',
    facts ? pairSentence(facts, language) : '',
    justChanged(facts, language),
    aboutLog(findings, judgement, language),
  ].join('');
};

/** The same for tunnels of one connection that are down together: what each has, and once what is around them. */
const verdictOfAll = (all: readonly Judged[], language: Language): string => {
  const facts = all[0]?.findings.facts;
  if (!facts) return '';
  const name = nameOf(facts.connection);
  return [
    unreadHead(facts, language),
    format(VERDICT.bothOfOne, language, { name, count: all.length }),
    ...all.flatMap(({ findings, judgement }) => [
      ' ',
      phaseSentences(findings, judgement, language, ({ tunnel }) => (tunnel ? tunnelName(tunnel.own) : name)),
      aboutLog(findings, judgement, language),
    ]),
    pairSentence(facts, language),
    justChanged(facts, language),
  ].join('');
};

const remedyOut = ({ fix, peerChange, advice }: Remedy, language: Language) => ({
  ...(fix && {
    Fix: { Tool: fix.tool, Arguments: { ...fix.args }, ...(fix.note && { Note: formatEvidence(fix.note, language) }) },
  }),
  ...(peerChange && { PeerChange: formatEvidence(peerChange, language) }),
  ...(advice && { Advice: formatEvidence(advice, language) }),
});

/** A cause without evidence is marked as a usual cause of this phase. */
const withEvidence = (cause: CandidateCause): CandidateCause =>
  cause.evidence.length > 0 ? cause : { ...cause, evidence: [evidenceOf(VERDICT.usual)] };

/** What is no more than a guess beside a likelier cause is named with one piece of evidence, and without what to do. */
const isAside = ({ confidence, isFault }: CandidateCause, place: number): boolean =>
  place > 0 && confidence < 0.5 && !isFault;

/** The likeliest causes, and what is wrong for certain. */
const shown = ({ candidates }: Judgement, { causes }: Limits): readonly CandidateCause[] =>
  candidates.filter(({ isFault }, place) => place < causes || isFault);

/** Which tunnel a cause is of, where the connection has several. */
const tunnelOut = (facts: TunnelFacts | undefined) => (facts?.tunnel ? { Tunnel: tunnelName(facts.tunnel.own) } : {});

const causesOut = (findings: Findings, judgement: Judgement, limits: Limits, language: Language) =>
  shown(judgement, limits).map((cause, place) => {
    const isShort = limits !== ALL && isAside(cause, place);
    return {
      ...tunnelOut(findings.facts),
      ...formatCause(withEvidence(cause), causeTextOf(cause.id).is, isShort ? 1 : limits.evidence, language),
      ...(isShort ? {} : remedyOut(remedyOf(cause, findings.facts, judgement.peer), language)),
    };
  });

/** Routes that no list of the gateway has. */
const routeSpots = ({ connection, routes }: TunnelFacts, language: Language): readonly string[] => {
  if (isOnRouter(connection)) return [format(BLIND_SPOTS.router, language, { id: connection.TransitRouterId || '?' })];
  return learnsRoutes(connection) && !routes.some(({ isLearned }) => isLearned)
    ? [format(BLIND_SPOTS.learned, language)]
    : [];
};

const blindSpots = (
  findings: Findings,
  { tunnelPhase, candidates }: Judgement,
  language: Language,
): readonly string[] => {
  const { facts, log, evidence } = findings;
  const isPath = tunnelPhase === 'up';
  return [
    ...(isPath ? [BLIND_SPOTS.path, BLIND_SPOTS.history] : []),
    ...(!isPath && !log && !evidence?.verdict && !evidence?.log
      ? [evidence ? BLIND_SPOTS.unfetched : BLIND_SPOTS.negotiation]
      : []),
    ...(candidates.some(({ id }) => id === 'psk-mismatch') ? [BLIND_SPOTS.key] : []),
  ]
    .map((text) => format(text, language))
    .concat(facts ? routeSpots(facts, language) : [])
    .concat(
      [...(facts?.unseen ?? []), ...(evidence?.unread ?? [])].map(({ Action, Reason }) =>
        formatUnread(Action, Reason, language),
      ),
    );
};

/** Fields that the pasted configuration does not give stand in one row: a long table of dashes helps nobody. */
const comparisonOut = (rows: readonly ComparisonRow[], isWhole: boolean) => {
  const silent = rows.filter(({ result }) => result === 'not given').map(({ field }) => field);
  if (isWhole || silent.length < 3) return rowsOut(rows);
  const given = rows.filter(({ result }) => result !== 'not given');
  return [...rowsOut(given), { Field: silent.join(', '), Cloud: '', Peer: '', Result: 'not given' }];
};

const rowsOut = (rows: readonly ComparisonRow[]) =>
  rows.map(({ field, cloud, peer, result }) => ({ Field: field, Cloud: cloud, Peer: peer, Result: result }));

/** Where the cloud has a check that nobody has asked for yet. */
const checkableOf = ({ facts, evidence }: Findings): Checkable | undefined => {
  const { VpnGatewayId: gateway, VpnConnectionId: id } = facts?.connection ?? {};
  return evidence?.mayCheck && !evidence.check && gateway && id ? { gateway, id } : undefined;
};

/** The judgement as the tool gives it: the essential, or with `isWhole` everything. */
export const reportTunnel = (
  findings: Findings,
  judgement: Judgement,
  language: Language,
  isWhole: boolean,
  essential: Limits = ESSENTIAL,
) => {
  const { candidates, tunnelPhase, comparison } = judgement;
  const limits = isWhole ? ALL : essential;
  const open = undecided(candidates);
  const hasPaste = findings.log !== undefined || findings.peer !== undefined;
  const left = candidates.length - shown(judgement, limits).length;
  return {
    Verdict: verdictOf(findings, judgement, language),
    Causes: causesOut(findings, judgement, limits, language),
    ...(left > 0 && { More: `${left} more: All true` }),
    ...(open.length > 0 && { Undecided: [...open] }),
    NextTest: formatEvidence(nextTest(candidates, tunnelPhase, hasPaste, checkableOf(findings)), language),
    Observed: observed(findings, language),
    NotVisible: [...blindSpots(findings, judgement, language)],
    ...(comparison.length > 0 && { Comparison: comparisonOut(comparison, isWhole) }),
  };
};

/** Tunnels of one connection that are down together: each one's causes, and what was observed of the first and its twin. */
export const reportTunnels = (all: readonly [Judged, ...Judged[]], language: Language, isWhole: boolean) => {
  const [first, ...rest] = all;
  if (rest.length === 0) return reportTunnel(first.findings, first.judgement, language, isWhole);
  const { More: _, ...base } = reportTunnel(first.findings, first.judgement, language, isWhole, EACH);
  const others = rest.map((one) => reportTunnel(one.findings, one.judgement, language, isWhole, EACH));
  const limits = isWhole ? ALL : EACH;
  const left = all.reduce(
    (sum, { judgement }) => sum + judgement.candidates.length - shown(judgement, limits).length,
    0,
  );
  const { Comparison = others.find((one) => one.Comparison)?.Comparison } = base;
  return {
    ...base,
    Verdict: verdictOfAll(all, language),
    Causes: [base, ...others].flatMap(({ Causes }) => Causes),
    ...(left > 0 && { More: `${left} more: All true` }),
    NotVisible: [...new Set([base, ...others].flatMap(({ NotVisible }) => NotVisible))],
    ...(Comparison && { Comparison }),
  };
};
