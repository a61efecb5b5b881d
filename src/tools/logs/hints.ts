import type { LocalizedText } from '../../catalogue/message.ts';
import { COUNTERS } from '../../vendors/index.ts';
import type { Counters } from '../../vendors/vendor.ts';
import { type CandidateCause, evidenceOf, fact, rankCandidates } from '../causes/evidence.ts';
import { type LogFacts, oddIdentities, privateEnd } from './facts.ts';
import { candidatesOfLine, type LogMatch } from './match.ts';
import { candidatesOfNarrowing } from './narrowing.ts';
import { CLOSED, medianGap, type NegotiationEvent, PHASE_1_UP, START, secondsOf } from './negotiation-state.ts';

/** How often a tunnel came up, and the median seconds between. */
export interface UpTimes {
  readonly count: number;
  readonly everySeconds?: number;
}

/** How often phase 1 came up, by distinct times of day. */
export const upTimes = (lines: readonly string[]): UpTimes => {
  const times = lines.filter((line) => PHASE_1_UP.test(line) && !/QM_IDLE|MM_ACTIVE/.test(line)).map(secondsOf);
  const known = [...new Set(times.filter((time) => time !== undefined))].sort((a, b) => a - b);
  const everySeconds = medianGap(known);
  return { count: known.length || times.length, ...(everySeconds !== undefined && { everySeconds }) };
};

const FLAPS: LocalizedText = {
  en: 'the tunnel came up {count} times in this log, about every {every} s',
  zh: '该日志中隧道建立了 {count} 次，间隔约 {every} 秒',
};
const ODD_ID: LocalizedText = {
  en: 'an identity in use is not the address of its end: {ids}',
  zh: '使用的身份标识不是该端地址：{ids}',
};
const PRIVATE_END: LocalizedText = {
  en: 'one end sees itself at the private address {address}: it is behind a NAT, and its default identity is that address',
  zh: '一端看到自己的地址是私网地址 {address}：它位于 NAT 之后，默认身份标识就是该地址',
};

const NAT_MAIN: LocalizedText = {
  en: 'IKEv1 main mode with a pre-shared key finds the key by address, and a NAT stands between the ends',
  zh: 'IKEv1 主模式加预共享密钥按地址查找密钥，而两端之间有 NAT',
};

/** Rows that a translated main mode with a pre-shared key ends in: no key by address, or silence after message two. */
const NAT_ROWS: readonly number[] = [16, 23, 105];

const natCandidates = (facts: LogFacts, matches: readonly LogMatch[]): CandidateCause[] => {
  const hit = matches.find(({ pattern }) => NAT_ROWS.includes(pattern.row));
  const isMain = facts.modes.includes('main') && facts.versions.includes('ikev1');
  return facts.hasNat && isMain && hit
    ? [{ id: 'nat-traversal', confidence: 0.7, evidence: [evidenceOf(NAT_MAIN)] }]
    : [];
};

const AGGRESSIVE_HASH: LocalizedText = {
  en: 'line {at}: "{line}": in aggressive mode this proof is made with the key alone, so the keys differ',
  zh: '第 {at} 行："{line}"：野蛮模式下该校验仅由密钥计算，因此两端密钥不一致',
};

const HASH_ROW = 8;

/** In the first exchange of aggressive mode nothing but the key goes into the hash that fails. */
const keyCandidates = (matches: readonly LogMatch[], events: readonly NegotiationEvent[]): readonly CandidateCause[] =>
  matches
    .filter(({ pattern, at }) => pattern.row === HASH_ROW && events[at - 1]?.exchange === 'AGGRESSIVE')
    .filter(({ at }) => events[at - 1]?.phase !== 2)
    .map(({ at, line }) => ({
      id: 'psk-mismatch' as const,
      confidence: 0.92,
      evidence: [evidenceOf(AGGRESSIVE_HASH, { at, line })],
    }));

/** What the facts around a refusal add: an identity that looks odd makes a mismatch of identities likelier. */
const identityCandidates = (
  facts: LogFacts,
  candidates: readonly CandidateCause[],
  expected: readonly string[],
): CandidateCause[] => {
  const isDoubted = candidates.some(({ id, confidence }) => id === 'identity-mismatch' && confidence >= 0.35);
  if (!isDoubted) return [];
  const odd = oddIdentities(facts).filter((id) => !expected.includes(id));
  const inside = privateEnd(facts);
  // An end behind a NAT that calls itself by another name than its address has been told to.
  const isNamed = facts.identities.length > 0 && !facts.identities.some(({ id }) => id === inside);
  return [
    ...(odd.length > 0
      ? [
          {
            id: 'identity-mismatch' as const,
            confidence: 0.65,
            evidence: [evidenceOf(ODD_ID, { ids: odd.join(', ') })],
          },
        ]
      : []),
    ...(inside && !isNamed
      ? [
          {
            id: 'identity-mismatch' as const,
            confidence: 0.8,
            evidence: [evidenceOf(PRIVATE_END, { address: inside })],
          },
        ]
      : []),
    ...(inside ? [{ id: 'nat-traversal' as const, confidence: 0.4, evidence: [fact(inside)] }] : []),
  ];
};

