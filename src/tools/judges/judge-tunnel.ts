import type { CauseId } from '../../catalogue/causes.ts';
import type { LocalizedText } from '../../catalogue/message.ts';
import { type End, isKnown, UNKNOWN_END } from '../../vendors/end.ts';
import { type CandidateCause, evidenceOf, rankCandidates } from '../causes/evidence.ts';
import { candidatesOfVerdict } from '../cloud-evidence/cloud-verdict.ts';
import type { TunnelEvidence } from '../cloud-evidence/tunnel-evidence.ts';
import { type ComparisonRow, compareEnds } from '../ends/compare-ends.ts';
import { privateEnd } from '../logs/facts.ts';
import type { LogReading } from '../logs/read-log.ts';
import { judgeBgp } from './bgp.ts';
import { judgeCustomerGateway } from './customer-gateway.ts';
import { judgeGateway } from './gateway.ts';
import { judgeHealth } from './health.ts';
import { judgePath, judgeVpcPath } from './path.ts';
import { clearedBy, judgeRows } from './peer.ts';
import { isOfTunnel, peerFromLog } from './peer-from-log.ts';
import { judgePhase1 } from './phase-1.ts';
import { judgePhase2 } from './phase-2.ts';
import { cloudEnd, ownAddress, type TunnelFacts, type TunnelPhase, tunnelPhaseOf } from './tunnel-facts.ts';

/** Everything that a diagnosis is made from; each part may be missing. */
export interface Findings {
  readonly facts?: TunnelFacts;
  readonly log?: LogReading;
  /** The peer's end, from a pasted configuration. */
  readonly peer?: End;
  /** What the cloud itself says, where it says anything; a log that was pasted goes before its own. */
  readonly evidence?: TunnelEvidence;
  /** What was pasted names no tunnel, and is only taken to be of this one: it proves nothing. */
  readonly isAssumed?: true;
}

/** What was found, before it is formatted as text. */
export interface Judgement {
  readonly tunnelPhase: TunnelPhase;
  /** Surest first; empty when nothing is wrong as far as can be seen. */
  readonly candidates: readonly CandidateCause[];
  /** Both ends field by field, when a configuration was pasted. */
  readonly comparison: readonly ComparisonRow[];
  /** Settings of the peer from the pasted configuration; fields that it lacks come from the log. */
  readonly peer: End;
}

const DEFAULT_IDS: LocalizedText = {
  en: 'both IDs are the public addresses of their ends, as they should be: the key is likelier than an identity',
  zh: '双方 ID 均为各自公网地址，符合预期：密钥不一致的可能性高于 ID',
};

/** An identity is as expected by default on the cloud's side; then a refused authentication is rather the key. */
const hasDefaultIds = (facts: TunnelFacts): boolean => {
  const { LocalId, RemoteId } = facts.connection.IkeConfig ?? {};
  const address = ownAddress(facts);
  return (
    address !== undefined &&
    LocalId === address &&
    RemoteId !== undefined &&
    RemoteId === facts.customerGateway?.IpAddress
  );
};

const preferKeyOverIdentity = (
  candidates: readonly CandidateCause[],
  facts: TunnelFacts | undefined,
): readonly CandidateCause[] => {
  const key = candidates.find(({ id }) => id === 'psk-mismatch');
  const identity = candidates.find(({ id }) => id === 'identity-mismatch');
  if (!facts || !key || !identity || !hasDefaultIds(facts)) return candidates;
  // A log that shows an unexpected identity (0.65 and more) counts more than the cloud's own settings.
  if (identity.confidence >= 0.65 || key.confidence < 0.5 || candidates[0] !== key) return candidates;
  const surer: CandidateCause = { id: 'psk-mismatch', confidence: 0.68, evidence: [evidenceOf(DEFAULT_IDS)] };
  return rankCandidates([...candidates, surer]);
};

const SINCE: LocalizedText = {
  en: 'the log ends with the tunnel up: both ends agreed on everything, and it was lost afterwards',
  zh: '日志结束时隧道已建立：两端配置当时一致，之后才中断',
};

/** What may have come after the end of a log in which all was well. */
const LOST_SINCE: readonly CandidateCause[] = [
  { id: 'peer-unreachable', confidence: 0.4, evidence: [evidenceOf(SINCE)] },
  { id: 'flapping', confidence: 0.3, evidence: [evidenceOf(SINCE)] },
];

const TRIED: readonly CauseId[] = ['not-initiated', 'peer-unreachable'];

