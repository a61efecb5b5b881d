import type { CauseId } from '../../catalogue/causes.ts';
import type { LocalizedText } from '../../catalogue/message.ts';
import { IPSEC_ROWS } from '../../vendors/index.ts';
import { causesOf, confidenceOf, type LogContext, type LogRow, phaseOf } from '../../vendors/log-row.ts';
import { type CandidateCause, type Evidence, evidenceOf } from '../causes/evidence.ts';
import { quote } from '../pasted-text.ts';
import { type NegotiationEvent, START } from './negotiation-state.ts';
import type { LogSide } from './scope.ts';

/** The value of the end that wrote a line, and that of the other end. */
export interface ComparedValues {
  readonly ours: string;
  readonly theirs: string;
}

/** A line that a row of the log knowledge matches. */
export interface LogMatch {
  readonly pattern: LogRow<CauseId>;
  readonly causes: readonly CauseId[];
  readonly confidence: number;
  readonly line: string;
  /** Counted from 1. */
  readonly at: number;
  /** Whose log it is of, where that is known. */
  readonly by: LogSide | undefined;
  readonly isRenewal: boolean;
  /** What the line compares, if anything. */
  readonly compared?: ComparedValues;
}

/** How a line compares two values: that of the end that wrote it first, unless the parts have names. */
const COMPARED = [
  /\bmy: ?([^\s,]{1,60}) peer: ?([^\s,]{1,60})/i,
  /\bDB ?\([^)]{1,40}\):Peer ?\([^)]{1,40}\) = ([^:]{1,60}):(.{1,60})/i,
  /\breceived KE type (?<theirs>\d{1,5}), ?expected (?<ours>\d{1,5})/i,
];

const comparedIn = (line: string): ComparedValues | undefined => {
  const found = COMPARED.map((pattern) => pattern.exec(line)).find((match) => match !== null);
  const [ours, theirs] = [found?.groups?.['ours'] ?? found?.[1], found?.groups?.['theirs'] ?? found?.[2]];
  return ours === undefined || theirs === undefined ? undefined : { ours: ours.trim(), theirs: theirs.trim() };
};

const matchLine = (line: string, index: number, event: NegotiationEvent, by: LogSide | undefined): LogMatch[] => {
  const compared = comparedIn(line);
  return IPSEC_ROWS.filter(({ pattern }) => pattern.test(line)).map((pattern) => {
    const causes = causesOf(pattern, phaseOf(pattern, line, event), event);
    const confidence = confidenceOf(pattern, 0, causes.length, event);
    return {
      pattern,
      causes,
      confidence,
      line: quote(line),
      at: index + 1,
      by,
      isRenewal: event.isRenewal,
      ...(compared && { compared }),
    };
  });
};

/** Each kind of match once, at its first line. */
export const firstOfEachKind = (matches: readonly LogMatch[]): readonly LogMatch[] => {
  const seen = new Set<string>();
  return matches.filter((match) => {
    const key = `${match.pattern.row} ${match.causes.join()}`;
    return !seen.has(key) && seen.add(key);
  });
};

/** Every line that a row matches, given the state of the negotiation at that line. */
export const matchLines = (
  lines: readonly string[],
  events: readonly NegotiationEvent[],
  sideOf: (at: number) => LogSide | undefined = () => undefined,
): readonly LogMatch[] =>
  lines.flatMap((line, index) => (line === '' ? [] : matchLine(line, index, events[index] ?? START, sideOf(index))));

/** How evidence begins: whose line it is, so that "here" and "the other end" can be told. */
const LINES = {
  cloud: { en: 'line {at}, cloud\'s log: "{line}": ', zh: '第 {at} 行（云端日志）："{line}"：' },
  peer: { en: 'line {at}, peer\'s log: "{line}": ', zh: '第 {at} 行（对端日志）："{line}"：' },
  unknown: { en: 'line {at}: "{line}": ', zh: '第 {at} 行："{line}"：' },
} as const satisfies Readonly<Record<string, LocalizedText>>;

const VALUES = {
  cloud: { en: ' (cloud {ours}, peer {theirs})', zh: '（云端 {ours}，对端 {theirs}）' },
  peer: { en: ' (cloud {theirs}, peer {ours})', zh: '（云端 {theirs}，对端 {ours}）' },
  unknown: {
    en: ' ({ours} at the end that wrote this log, {theirs} at the other)',
    zh: '（写日志的一端为 {ours}，另一端为 {theirs}）',
  },
} as const satisfies Readonly<Record<string, LocalizedText>>;

/** A matched line as evidence: where it stands, what it says, what that means, and the two values that it compares. */
export const quoteLine = ({ pattern, line, at, by, compared }: LogMatch): Evidence => {
  const begin = LINES[by ?? 'unknown'];
  const end = compared ? VALUES[by ?? 'unknown'] : { en: '', zh: '' };
  const { meaning } = pattern;
  return evidenceOf(
    { en: begin.en + meaning.en + end.en, zh: begin.zh + meaning.zh + end.zh },
    { at, line, ...compared },
  );
};

/** Causes that a single line suggests, likeliest first. */
export const candidatesOfLine = (match: LogMatch, event: LogContext): CandidateCause[] =>
  match.causes.map((id, place) => ({
    id,
    confidence: confidenceOf(match.pattern, place, match.causes.length, event),
    evidence: [quoteLine(match)],
    // The advice is for the line's likeliest cause: one line, one advice.
    ...(place === 0 && match.pattern.fix && { advice: match.pattern.fix }),
  }));
