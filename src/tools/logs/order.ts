import type { CandidateCause, Evidence } from '../causes/evidence.ts';
import type { NumberedLine } from './columns.ts';
import type { LogMatch } from './match.ts';
import { secondsOf } from './negotiation-state.ts';

/** Lines of charon that follow each other: a message is made and sent, or received and read. */
const FOLLOWS = [
  [/\bgenerating \S+ (?:request|response) /, /\bsending packet: /],
  [/\breceived packet: /, /\bparsed \S+ (?:request|response) /],
] as const;

const isStep = (one: string, next: string): boolean =>
  FOLLOWS.some(([before, after]) => before.test(one) && after.test(next));

/** Whether the newest line stands first, as some consoles show a log: by the times, or within a second by the order of steps. */
const isNewestFirst = (lines: readonly string[]): boolean => {
  let [forward, backward] = [0, 0];
  let time: number | undefined;
  lines.forEach((line, at) => {
    const next = lines[at + 1] ?? '';
    const seconds = secondsOf(line);
    if (isStep(line, next) || (seconds !== undefined && time !== undefined && seconds > time)) forward += 1;
    if (isStep(next, line) || (seconds !== undefined && time !== undefined && seconds < time)) backward += 1;
    time = seconds ?? time;
  });
  return backward > 1 && backward > 2 * forward;
};

/** A log with its oldest line first, and which line of the pasted text each one is, both counted from 1. */
export interface OrderedLog {
  readonly lines: readonly string[];
  readonly numberOf: (at: number) => number;
}

export const inOrder = (written: readonly NumberedLine[]): OrderedLog => {
  const ordered = isNewestFirst(written.map(({ text }) => text)) ? written.toReversed() : written;
  return { lines: ordered.map(({ text }) => text), numberOf: (at) => ordered[at - 1]?.at ?? at };
};

const renumbered = (evidence: Evidence, numberOf: OrderedLog['numberOf']): Evidence => {
  const at = evidence.values?.['at'];
  return typeof at === 'number' ? { ...evidence, values: { ...evidence.values, at: numberOf(at) } } : evidence;
};

/** Causes and lines as the pasted text numbers them. */
export const renumber = (
  candidates: readonly CandidateCause[],
  follows: readonly LogMatch[],
  numberOf: OrderedLog['numberOf'],
): { readonly candidates: readonly CandidateCause[]; readonly follows: readonly LogMatch[] } => ({
  candidates: candidates.map((one) => ({
    ...one,
    evidence: one.evidence.map((evidence) => renumbered(evidence, numberOf)),
  })),
  follows: follows.map((match) => ({ ...match, at: numberOf(match.at) })),
});
