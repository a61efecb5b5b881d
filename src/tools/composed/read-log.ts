import type { CauseId } from './causes.ts';
import { compareOffers, type OfferDifference } from './compare-offers.ts';
import { type Evidence, fact, rankSuspects, type Suspect, told } from './evidence.ts';
import { type LogFacts, type LoggedOffers, oddIdentities, privateEnd, readFacts } from './log-facts.ts';
import { CLOSED, type Mark, marksOf, PHASE_1_UP, PHASE_2_UP, START } from './log-marks.ts';
import { causesOf, confidenceOf, type LogContext, type LogPattern, type LogVendor, phaseOf } from './log-pattern.ts';
import { IPSEC_PATTERNS } from './log-patterns.ts';
import { quote, readPasted } from './pasted-text.ts';
import type { Words } from './words.ts';

/** A line that a row of the knowledge knows. */
export interface LogMatch {
  readonly pattern: LogPattern<CauseId>;
  readonly phase: 1 | 2;
  readonly causes: readonly CauseId[];
  readonly confidence: number;
  readonly line: string;
  /** Counted from 1. */
  readonly at: number;
  readonly isRenewal: boolean;
}

/** What a pasted log says. */
export interface LogReading {
  readonly lines: number;
  readonly vendors: readonly LogVendor[];
  readonly facts: LogFacts;
  /** The exchange in which it ended, such as `IKE_AUTH`; undefined when the log names none. */
  readonly exchange?: string;
  /** Causes that the log alone supports, surest first; the earliest proof leads. */
  readonly suspects: readonly Suspect[];
  /** Whether a line proves the first suspect. */
  readonly isProven: boolean;
  /** Lines that only follow from the proven cause. */
  readonly follows: readonly LogMatch[];
  /** Causes that a later attempt in the same log got past. */
  readonly past: readonly CauseId[];
  /** How often the tunnel came up, and the median seconds between. */
  readonly ups: { readonly count: number; readonly everySeconds?: number };
}

const matchLine = (line: string, index: number, mark: Mark): LogMatch[] =>
  IPSEC_PATTERNS.filter(({ pattern }) => pattern.test(line)).map((pattern) => {
    const phase = phaseOf(pattern, line, mark);
    const causes = causesOf(pattern, phase, mark);
    const confidence = confidenceOf(pattern, 0, causes.length, mark);
    return { pattern, phase, causes, confidence, line: quote(line), at: index + 1, isRenewal: mark.isRenewal };
  });

/** Each kind of match once, at its first line. */
const firsts = (matches: readonly LogMatch[]): readonly LogMatch[] => {
  const seen = new Set<string>();
  return matches.filter((match) => {
    const key = `${match.pattern.row} ${match.causes.join()}`;
    return !seen.has(key) && seen.add(key);
  });
};

/** A cause that a line or a pair of lists proves. */
interface Proof {
  readonly id: CauseId;
  readonly at: number;
  readonly evidence: Evidence;
  readonly isRenewal: boolean;
}

const LISTS_DIFFER: Words = {
  en: 'line {at}: {field} {ours} here, {theirs} at the other end',
  zh: '第 {at} 行：{field} 本端为 {ours}，另一端为 {theirs}',
};
const LINE: Words = { en: 'line {at}: "{line}": ', zh: '第 {at} 行："{line}"：' };

const quoteLine = ({ pattern, line, at }: LogMatch): Evidence =>
  told({ en: LINE.en + pattern.meaning.en, zh: LINE.zh + pattern.meaning.zh }, { at, line });

const causeOfDifference = (phase: 1 | 2, apart: readonly OfferDifference[]): CauseId => {
  if (phase === 1) return 'ike-proposal-mismatch';
  return apart.every(({ field }) => field === 'dh') ? 'pfs-mismatch' : 'ipsec-proposal-mismatch';
};

const proofOfPair = (received: LoggedOffers, configured: LoggedOffers, mark: Mark): Proof[] => {
  const ignoreDh = received.phase === 2 && mark.exchange === 'IKE_AUTH';
  return compareOffers(configured.offers, received.offers, ignoreDh).map((one, _, apart) => ({
    id: causeOfDifference(received.phase, apart),
    at: received.at + 1,
    isRenewal: mark.isRenewal,
    evidence: told(LISTS_DIFFER, {
      at: received.at + 1,
      field: one.field,
      ours: one.ours.join('/') || 'none',
      theirs: one.theirs.join('/') || 'none',
    }),
  }));
};

