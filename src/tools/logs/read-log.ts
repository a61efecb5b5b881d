import type { CauseId } from '../../catalogue/causes.ts';
import { foreignLog, logMakersOf } from '../../vendors/index.ts';
import type { CandidateCause } from '../causes/evidence.ts';
import { quote, readPasted, type Unread } from '../pasted-text.ts';
import { attemptsOf } from './attempts.ts';
import { charonLineOf, isCharon } from './charon-line.ts';
import { type LogFacts, readFacts } from './facts.ts';
import { candidatesOfTraffic, upTimes, weighHints } from './hints.ts';
import { asWritten, inOrder, renumber, withLineEnds } from './layout.ts';
import { firstOfEachKind, type LogMatch, matchLines } from './match.ts';
import { type NegotiationEvent, negotiationEventsOf } from './negotiation-state.ts';
import { ownersOf } from './owners.ts';
import { candidatesOfProofs, type Proof, pastCauses, proofsIn } from './proofs.ts';
import { type KnownTunnel, scopeOf } from './scope.ts';
import { candidatesOfSilence, candidatesOfStalls, candidatesOfStrangers } from './stalls.ts';
import { candidatesOfUpkeep } from './upkeep.ts';

/** What a pasted log says. */
export interface LogReading {
  readonly lines: number;
  readonly unread?: Unread;
  /** Whose words it is in, by the signs of each vendor. */
  readonly vendors: readonly string[];
  readonly facts: LogFacts;
  /** The exchange in which it ended, such as `IKE_AUTH`; undefined when the log names none. */
  readonly exchange?: string;
  /** Causes that the log alone supports, surest first; the earliest proof leads. */
  readonly candidates: readonly CandidateCause[];
  /** Lines that only follow from the proven cause. */
  readonly follows: readonly LogMatch[];
  /** Causes that a later attempt in the same log got past. */
  readonly past: readonly CauseId[];
  /** Whether the tunnel stands at the end of the log, as every end that wrote it has it. */
  readonly isUp: boolean;
  /** Lines that sound like trouble in a log of which nothing was understood; undefined where something was. */
  readonly notUnderstood: readonly string[] | undefined;
  /** The maker of a log of which nothing was understood, where a line shows it. */
  readonly unreadMaker: string | undefined;
  /** Whether the attempts in it are all of other tunnels. */
  readonly isForeign: boolean;
  /** Addresses of other tunnels' peers that it speaks of. */
  readonly strangers: readonly string[];
}

const exchangeAt = (events: readonly NegotiationEvent[], at: number | undefined): string | undefined =>
  events[at ?? events.length - 1]?.exchange ?? events.at(-1)?.exchange;

/** Rows that count: where whole attempts are shown, what a retransmission means is read from them. */
const counting = (matches: readonly LogMatch[], hasAttempts: boolean): readonly LogMatch[] =>
  hasAttempts ? matches.filter(({ pattern }) => !pattern.isStage) : matches;

/** Causes that earlier attempts of the same tunnel showed and the latest does not. */
const earlierCauses = (
  lines: readonly string[],
  isEarlier: (at: number) => boolean,
  writerOf: (at: number) => string | undefined,
): readonly CauseId[] => {
  const view = lines.map((line, at) => (isEarlier(at) ? line : ''));
  if (view.every((line) => line === '')) return [];
  const events = negotiationEventsOf(view, writerOf);
  const proofs = proofsIn(counting(matchLines(view, events), true), readFacts(view).offers, events);
  return distinctIds(proofs);
};

const distinctIds = (proofs: readonly Proof[]): readonly CauseId[] => [...new Set(proofs.map(({ id }) => id))];