/** Guesses from the cloud's settings. Weak ones are dropped where a log or a comparison shows the cause. */
const guesses = (
  facts: TunnelFacts,
  log: LogReading | undefined,
  observedCauses: readonly CandidateCause[],
  cleared: readonly CauseId[],
): readonly CandidateCause[] => {
  const tunnelPhase = tunnelPhaseOf(facts.connection);
  const isProven = observedCauses.some(({ confidence }) => confidence >= 0.9);
  const unfiltered =
    tunnelPhase === 'phase-1' ? judgePhase1(facts) : tunnelPhase === 'phase-2' ? judgePhase2(facts) : [];
  if (log?.isUp && !log.isForeign && tunnelPhase !== 'up')
    return [...unfiltered.filter(({ confidence }) => confidence >= 0.7), ...LOST_SINCE];
  const isNamedByLog = (log?.candidates[0]?.confidence ?? 0) >= 0.5;
  const hasAnswer = log?.exchange !== undefined && !log.candidates.some(({ id }) => TRIED.includes(id));
  return unfiltered
    .filter(({ id }) => !(hasAnswer && TRIED.includes(id)))
    .filter(({ confidence }) => !isProven || confidence >= 0.7)
    .filter(({ id, confidence }) => !isNamedByLog || confidence >= 0.7 || log?.candidates.some((one) => one.id === id))
    .map((one) => (cleared.includes(one.id) ? { ...one, confidence: 0.05 } : one));
};

/** The key as cause when every compared field agrees: no configuration shows a key, so only it remains. */
const keyByElimination = (rows: readonly ComparisonRow[], tunnelPhase: TunnelPhase): readonly CandidateCause[] => {
  const given = rows.filter(({ result }) => result !== 'not given');
  if (tunnelPhase !== 'phase-1' || given.length < 6 || given.some(({ result }) => result === 'mismatch')) return [];
  // What is left is no more than a guess: nothing speaks against the key that both ends have.
  return [{ id: 'psk-mismatch', confidence: 0.45, evidence: [evidenceOf(ALL_MATCH, { count: given.length })] }];
};

const ALL_MATCH: LocalizedText = {
  en: 'all {count} given fields agree; a key is in no comparison',
  zh: '已给出的 {count} 个字段全部一致；密钥不参与比较',
};

const IN_PART = 0.55;

/** What a configuration shows proves nothing where more of it is elsewhere, or was not understood. */
const judgeConfig = (
  rows: readonly ComparisonRow[],
  peer: End | undefined,
  tunnelPhase: TunnelPhase,
  isAssumed: boolean,
): readonly CandidateCause[] => {
  const isWhole = !isAssumed && (peer?.doubts ?? []).every(({ kind }) => kind === 'beside');
  const found = judgeRows(rows, tunnelPhase);
  return isWhole ? found : found.map((one) => ({ ...one, confidence: Math.min(IN_PART, one.confidence) }));
};

/** Beside a proven cause, weak candidates are left out; what is wrong for certain stays. */
const dropWeak = (candidates: readonly CandidateCause[]): readonly CandidateCause[] => {
  const least = (candidates[0]?.confidence ?? 0) >= 0.9 ? 0.35 : 0.08;
  return candidates.filter(({ confidence, isFault }) => confidence >= least || isFault);
};

/** An end behind NAT uses its private address as identity unless configured otherwise: precise enough for a fix. */
const assumeIdentity = (peer: End, log: LogReading | undefined): End => {
  const inside = log?.candidates.some(({ id }) => id === 'identity-mismatch') ? privateEnd(log.facts) : undefined;
  return peer.local_id === undefined && inside !== undefined ? { ...peer, local_id: inside } : peer;
};

const locked = (candidates: readonly CandidateCause[]): readonly CandidateCause[] | undefined =>
  candidates.some(({ id }) => id === 'financial-locked' || id === 'ipsec-disabled')
    ? rankCandidates(candidates)
    : undefined;

/** Causes that show only on an established tunnel. Any other cause in its log was overcome already. */
const LASTING: readonly CauseId[] = [
  'pfs-mismatch',
  'flapping',
  'lifetime-mismatch',
  'esp-blocked',
  'stale-sa',
  'duplicate-identity',
];

const fromLog = (log: LogReading, cloud: End, tunnelPhase: TunnelPhase): readonly CandidateCause[] => {
  const isForeign = log.isForeign || !isOfTunnel(cloud, log.facts);
  return log.candidates.map((one) => {
    const isPast = tunnelPhase === 'up' && !LASTING.includes(one.id);
    return { ...one, confidence: Math.min(one.confidence, isForeign ? 0.6 : isPast ? 0.5 : 1) };
  });
};