const flapping = (ups: UpTimes, lines: readonly string[]): CandidateCause[] => {
  const closed = lines.filter((line) => CLOSED.test(line)).length;
  if (ups.count < 3 || closed < 2) return [];
  return [
    {
      id: 'flapping',
      confidence: 0.65,
      evidence: [evidenceOf(FLAPS, { count: ups.count, every: ups.everySeconds ?? '?' })],
    },
  ];
};

const ONE_WAY = {
  noneBack: {
    en: 'line {at}: {sent} packets went into the tunnel and none came back: the other end does not get them, or has no route back',
    zh: '第 {at} 行：{sent} 个报文进入隧道，没有报文返回：对端没有收到，或缺少回程路由',
  },
  noneSent: {
    en: 'line {at}: {received} packets came out of the tunnel and none went in: this end has no route back, or its filter drops the answers',
    zh: '第 {at} 行：从隧道收到 {received} 个报文，没有报文发出：本端缺少回程路由，或应答被过滤',
  },
} as const satisfies Readonly<Record<string, LocalizedText>>;

/** What a line counts: packets sent, received, or both. */
interface Count {
  readonly at: number;
  readonly sent?: number;
  readonly received?: number;
}

/** A counter and its counterpart stand in one line, or within so many. */
const APART = 3;

const numberIn = (line: string, pattern: RegExp): number | undefined => {
  const found = pattern.exec(line)?.[1];
  return found === undefined ? undefined : Number(found);
};

const countsIn = (lines: readonly string[], counters: Counters): readonly Count[] =>
  lines.flatMap((line, index) => {
    const [sent, received] = [numberIn(line, counters.sent), numberIn(line, counters.received)];
    if (sent === undefined && received === undefined) return [];
    return [{ at: index + 1, ...(sent !== undefined && { sent }), ...(received !== undefined && { received }) }];
  });

/** Each counter with its counterpart; none is used twice, or the end of one SA would pair with the beginning of the next. */
const pairsOf = (counts: readonly Count[]): readonly Required<Count>[] => {
  const pairs: Required<Count>[] = [];
  let open: Count | undefined;
  for (const count of counts) {
    const { at, sent, received } = open && count.at - open.at < APART ? { ...count, ...open } : count;
    const isPair = sent !== undefined && received !== undefined;
    if (isPair) pairs.push({ at, sent, received });
    open = isPair ? undefined : count;
  }
  return pairs;
};

/** Counters of SAs that show packets in one direction only. */
export const candidatesOfTraffic = (lines: readonly string[]): readonly CandidateCause[] =>
  COUNTERS.flatMap((counters) => pairsOf(countsIn(lines, counters)))
    .filter(({ sent, received }) => (sent === 0) !== (received === 0))
    .slice(0, 3)
    .map((values) => ({
      id: 'esp-blocked',
      confidence: 0.65,
      evidence: [evidenceOf(values.received === 0 ? ONE_WAY.noneBack : ONE_WAY.noneSent, { ...values })],
    }));

/** Contents of a log from which the hints are derived. */
export interface LogContents {
  readonly lines: readonly string[];
  readonly facts: LogFacts;
  readonly matches: readonly LogMatch[];
  readonly events: readonly NegotiationEvent[];
  readonly ups: UpTimes;
  /** What follows from how the attempts went; undefined where the log does not show attempts. */
  readonly course?: readonly CandidateCause[];
  /** Identities as they should be. */
  readonly identities?: readonly string[] | undefined;
  /** What the counters of SAs show. */
  readonly traffic?: readonly CandidateCause[];
}

/** Modes exist in IKEv1 only: an IKEv2 log rules a mismatch of modes out. */
const isPossible = ({ id }: CandidateCause, { versions }: LogFacts): boolean =>
  id !== 'ike-mode-mismatch' || !(versions.length === 1 && versions[0] === 'ikev2');

/** Causes that the log hints at without proof. */
export const weighHints = ({
  lines,
  facts,
  matches,
  events,
  ups,
  course,
  identities = [],
  traffic = [],
}: LogContents): readonly CandidateCause[] => {
  const guesses = matches.flatMap((match) => candidatesOfLine(match, events[match.at - 1] ?? START));
  const found = [
    ...natCandidates(facts, matches),
    ...keyCandidates(matches, events),
    ...guesses,
    ...identityCandidates(facts, guesses, identities),
    ...(course ?? flapping(ups, lines)),
    ...candidatesOfNarrowing(facts),
    ...traffic,
  ];
  return rankCandidates(found.filter((one) => isPossible(one, facts)));
};
