import type { Output } from '../../catalogue/action.ts';
import type { DiagnoseVpnConnections } from '../../catalogue/actions/connection-diagnosis.ts';
import type { CauseId } from '../../catalogue/causes.ts';
import type { LocalizedText } from '../../catalogue/message.ts';
import { type CandidateCause, type Evidence, evidenceOf } from '../causes/evidence.ts';
import { quote, readPasted } from '../pasted-text.ts';

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

/** Words of the cloud that repeat what a peer has sent: cleaned and masked as a pasted text is. */
const clean = (text: string | undefined, length: number): string =>
  quote(readPasted(text ?? '').lines.join(' '), length);

const given = <K extends string>(key: K, text: string): Partial<Record<K, string>> =>
  // A key computed from a type parameter is widened by the compiler.
  (text === '' ? {} : { [key]: text }) as Partial<Record<K, string>>;

type Row = NonNullable<Output<typeof DiagnoseVpnConnections>['VpnConnections']>[number];

const verdictFrom = (row: Row, quotesLog: boolean): CloudVerdict | undefined => {
  const code = clean(row.FailedReasonCode, 60);
  if (code === '') return undefined;
  return {
    ...{ TunnelId: row.TunnelId || undefined, code, failedMs: row.FailedTime },
    ...given('local', clean(row.MismatchLocalParam, 80)),
    ...given('remote', clean(row.MismatchRemoteParam, 80)),
    ...given('line', quotesLog ? clean(row.SourceLog, 240) : ''),
  };
};

/** The verdicts of a reply, one for each tunnel of which the cloud says something; a line of its log only where it may be read. */
export const verdictsIn = (
  { VpnConnections = [] }: Output<typeof DiagnoseVpnConnections>,
  quotesLog: boolean,
): readonly CloudVerdict[] => VpnConnections.flatMap((row) => verdictFrom(row, quotesLog) ?? []);

/** The causes of one code, and how sure the code alone is. `phases` are for a code that both phases have. */
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
    en: "the cloud's own diagnosis: {code}; {local} at the cloud, {remote} at the peer",
    zh: '云端自身诊断：{code}；云端为 {local}，对端为 {remote}',
  },
  code: { en: "the cloud's own diagnosis: {code}", zh: '云端自身诊断：{code}' },
  line: { en: 'in its log: {line}', zh: '其日志：{line}' },
  outdated: {
    en: 'that failure was at {time}, before the settings were changed here last',
    zh: '该失败发生于 {time}，早于此处最近一次修改配置',
  },
} satisfies Record<string, LocalizedText>;

const timeText = (ms: number): string => `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

const evidenceFrom = ({ code, local, remote, line }: CloudVerdict): readonly Evidence[] => [
  local !== undefined && remote !== undefined
    ? evidenceOf(TEXT.differs, { code, local, remote })
    : evidenceOf(TEXT.code, { code }),
  ...(line === undefined ? [] : [evidenceOf(TEXT.line, { line })]),
];

/** Where a tunnel stands, and when its settings were changed last, in epoch milliseconds. */
export interface VerdictSetting {
  readonly phase: 'phase-1' | 'phase-2' | 'up' | 'unknown';
  readonly changedMs?: number | undefined;
}

const isPhase2 = ({ line = '' }: CloudVerdict, phase: VerdictSetting['phase']): boolean =>
  PHASE_2.test(line) || (phase === 'phase-2' && !PHASE_1.test(line));

/**
 * What a verdict speaks for: both values, where the cloud names them, are proof. Of a tunnel that is up the last failure is
 * past, and one from before the last change of the settings may be.
 */
export const candidatesOfVerdict = (
  verdict: CloudVerdict,
  { phase, changedMs = 0 }: VerdictSetting,
): readonly CandidateCause[] => {
  const row = Object.hasOwn(CODES, verdict.code) ? CODES[verdict.code] : undefined;
  if (!row || phase === 'up' || (verdict.code === 'NoExceptionFound' && phase !== 'phase-1')) return [];
  const isOld = verdict.failedMs !== undefined && verdict.failedMs < changedMs;
  const hasValues = verdict.local !== undefined && verdict.remote !== undefined;
  const confidence = isOld ? 0.4 : hasValues ? Math.max(row.confidence, 0.95) : row.confidence;
  const evidence = [
    ...evidenceFrom(verdict),
    ...(isOld && verdict.failedMs !== undefined
      ? [evidenceOf(TEXT.outdated, { time: timeText(verdict.failedMs) })]
      : []),
  ];
  const causes = row.inPhase2 && isPhase2(verdict, phase) ? row.inPhase2 : row.causes;
  return causes.map((id, place) => ({ id, confidence: Math.max(0.1, confidence - 0.1 * place), evidence }));
};

/** Whether the code has a meaning here; another one is told, and says nothing. */
export const isKnownCode = (code: string): boolean =>
  Object.hasOwn(CODES, code) || ['NegotiationFailed', 'ReceiveDeleteNotify'].includes(code);
