import type { Output } from '../../catalogue/action.ts';
import type { DiagnoseVpnConnections } from '../../catalogue/actions/diagnosis.ts';
import type { CauseId } from '../../catalogue/causes.ts';
import type { LocalizedText } from '../../catalogue/message.ts';
import { readableTime } from '../../catalogue/schema/log-window.ts';
import { type CandidateCause, type Evidence, evidenceOf } from '../causes/evidence.ts';
import { quotePeer } from '../pasted-text.ts';

/** What the cloud itself says of a tunnel's last failure. */
export interface CloudVerdict {
  readonly TunnelId?: string | undefined;
  /** One of the published codes, such as `PskMismatch`. */
  readonly code: string;
  /** The values that differ, where the cloud names them. */
  readonly local?: string;
  readonly remote?: string;
  /** Epoch milliseconds. */
  readonly failedMs?: number | undefined;
  /** The line that it was read from. */
  readonly line?: string;
}

const given = <K extends string>(key: K, text: string): Partial<Record<K, string>> =>
  // A key computed from a type parameter is widened by the compiler.
  (text === '' ? {} : { [key]: text }) as Partial<Record<K, string>>;

type Row = NonNullable<Output<typeof DiagnoseVpnConnections>['VpnConnections']>[number];

const verdictFrom = (row: Row, quotesLog: boolean): CloudVerdict | undefined => {
  const code = row.FailedReasonCode ?? '';
  if (!/^[A-Za-z\d]{1,60}$/.test(code)) return undefined;
  // Nobody has documented what stands there where the keys differ: it might be the keys.
  const isOfKeys = code === 'PskMismatch';
  return {
    ...{ TunnelId: row.TunnelId || undefined, code, failedMs: row.FailedTime },
    ...given('local', isOfKeys ? '' : quotePeer(row.MismatchLocalParam ?? '')),
    ...given('remote', isOfKeys ? '' : quotePeer(row.MismatchRemoteParam ?? '')),
    ...given('line', quotesLog ? quotePeer(row.SourceLog ?? '', 240) : ''),
  };
};

/**
 * The verdicts of a reply about a connection, the newest of each tunnel first; with a line of the log only where logs may be
 * read.
 */
export const verdictsIn = (
  { VpnConnections = [] }: Output<typeof DiagnoseVpnConnections>,
  VpnConnectionId: string,
  quotesLog: boolean,
): readonly CloudVerdict[] =>
  VpnConnections.filter((row) => row.VpnConnectionId === VpnConnectionId)
    .flatMap((row) => verdictFrom(row, quotesLog) ?? [])
    .toSorted((a, b) => (b.failedMs ?? 0) - (a.failedMs ?? 0));

/** The causes of one code, and how sure the code alone is; `inPhase2` stands for them where a code is of both phases. */
interface CodeRow {
  readonly causes: readonly CauseId[];
  readonly inPhase2?: readonly CauseId[];
  readonly confidence: number;
}

const sure = (...causes: readonly CauseId[]): CodeRow => ({ causes, confidence: 0.9 });
const byPhase = (confidence: number, inPhase2: CauseId = 'ipsec-proposal-mismatch'): CodeRow => ({
  causes: ['ike-proposal-mismatch'],
  inPhase2: [inPhase2],
  confidence,
});

/** The published codes. What a code without a row means is not guessed. */
const CODES: Readonly<Record<string, CodeRow>> = {
  PeerMismatch: { causes: ['peer-unreachable'], confidence: 0.6 },
  AlgorithmMismatch: { ...byPhase(0.5), causes: ['ike-proposal-mismatch', 'psk-mismatch'] },
  EncryptionAlgorithmMismatch: byPhase(0.9),
  AuthenticationAlgorithmMismatch: byPhase(0.9),
  DhGroupMismatch: byPhase(0.9, 'pfs-mismatch'),
  PskMismatch: sure('psk-mismatch'),
  PeerIdMismatch: sure('identity-mismatch'),
  DpdHashNotifyCompatibility: sure('dpd-payload-order'),
  DpdTimeout: { causes: ['peer-unreachable'], confidence: 0.6 },
  IkeVersionMismatch: sure('ike-version-mismatch'),
  NegotiationModeMismatch: sure('ike-mode-mismatch'),
  NatTMismatch: sure('nat-traversal'),
  LifetimeMismatch: sure('lifetime-mismatch'),
  SecurityProtocolMismatch: sure('security-protocol-mismatch'),
  EncapsulationModeMismatch: sure('encapsulation-mode-mismatch'),
  AlgorithmCompatibility: byPhase(0.6),
  TrafficSelectorMismatch: sure('traffic-selector-mismatch'),
  PfsMismatch: sure('pfs-mismatch'),
  CommitMismatch: sure('commit-bit'),
  ProposalMismatch: byPhase(0.75),
  Phase1NegotiationTimeout: { causes: ['peer-unreachable'], confidence: 0.5 },
  Phase2NegotiationTimeout: { causes: ['ipsec-proposal-mismatch', 'nat-traversal'], confidence: 0.5 },
  NoResponse: { causes: ['peer-unreachable'], confidence: 0.7 },
  NoExceptionFound: { causes: ['not-initiated'], confidence: 0.55 },
};