/** Compares what the log shows of the peer with the cloud; proof only where a line of the log names the same cause. */
const judgeLogRows = (
  cloud: End,
  seen: Partial<End>,
  log: LogReading,
  tunnelPhase: TunnelPhase,
): readonly CandidateCause[] => {
  // A negotiation that came up agreed on everything, whatever one end offered besides.
  if (log.isUp || log.isForeign) return [];
  const rows = compareEnds(cloud, { ...UNKNOWN_END, ...seen });
  const isInLog = (id: CauseId): boolean => log.candidates.some((one) => one.id === id && one.confidence >= 0.35);
  return judgeRows(rows, tunnelPhase).map((one) => ({
    ...one,
    confidence: isInLog(one.id) ? Math.min(0.93, one.confidence) : Math.min(0.6, one.confidence),
  }));
};

const overlay = (base: Partial<End>, top: End | undefined): End => {
  const known = Object.entries(top ?? {}).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  return { ...UNKNOWN_END, ...base, ...Object.fromEntries(known) };
};

const SILENT: LocalizedText = {
  en: "the cloud's own log of the last {minutes} minutes has no line of this tunnel: nobody tries",
  zh: '云端最近 {minutes} 分钟的日志中没有该隧道的任何一行：没有任何一端在尝试',
};

/** A shorter window may lie between two attempts. */
const LEAST_MINUTES = 3;

/** A tunnel that is down, and of which the cloud has no line and no failure: nobody starts it. */
const judgeSilence = (
  { log, verdict, readMs }: TunnelEvidence,
  tunnelPhase: TunnelPhase,
): readonly CandidateCause[] => {
  if (tunnelPhase !== 'phase-1' || log?.lines !== 0 || !log.isWhole || log.minutes < LEAST_MINUTES) return [];
  const hasFailed = (verdict?.failedMs ?? 0) > readMs - log.minutes * 60_000;
  return hasFailed
    ? []
    : [{ id: 'not-initiated', confidence: 0.7, evidence: [evidenceOf(SILENT, { minutes: log.minutes })] }];
};

const judgeEvidence = (
  evidence: TunnelEvidence | undefined,
  { changes }: TunnelFacts,
  tunnelPhase: TunnelPhase,
): readonly CandidateCause[] => {
  if (!evidence) return [];
  const { verdict, readMs } = evidence;
  const setting = { phase: tunnelPhase, readMs, changedMs: changes.at(-1)?.atMs };
  return [...(verdict ? candidatesOfVerdict(verdict, setting) : []), ...judgeSilence(evidence, tunnelPhase)];
};

const judgeTunnelFacts = (facts: TunnelFacts, { log, peer, isAssumed, evidence }: Findings): Judgement => {
  const tunnelPhase = tunnelPhaseOf(facts.connection);
  const cloud = cloudEnd(facts);
  const gateway = judgeGateway(facts);
  const seen = log ? peerFromLog(cloud, log.facts) : {};
  const knownPeer = overlay(seen, peer);
  const comparison = peer && isKnown(peer) ? compareEnds(cloud, peer) : [];
  const lockedCauses = locked(gateway);
  if (lockedCauses) return { tunnelPhase, candidates: lockedCauses, comparison, peer: knownPeer };
  const observedCauses = [
    ...gateway,
    ...judgeCustomerGateway(facts),
    ...judgeEvidence(evidence, facts, tunnelPhase),
    ...(log ? fromLog(log, cloud, tunnelPhase) : []),
    ...(log ? judgeLogRows(cloud, seen, log, tunnelPhase) : []),
    ...judgeConfig(comparison, peer, tunnelPhase, isAssumed === true),
    ...keyByElimination(comparison, tunnelPhase),
    ...judgeHealth(facts),
    ...judgeBgp(facts),
    ...judgePath(facts),
    ...(tunnelPhase === 'up' ? judgeVpcPath(facts) : []),
  ];
  const candidates = rankCandidates([...observedCauses, ...guesses(facts, log, observedCauses, clearedBy(comparison))]);
  return {
    tunnelPhase,
    candidates: dropWeak(preferKeyOverIdentity(candidates, facts)),
    comparison,
    peer: assumeIdentity(knownPeer, log),
  };
};

/**
 * Judges a tunnel from what was read and pasted. Pure: the same findings give the same judgement. Without a tunnel it
 * explains the log alone.
 */
export const judgeTunnel = (findings: Findings): Judgement => {
  if (findings.facts) return judgeTunnelFacts(findings.facts, findings);
  const candidates = findings.log?.candidates ?? [];
  return { tunnelPhase: 'unknown', candidates, comparison: [], peer: overlay({}, findings.peer) };
};
