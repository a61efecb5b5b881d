import type { CauseId } from '../catalogue/causes.ts';
import type { LocalizedText } from '../catalogue/message.ts';

/** Which negotiation a line speaks of; `context` means that the lines before it decide. */
export type LogPhase = 1 | 2 | 'context' | 'path' | 'ssl';

/** Why an SSL-VPN client fails, as far as one log line can say. */
export type SslLogCause =
  | 'packets-lost'
  | 'cert-expired'
  | 'client-clock'
  | 'wrong-server-files'
  | 'cert-deleted'
  | 'shared-cert'
  | 'pool-exhausted'
  | 'cipher-negotiation'
  | 'stale-client-file'
  | 'compression-differs'
  | 'login-refused'
  | 'no-listener'
  | 'path-loss'
  | 'client-lan'
  | 'weak-certificate'
  | 'server-full'
  | 'name-not-resolved'
  | 'wrong-client-files'
  | 'server-cert-expired'
  | 'server-cert-usage'
  | 'crl-expired'
  | 'tls-auth-mismatch'
  | 'tls-version-mismatch'
  | 'tls-cipher-mismatch'
  | 'mtu'
  | 'server-restarted'
  | 'idle-timeout'
  | 'client-device'
  | 'target-outside';

/** What one kind of log line means; several entries may share a row number. */
export interface LogRow<Cause extends string = CauseId | SslLogCause> {
  /** Its number in the table; rows are tried in this order. */
  readonly row: number;
  /** Case-insensitive, without nested or unbounded middle repeats: linear on any input. */
  readonly pattern: RegExp;
  readonly phase: LogPhase;
  /** Likeliest first; empty for a line that only follows another. */
  readonly causes: readonly Cause[];
  /** What the same line means once phase 1 is up. */
  readonly phase2Causes?: readonly Cause[];
  /** The line alone proves its cause; where it names several it proves the group, not the member. */
  readonly definitive: boolean;
  /** How much a line that proves nothing weighs, 0 to 1; 0.6 by default. */
  readonly weight?: number;
  /** What the same line means once one end has asked for transport mode. */
  readonly transportCauses?: readonly Cause[];
  /** Counts as phase 1 until something of phase 2 was seen, even when phase 1 is up. */
  readonly untilPhase2?: true;
  /** What it means depends on the exchange that it stands in: not read where the log shows whole attempts. */
  readonly isStage?: true;
  /** Two such lines are compared with each other; one alone means nothing. */
  readonly isPaired?: true;
  readonly meaning: LocalizedText;
  /** Advice for whoever reads the line; absent where the text about the cause says all there is. */
  readonly fix?: LocalizedText;
  /** Where its words and their meaning were read: a manual, a source or a public thread. Every row of an IPsec log has it. */
  readonly source?: string;
}

/** The source of rows whose words are known from the field without a manual of the maker having been read for them. */
export const KNOWN_WORDS = 'words of the field; no manual of the maker was read for them';

/** The rows, each with the place where they were read. */
export const readIn = (source: string, rows: readonly LogRow<CauseId>[]): readonly LogRow<CauseId>[] =>
  rows.map((row) => ({ ...row, source }));

/**
 * A row of an IPsec log. `weight` is how sure the line makes of its first cause, 0 to 1; `true` where the line alone
 * proves it.
 */
export const ipsecRow = (
  number: number,
  pattern: RegExp,
  phase: 1 | 2 | 'context',
  causes: readonly CauseId[],
  weight: number | true,
  meaning: LocalizedText,
  more: Pick<LogRow<CauseId>, 'phase2Causes' | 'fix'> = {},
): LogRow<CauseId> => ({
  row: number,
  pattern,
  phase,
  causes,
  definitive: weight === true,
  ...(weight !== true && { weight }),
  meaning,
  ...more,
});

/** Who wrote an SSL-VPN log. */
export type SslSide = 'client' | 'server';