/** Words of a line by which a code of both phases is told to be of one. */
const PHASE_1 = /\brejected (?:enctype|hashtype|dh_group|authmethod)\b|\bIKE_SA_INIT\b/;
const PHASE_2 = /\btrns_id mismatched|\bauthtype mismatched|\bpfs group mismatched|\bphase ?2\b|\bQUICK_MODE\b/i;

const TEXT = {
  differs: {
    en: 'the cloud\'s own diagnosis: {code}; "{local}" at the cloud, "{remote}" at the peer',
    zh: '云端自身诊断：{code}；云端为“{local}”，对端为“{remote}”',
  },
  code: { en: "the cloud's own diagnosis: {code}", zh: '云端自身诊断：{code}' },
  line: { en: 'in its log: "{line}"', zh: '其日志：“{line}”' },
  changed: {
    en: 'that failure was at {time}, before the settings were changed here last',
    zh: '该失败发生于 {time}，早于此处最近一次修改配置',
  },
  old: {
    en: 'that failure was at {time}: what fails now may be something else',
    zh: '该失败发生于 {time}：现在的故障可能另有原因',
  },
  undated: { en: 'when that was is not told', zh: '未说明发生时间' },
} satisfies Record<string, LocalizedText>;

const evidenceFrom = ({ code, local, remote, line }: CloudVerdict): readonly Evidence[] => [
  local !== undefined && remote !== undefined
    ? evidenceOf(TEXT.differs, { code, local, remote })
    : evidenceOf(TEXT.code, { code }),
  ...(line === undefined ? [] : [evidenceOf(TEXT.line, { line })]),
];

/** A tunnel that is down tries every minute or so: a failure from before that is not the one of now. */
const RECENT_MS = 15 * 60_000;

/** Where a tunnel stands, when that was read, and when its settings were changed last, in epoch milliseconds. */
export interface VerdictSetting {
  readonly phase: 'phase-1' | 'phase-2' | 'up' | 'unknown';
  readonly readMs: number;
  readonly changedMs?: number | undefined;
}

const isPhase2 = ({ line = '' }: CloudVerdict, phase: VerdictSetting['phase']): boolean =>
  PHASE_2.test(line) || (phase === 'phase-2' && !PHASE_1.test(line));

/** What speaks against taking a failure for the one of now; undefined where nothing does. */
const doubtOf = ({ failedMs }: CloudVerdict, { readMs, changedMs = 0 }: VerdictSetting): Evidence | undefined => {
  if (failedMs === undefined) return evidenceOf(TEXT.undated);
  if (failedMs < changedMs) return evidenceOf(TEXT.changed, { time: readableTime(failedMs) });
  return failedMs < readMs - RECENT_MS ? evidenceOf(TEXT.old, { time: readableTime(failedMs) }) : undefined;
};

/** So sure is a code whose failure may be past. */
const IN_DOUBT = 0.45;

/** Where the cloud names two values that differ, a code that is sure is proof. */
const confidenceOf = (row: CodeRow, { local, remote }: CloudVerdict, doubt: Evidence | undefined): number => {
  if (doubt) return Math.min(IN_DOUBT, row.confidence);
  const isShown = local !== undefined && remote !== undefined && local !== remote;
  return row.confidence >= 0.9 && isShown ? 0.95 : row.confidence;
};

/**
 * What a verdict speaks for. Of a tunnel that is up the last failure is past; so may be one that is old, that has no time, or
 * that was before the last change of the settings.
 */
export const candidatesOfVerdict = (verdict: CloudVerdict, setting: VerdictSetting): readonly CandidateCause[] => {
  const { phase } = setting;
  const row = Object.hasOwn(CODES, verdict.code) ? CODES[verdict.code] : undefined;
  if (!row || phase === 'up' || (verdict.code === 'NoExceptionFound' && phase !== 'phase-1')) return [];
  // That nothing was found has no time.
  const doubt = verdict.code === 'NoExceptionFound' ? undefined : doubtOf(verdict, setting);
  const confidence = confidenceOf(row, verdict, doubt);
  const evidence = [...evidenceFrom(verdict), ...(doubt ? [doubt] : [])];
  const causes = row.inPhase2 && isPhase2(verdict, phase) ? row.inPhase2 : row.causes;
  return causes.map((id, place) => ({ id, confidence: Math.max(0.1, confidence - 0.1 * place), evidence }));
};

/** Whether the code has a meaning here; another one is told, and says nothing. */
export const isKnownCode = (code: string): boolean =>
  Object.hasOwn(CODES, code) || ['NegotiationFailed', 'ReceiveDeleteNotify'].includes(code);
