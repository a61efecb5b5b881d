import type { CauseId } from '../../catalogue/causes.ts';
import type { LogVendor } from '../../vendors/log-row.ts';
import type { CandidateCause } from '../causes/evidence.ts';
import { readPasted, type Unread } from '../pasted-text.ts';
import { type LogFacts, readFacts } from './facts.ts';
import { upTimes, weighHints } from './hints.ts';
import { firstOfEachKind, type LogMatch, matchLines } from './match.ts';
import { type NegotiationEvent, negotiationEventsOf } from './negotiation-state.ts';
import { candidatesOfProofs, pastCauses, proofsIn } from './proofs.ts';

/** What a pasted log says. */
export interface LogReading {
  readonly lines: number;
  readonly unread?: Unread;
  readonly vendors: readonly LogVendor[];
  readonly facts: LogFacts;
  /** The exchange in which it ended, such as `IKE_AUTH`; undefined when the log names none. */
  readonly exchange?: string;
  /** Causes that the log alone supports, surest first; the earliest proof leads. */
  readonly candidates: readonly CandidateCause[];
  /** Lines that only follow from the proven cause. */
  readonly follows: readonly LogMatch[];
  /** Causes that a later attempt in the same log got past. */
  readonly past: readonly CauseId[];
}

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

const exchangeAt = (events: readonly NegotiationEvent[], at: number | undefined): string | undefined =>
  events[at ?? events.length - 1]?.exchange ?? events.at(-1)?.exchange;

/** Reads a pasted log of one end or of both, one after the other: what failed, why, and what else it tells. */
export const readLog = (text: string): LogReading => {
  const { lines, unread } = readPasted(text);
  const events = negotiationEventsOf(lines);
  const facts = readFacts(lines);
  const all = matchLines(lines, events);
  const proofs = proofsIn(all, facts.offers, events);
  const past = pastCauses(proofs, lines, events);
  const open = proofs.filter(({ id }) => !past.includes(id));
  const matches = firstOfEachKind(all).filter(({ causes }) => !causes[0] || !past.includes(causes[0]));
  const proven = candidatesOfProofs(open);
  const hinted = weighHints({ lines, facts, matches, events, ups: upTimes(lines) });
  const exchange = exchangeAt(events, open[0]?.at ?? matches.at(-1)?.at);
  return {
    lines: lines.length,
    ...(unread && { unread }),
    vendors: vendorsOf(lines),
    facts,
    ...(exchange && { exchange }),
    candidates: proven.length > 0 ? proven : hinted,
    follows: matches.filter(({ causes }) => proven.length > 0 && !causes.some((id) => id === proven[0]?.id)),
    past,
  };
};