/** How the attempts of the log went, and what follows from it; undefined where no line shows an attempt. */
const readCourse = (lines: readonly string[], tunnel: KnownTunnel) => {
  const parsed = lines.map(charonLineOf);
  const owners = ownersOf(parsed);
  const attempts = attemptsOf(parsed, owners);
  const scope = scopeOf(parsed, owners, attempts, tunnel);
  const { courses, isCurrent } = scope;
  const isSilent = attempts.length === 0 && parsed.filter(isCharon).length > 3;
  const course = [
    ...candidatesOfStalls(courses, isCurrent, tunnel),
    ...candidatesOfUpkeep(attempts, courses, lines, isCurrent),
    ...(isSilent ? candidatesOfSilence() : []),
    ...(courses.length === 0 ? candidatesOfStrangers(attempts, tunnel) : []),
  ];
  return { scope, course: attempts.length > 0 || isSilent ? course : undefined };
};

const isUnderstood = (matches: readonly LogMatch[], course: readonly CandidateCause[] | undefined): boolean =>
  matches.length > 0 || course !== undefined;

const TROUBLE =
  /fail|error|mismatch|reject|denied|refus|invalid|timed? ?out|\u5931\u8d25|\u9519\u8bef|\u4e0d\u5339\u914d|\u62d2\u7edd|\u8d85\u65f6/i;

/** Lines of a text in unknown words that sound like trouble, the first few. */
const suspiciousIn = (lines: readonly string[]): readonly string[] =>
  lines
    .filter((line) => TROUBLE.test(line))
    .slice(0, 3)
    .map((line) => quote(line, 120));

/**
 * Reads a pasted log of one end or of both, one after the other: what failed, why, and what else it tells. Lines of other
 * tunnels than the one asked about count for nothing; of several attempts the latest decides.
 */
export const readLog = (text: string, tunnel: KnownTunnel = {}): LogReading => {
  const { lines: pasted, unread } = readPasted(withLineEnds(text));
  const { lines, numberOf } = inOrder(asWritten(pasted));
  const { scope, course } = readCourse(lines, tunnel);
  const { courses, isCurrent, isEarlier, strangers, writerOf, sideOf } = scope;
  const view = lines.map((line, at) => (isCurrent(at) ? line : ''));
  const events = negotiationEventsOf(view, writerOf);
  const facts = readFacts(view);
  const isUp = courses.length > 0 && courses.every((one) => one.isUp);
  // On an established tunnel only what fails while it is renewed is trouble.
  const isLive = ({ isRenewal }: { readonly isRenewal: boolean }): boolean => !isUp || isRenewal;
  const seen = counting(matchLines(view, events, sideOf), courses.length > 0);
  const all = seen.filter(isLive);
  const proofs = proofsIn(seen, facts.offers, events, sideOf);
  const past = isUp
    ? distinctIds(proofs.filter((proof) => !isLive(proof)))
    : courses.length > 0
      ? []
      : pastCauses(proofs, view, events);
  const open = proofs.filter((proof) => isLive(proof) && !past.includes(proof.id));
  const matches = firstOfEachKind(all).filter(({ causes }) => !causes[0] || !past.includes(causes[0]));
  const proven = candidatesOfProofs(open);
  const traffic = candidatesOfTraffic(view);
  const hinted = weighHints({
    ...{ lines: view, facts, matches, events, ups: upTimes(view), traffic, identities: tunnel.identities },
    ...(course && { course }),
  });
  const exchange = exchangeAt(events, open[0]?.at ?? matches.at(-1)?.at);
  const candidates = proven.length > 0 ? proven : hinted;
  const earlier = earlierCauses(lines, isEarlier, writerOf).filter((id) => !candidates.some((one) => one.id === id));
  return {
    lines: pasted.length,
    ...(unread && { unread }),
    vendors: logMakersOf(lines),
    facts,
    ...(exchange && { exchange }),
    ...renumber(
      candidates,
      matches.filter(({ causes }) => proven.length > 0 && !causes.some((id) => id === proven[0]?.id)),
      numberOf,
    ),
    past: [...new Set([...past, ...earlier])],
    isUp,
    ...(isUnderstood(seen, course) || traffic.length > 0
      ? { notUnderstood: undefined, unreadMaker: undefined }
      : { notUnderstood: suspiciousIn(lines), unreadMaker: foreignLog(lines) }),
    isForeign: courses.length === 0 && strangers.length > 0,
    strangers,
  };
};