/** Pairs of lists that no choice follows; charon writes the choice on the next line. */
const proofsOfLists = (offers: readonly LoggedOffers[], marks: readonly Mark[]): Proof[] =>
  offers.flatMap((received, index) => {
    const [configured, choice] = [offers[index + 1], offers[index + 2]];
    if (received.role !== 'received' || configured?.role !== 'configured' || configured.at - received.at > 3) return [];
    const isChosen = choice?.role === 'selected' && choice.at - configured.at <= 3;
    return isChosen ? [] : proofOfPair(received, configured, marks[received.at] ?? START);
  });

const secondsOf = (line: string): number | undefined => {
  const [, h, m, s] = /\b(\d{2}):(\d{2}):(\d{2})\b/.exec(line) ?? [];
  return h === undefined ? undefined : Number(h) * 3600 + Number(m) * 60 + Number(s);
};

/** Causes whose last sign lies before a moment at which the tunnel came fully up; a failed renewal is never past. */
const pastCauses = (proofs: readonly Proof[], lines: readonly string[], marks: readonly Mark[]): readonly CauseId[] => {
  const successes = lines
    .map((line, index) => ({
      index,
      seconds: secondsOf(line),
      isUp: PHASE_2_UP.test(line) && !marks[index]?.isRenewal,
    }))
    .filter(({ isUp }) => isUp);
  const ids = [...new Set(proofs.map(({ id }) => id))];
  return ids.filter((id) => {
    const mine = proofs.filter((proof) => proof.id === id);
    const last = Math.max(...mine.map(({ at }) => at));
    const lastSeconds = secondsOf(lines[last - 1] ?? '');
    if (lastSeconds === undefined || mine.some(({ isRenewal }) => isRenewal)) return false;
    return successes.some(({ index, seconds }) => index >= last && seconds !== undefined && seconds > lastSeconds);
  });
};

const upTimes = (lines: readonly string[]): LogReading['ups'] => {
  const times = lines.filter((line) => PHASE_1_UP.test(line) && !/QM_IDLE|MM_ACTIVE/.test(line)).map(secondsOf);
  const known = [...new Set(times.filter((time) => time !== undefined))].sort((a, b) => a - b);
  const gaps = known.slice(1).map((time, index) => time - (known[index] ?? time));
  const middle = gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)];
  return { count: known.length || times.length, ...(middle !== undefined && { everySeconds: middle }) };
};

const FLAPS: Words = {
  en: 'the tunnel came up {count} times in this log, about every {every} s',
  zh: '该日志中隧道建立了 {count} 次，间隔约 {every} 秒',
};
const ODD_ID: Words = {
  en: 'an identity in use is not the address of its end: {ids}',
  zh: '使用的身份标识不是该端地址：{ids}',
};
const PRIVATE_END: Words = {
  en: 'one end sees itself at the private address {address}: it is behind a NAT, and its default identity is that address',
  zh: '一端看到自己的地址是私网地址 {address}：它位于 NAT 之后，默认身份标识就是该地址',
};

const NAT_MAIN: Words = {
  en: 'IKEv1 main mode with a pre-shared key finds the key by address, and a NAT stands between the ends',
  zh: 'IKEv1 主模式加预共享密钥按地址查找密钥，而两端之间有 NAT',
};

/** Rows that a translated main mode with a pre-shared key ends in: no key by address, or silence after message two. */
const NAT_ROWS: readonly number[] = [16, 23, 105];

const natSuspects = (facts: LogFacts, matches: readonly LogMatch[]): Suspect[] => {
  const hit = matches.find(({ pattern }) => NAT_ROWS.includes(pattern.row));
  const isMain = facts.modes.includes('main') && facts.versions.includes('ikev1');
  return facts.hasNat && isMain && hit ? [{ id: 'nat-traversal', confidence: 0.7, evidence: [told(NAT_MAIN)] }] : [];
};

/** What the facts around a refusal add: identities that look odd make an identity the first suspect. */
const idSuspects = (facts: LogFacts, suspects: readonly Suspect[]): Suspect[] => {
  const isDoubted = suspects.some(({ id, confidence }) => id === 'identity-mismatch' && confidence >= 0.35);
  if (!isDoubted) return [];
  const odd = oddIdentities(facts);
  const inside = privateEnd(facts);
  return [
    ...(odd.length > 0
      ? [{ id: 'identity-mismatch' as const, confidence: 0.65, evidence: [told(ODD_ID, { ids: odd.join(', ') })] }]
      : []),
    ...(inside
      ? [{ id: 'identity-mismatch' as const, confidence: 0.8, evidence: [told(PRIVATE_END, { address: inside })] }]
      : []),
    ...(inside ? [{ id: 'nat-traversal' as const, confidence: 0.4, evidence: [fact(inside)] }] : []),
  ];
};