/** What one line of an SSL-VPN log means. */
export interface SslLogRow extends LogRow<SslLogCause> {
  /** Only in the log of this side: the same words of the other speak of another certificate, or of a consequence. */
  readonly side?: SslSide;
  /** Counts only before, or only after, the connection stood; any time where absent. */
  readonly during?: 'connecting' | 'connected';
  /** Means what the point at which the attempt stood makes of it; its own causes are those of an unknown point. */
  readonly isStall?: true;
  /** From documentation or public threads; not seen in a log of our own. */
  readonly isUnverified?: true;
}

type More = Pick<SslLogRow, 'side' | 'during' | 'isStall' | 'isUnverified'>;

/**
 * A row of the SSL-VPN log knowledge. `weight` is how sure the line makes of its first cause, 0 to 1; `true` where the
 * line alone proves it.
 */
export const sslRow = (
  number: number,
  pattern: RegExp,
  causes: readonly SslLogCause[],
  weight: number | true,
  meaning: LocalizedText,
  more: More = {},
): SslLogRow => ({
  row: number,
  pattern,
  phase: 'ssl',
  causes,
  definitive: weight === true,
  ...(weight !== true && { weight }),
  meaning,
  ...more,
});

/** How far the negotiation had come when a line was written; undefined when the log does not show it. */
export interface LogContext {
  readonly phase: 1 | 2 | undefined;
  /** Whether anything of phase 2 was tried. */
  readonly phase2Tried: boolean;
  /** Whether a first phase 2 SA stood before: what fails then is its renewal. */
  readonly isRenewal: boolean;
  /** Whether an end asked for transport mode. */
  readonly asksTransport?: true;
}

/** Phase 2 by other names than its number; charon's own are read from where a line stands. */
const NAMES_PHASE_2 =
  /\bQuick[- ]Mode\b|\bchild SA\b|\bCREATE_CHILD_SA (?:message|request failed)|\bNegotiate IPsec SA Error\b|\bNOTIFY \w{1,40} protocol 3\b/i;

/** Which phase a line speaks of: what it says itself, then what its pattern says, then where it stands. */
export const phaseOf = (pattern: LogRow, line: string, context: LogContext): 1 | 2 => {
  const named = /\bphase[ -]?([12])\b/i.exec(line)?.[1] ?? (NAMES_PHASE_2.test(line) ? '2' : undefined);
  if (pattern.phase === 1 || pattern.phase === 2) return pattern.phase;
  if (named !== undefined) return named === '2' ? 2 : 1;
  if (pattern.untilPhase2 && !context.phase2Tried) return 1;
  return context.phase ?? 1;
};

/** The causes of a line in its phase, likeliest first. A renewal that fails points at PFS before all else. */
export const causesOf = <Cause extends string>(
  pattern: LogRow<Cause>,
  phase: 1 | 2,
  context: LogContext,
): readonly Cause[] => {
  if (context.asksTransport && pattern.transportCauses) return pattern.transportCauses;
  const causes = phase === 2 && pattern.phase2Causes ? pattern.phase2Causes : pattern.causes;
  if (!context.isRenewal) return causes;
  const isPfs = (cause: Cause): boolean => cause === 'pfs-mismatch';
  return [...causes.filter(isPfs), ...causes.filter((cause) => !isPfs(cause))];
};

/**
 * How sure a line makes of the cause at a place in its list. A definitive line that names several causes proves the
 * group only; a definitive line that stands in the wrong phase proves nothing.
 */
export const confidenceOf = (pattern: LogRow, place: number, causes: number, context: LogContext): number => {
  const isMisplaced = pattern.phase === 1 ? context.phase === 2 : pattern.phase === 2 && context.phase === 1;
  const isProof = pattern.definitive && !isMisplaced;
  if (isProof && causes === 1) return 0.95;
  const first = isProof ? 0.7 : isMisplaced ? 0.3 : (pattern.weight ?? 0.6);
  return Math.max(0.05, Math.round((first - 0.1 * place) * 100) / 100);
};
