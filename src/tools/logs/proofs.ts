import type { CauseId } from '../../catalogue/causes.ts';
import type { LocalizedText } from '../../catalogue/message.ts';
import { type CandidateCause, type Evidence, evidenceOf, rankCandidates } from '../causes/evidence.ts';
import { compareProposals, type ProposalDifference } from '../ends/compare-proposals.ts';
import type { LoggedOffers } from './facts.ts';
import { type LogMatch, quoteLine } from './match.ts';
import { type NegotiationEvent, PHASE_2_UP, START, secondsOf } from './negotiation-state.ts';
import type { LogSide } from './scope.ts';

/** A cause that a line or a pair of lists proves. */
export interface Proof {
  readonly id: CauseId;
  readonly at: number;
  readonly evidence: Evidence;
  readonly advice?: LocalizedText | undefined;
  readonly isRenewal: boolean;
}

/** What differs, by the ends that have it: "here" would depend on who wrote the log. */
const LISTS_DIFFER = {
  cloud: {
    en: 'line {at}: {field} {ours} at the cloud, {theirs} at the peer',
    zh: '第 {at} 行：{field} 云端为 {ours}，对端为 {theirs}',
  },
  peer: {
    en: 'line {at}: {field} {theirs} at the cloud, {ours} at the peer',
    zh: '第 {at} 行：{field} 云端为 {theirs}，对端为 {ours}',
  },
  unknown: {
    en: 'line {at}: {field} {ours} at the end that wrote this log, {theirs} at the other',
    zh: '第 {at} 行：{field} 写日志的一端为 {ours}，另一端为 {theirs}',
  },
} as const satisfies Readonly<Record<string, LocalizedText>>;

const causeOfDifference = (phase: 1 | 2, apart: readonly ProposalDifference[]): CauseId => {
  if (phase === 1) return 'ike-proposal-mismatch';
  return apart.every(({ field }) => field === 'dh') ? 'pfs-mismatch' : 'ipsec-proposal-mismatch';
};

const proofOfPair = (
  received: LoggedOffers,
  configured: LoggedOffers,
  event: NegotiationEvent,
  side: LogSide | undefined,
): Proof[] => {
  const ignoreDh = received.phase === 2 && event.exchange === 'IKE_AUTH';
  return compareProposals(configured.offers, received.offers, ignoreDh).map((one, _, apart) => ({
    id: causeOfDifference(received.phase, apart),
    at: received.at + 1,
    isRenewal: event.isRenewal,
    evidence: evidenceOf(LISTS_DIFFER[side ?? 'unknown'], {
      at: received.at + 1,
      field: one.field,
      ours: one.ours.join('/') || 'none',
      theirs: one.theirs.join('/') || 'none',
    }),
  }));
};

type SideOf = (at: number) => LogSide | undefined;

/** Pairs of lists that no choice follows; charon writes the choice on the next line. */
const proofsOfLists = (offers: readonly LoggedOffers[], events: readonly NegotiationEvent[], sideOf: SideOf): Proof[] =>
  offers.flatMap((received, index) => {
    const [configured, choice] = [offers[index + 1], offers[index + 2]];
    if (received.role !== 'received' || configured?.role !== 'configured' || configured.at - received.at > 3) return [];
    const isChosen = choice?.role === 'selected' && choice.at - configured.at <= 3;
    return isChosen ? [] : proofOfPair(received, configured, events[received.at] ?? START, sideOf(received.at));
  });

/** Causes whose last sign lies before a moment at which the tunnel came fully up; a failed renewal is never past. */
export const pastCauses = (
  proofs: readonly Proof[],
  lines: readonly string[],
  events: readonly NegotiationEvent[],
): readonly CauseId[] => {
  const successes = lines
    .map((line, index) => ({
      index,
      seconds: secondsOf(line),
      isUp: PHASE_2_UP.test(line) && !events[index]?.isRenewal,
    }))
    .filter(({ isUp }) => isUp);
  const ids = [...new Set(proofs.map(({ id }) => id))];
  return ids.filter((id) => {
    const mine = proofs.filter((proof) => proof.id === id);
    const last = mine.reduce((latest, { at }) => Math.max(latest, at), 0);
    const lastSeconds = secondsOf(lines[last - 1] ?? '');
    if (lastSeconds === undefined || mine.some(({ isRenewal }) => isRenewal)) return false;
    return successes.some(({ index, seconds }) => index >= last && seconds !== undefined && seconds > lastSeconds);
  });
};

const proofsOfLines = (matches: readonly LogMatch[]): Proof[] =>
  matches.flatMap((match) => {
    const [id] = match.causes;
    return match.confidence >= 0.9 && id
      ? [{ id, at: match.at, evidence: quoteLine(match), advice: match.pattern.fix, isRenewal: match.isRenewal }]
      : [];
  });

/** The earliest proof leads; other proven causes come after it as what may still follow. */
export const candidatesOfProofs = (proofs: readonly Proof[]): readonly CandidateCause[] => {
  const [lead] = proofs;
  if (!lead) return [];
  return rankCandidates(
    proofs.map(({ id, evidence, advice }) => ({
      id,
      confidence: id === lead.id ? 0.95 : 0.4,
      evidence: [evidence],
      ...(advice && { advice }),
    })),
  );
};

/** Everything that is proven, in the order of the log. */
export const proofsIn = (
  matches: readonly LogMatch[],
  offers: readonly LoggedOffers[],
  events: readonly NegotiationEvent[],
  sideOf: SideOf = () => undefined,
): readonly Proof[] =>
  [...proofsOfLists(offers, events, sideOf), ...proofsOfLines(matches)].sort((a, b) => a.at - b.at);