const suspectsOfLine = (match: LogMatch, mark: LogContext): Suspect[] =>
  match.causes.map((id, place) => ({
    id,
    confidence: confidenceOf(match.pattern, place, match.causes.length, mark),
    evidence: [quoteLine(match)],
  }));

const flapping = (ups: LogReading['ups'], lines: readonly string[]): Suspect[] => {
  const closed = lines.filter((line) => CLOSED.test(line)).length;
  if (ups.count < 3 || closed < 2) return [];
  return [
    { id: 'flapping', confidence: 0.65, evidence: [told(FLAPS, { count: ups.count, every: ups.everySeconds ?? '?' })] },
  ];
};

const VENDOR_SIGNS: readonly (readonly [LogVendor, RegExp])[] = [
  ['strongswan', /\[(?:IKE|CFG|ENC|NET)\]|\bcharon\b/],
  ['cisco', /%(?:ASA|PIX|CRYPTO)-|\bMM_WAIT_MSG|\bISAKMP(?:-ERROR)?:|IKEv2-PROTO/],
  ['juniper', /\bKMD_|\bkmd\[|IKE negotiation failed with error|IKE Phase-[12] Failure/],
  ['fortigate', /\bdevid=|\blogid=|\bike \d+:[\w.-]+:/],
  ['huawei', /ike error-info|\bIKE\/\d\/|%%\d\dIKE/],
  ['openvpn', /\bTLS Error\b|\bMULTI:|\bVERIFY (?:ERROR|OK)|\bOpenVPN\b/],
];

const vendorsOf = (lines: readonly string[]): readonly LogVendor[] =>
  VENDOR_SIGNS.filter(([, sign]) => lines.some((line) => sign.test(line))).map(([vendor]) => vendor);

const proofsOfLines = (matches: readonly LogMatch[]): Proof[] =>
  matches.flatMap((match) => {
    const [id] = match.causes;
    return match.confidence >= 0.9 && id
      ? [{ id, at: match.at, evidence: quoteLine(match), isRenewal: match.isRenewal }]
      : [];
  });

/** The earliest proof leads; other proven causes come after it as what may still follow. */
const suspectsOfProofs = (proofs: readonly Proof[]): readonly Suspect[] => {
  const [lead] = proofs;
  if (!lead) return [];
  return rankSuspects(
    proofs.map(({ id, evidence }) => ({ id, confidence: id === lead.id ? 0.95 : 0.4, evidence: [evidence] })),
  );
};

const exchangeAt = (marks: readonly Mark[], at: number | undefined): string | undefined =>
  marks[at ?? marks.length - 1]?.exchange ?? marks.at(-1)?.exchange;

/** Reads a pasted log of one end or of both, one after the other: what failed, why, and what else it tells. */
export const readLog = (text: string): LogReading => {
  const lines = readPasted(text);
  const marks = marksOf(lines);
  const facts = readFacts(lines);
  const all = lines.flatMap((line, index) => matchLine(line, index, marks[index] ?? START));
  const proofs = [...proofsOfLists(facts.offers, marks), ...proofsOfLines(all)].sort((a, b) => a.at - b.at);
  const past = pastCauses(proofs, lines, marks);
  const open = proofs.filter(({ id }) => !past.includes(id));
  const matches = firsts(all).filter(({ causes }) => !causes[0] || !past.includes(causes[0]));
  const guesses = matches.flatMap((match) => suspectsOfLine(match, marks[match.at - 1] ?? START));
  const ups = upTimes(lines);
  const proven = suspectsOfProofs(open);
  const weighed = rankSuspects([
    ...natSuspects(facts, matches),
    ...guesses,
    ...idSuspects(facts, guesses),
    ...flapping(ups, lines),
  ]);
  const exchange = exchangeAt(marks, open[0]?.at ?? matches.at(-1)?.at);
  return {
    lines: lines.length,
    vendors: vendorsOf(lines),
    facts,
    ...(exchange && { exchange }),
    suspects: proven.length > 0 ? proven : weighed,
    isProven: proven.length > 0,
    follows: matches.filter(({ causes }) => proven.length > 0 && !causes.some((id) => id === proven[0]?.id)),
    past,
    ups,
  };
};
