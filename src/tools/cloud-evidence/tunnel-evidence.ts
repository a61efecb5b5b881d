import type { Output } from '../../catalogue/action.ts';
import {
  DescribeVpnConnectionLogs,
  DiagnoseVpnConnections,
  GetVpnGatewayDiagnoseResult,
} from '../../catalogue/actions/diagnosis.ts';
import { PAGE_SIZE } from '../../catalogue/pages.ts';
import { quotePeer } from '../pasted-text.ts';
import { type CloudVerdict, verdictsIn } from './cloud-verdict.ts';
import type { EvidenceReader, UnreadEvidence } from './evidence-reader.ts';

/** The longest window that the cloud gives at once. */
const LOG_MINUTES = 10;
const MINUTE_MS = 60_000;

/** A check that is older says nothing of today. */
const CHECK_VALID_MS = 3_600_000;

/** The cloud's own log of one tunnel, of the last minutes. */
export interface FetchedLog {
  /** Anybody's words: not cleaned yet, and masked by whoever reads them. */
  readonly text: string;
  readonly lines: number;
  /** How far back it goes. */
  readonly minutes: number;
  /** Whether there are no other lines in that time. */
  readonly isWhole: boolean;
}

/** The last check that the cloud made of a connection because somebody asked for it. */
export interface GatewayCheck {
  /** As the cloud writes it, such as `2026-01-31T08:00:00Z`. */
  readonly time: string;
  /** What it did not call normal, such as `VcoConfigConsistency: error`. */
  readonly complaints: readonly string[];
  /** Whether it has come to its end and looked at anything. */
  readonly isFinished: boolean;
}

/** What the cloud itself says about one tunnel; each part may be missing. */
export interface TunnelEvidence {
  readonly log?: FetchedLog;
  readonly verdict?: CloudVerdict;
  readonly check?: GatewayCheck;
  /** When it was read, epoch milliseconds. */
  readonly readMs: number;
  /** Whether the cloud can be asked to check the connection. */
  readonly mayCheck: boolean;
  /** What was not read, and why. */
  readonly unread: readonly UnreadEvidence[];
}

/** The evidence about a tunnel by its ID; without one, about a connection that is its own tunnel. */
export type EvidenceOfTunnel = (TunnelId: string | undefined) => TunnelEvidence;

/** The connection whose tunnels are meant. */
export interface AskedTunnels {
  readonly RegionId: string | undefined;
  readonly VpnConnectionId: string;
  /** Absent for a connection at a transit router. */
  readonly VpnGatewayId: string | undefined;
  /** The tunnels whose logs are wanted; undefined stands for a connection that is its own. */
  readonly tunnels: readonly (string | undefined)[];
  /** When the settings were changed last, epoch milliseconds: what the log has from before is past. */
  readonly changedMs: number | undefined;
  /** Whether the tunnels are down, so that a verdict and a check have something to say. */
  readonly areDown: boolean;
  readonly mayCheck: boolean;
  /** Whether the cloud's logs may be read, and whether they are wanted: a person may have pasted one. */
  readonly mayReadLogs: boolean;
  readonly wantsLogs: boolean;
}

const logFrom = (reply: Output<typeof DescribeVpnConnectionLogs>, minutes: number): FetchedLog | undefined => {
  const { Data, IsCompleted } = reply;
  if (Data === undefined) return undefined;
  const isWhole = IsCompleted === true && Data.length < PAGE_SIZE;
  return { text: Data.join('\n'), lines: Data.length, minutes, isWhole };
};

/** The last minutes, and after a change only those since: before it other settings failed. */
const windowOf = (readMs: number, changedMs = 0) => {
  const sinceMs = readMs - changedMs;
  if (sinceMs >= LOG_MINUTES * MINUTE_MS) return { minutes: LOG_MINUTES, when: { MinutePeriod: LOG_MINUTES } };
  const when = {
    From: Math.ceil(changedMs / 1000),
    To: Math.max(Math.ceil(changedMs / 1000), Math.floor(readMs / 1000)),
  };
  return { minutes: Math.floor(sinceMs / MINUTE_MS), when };
};

const checkFrom = (
  reply: Output<typeof GetVpnGatewayDiagnoseResult>,
  VpnConnectionId: string,
  readMs: number,
): GatewayCheck | undefined => {
  const { ResourceInstanceId, BeginTime, FinishTime, DiagnoseResult = [] } = reply;
  const ageMs = readMs - Date.parse(FinishTime ?? BeginTime ?? '');
  // The gateway's last check may have been of another connection, or of another day.
  if (ResourceInstanceId !== VpnConnectionId || !(ageMs < CHECK_VALID_MS)) return undefined;
  const complaints = DiagnoseResult.filter(
    ({ DiagnoseName, DiagnoseResultLevel }) => DiagnoseName && DiagnoseResultLevel && DiagnoseResultLevel !== 'normal',
  ).map(
    ({ DiagnoseName, DiagnoseResultLevel }) =>
      `${quotePeer(DiagnoseName ?? '')}: ${quotePeer(DiagnoseResultLevel ?? '')}`,
  );
  return {
    time: quotePeer(FinishTime ?? BeginTime ?? ''),
    complaints,
    isFinished: FinishTime !== undefined && DiagnoseResult.length > 0,
  };
};

/**
 * Reads the logs of up to two tunnels and, where they are down, the cloud's verdicts and its last check: at most four reads,
 * all at once. Rejects as the reader does.
 */
export const fetchTunnelEvidence = async (
  { read, unread }: EvidenceReader,
  asked: AskedTunnels,
): Promise<EvidenceOfTunnel> => {
  const { RegionId, VpnConnectionId, VpnGatewayId, tunnels, changedMs, areDown, mayCheck, mayReadLogs } = asked;
  const readMs = Date.now();
  const { minutes, when } = windowOf(readMs, changedMs);
  const fetchLog = async (TunnelId: string | undefined) => {
    const reply = await read(DescribeVpnConnectionLogs, {
      ...{ RegionId, VpnConnectionId, ...when, PageSize: PAGE_SIZE },
      ...(TunnelId !== undefined && { TunnelId }),
    });
    return [TunnelId, reply && logFrom(reply, minutes)] as const;
  };
  const [diagnosed, logs, checked] = await Promise.all([
    areDown ? read(DiagnoseVpnConnections, { RegionId, VpnConnectionIds: [VpnConnectionId] }) : undefined,
    Promise.all(mayReadLogs && asked.wantsLogs ? tunnels.slice(0, 2).map(fetchLog) : []),
    areDown && VpnGatewayId ? read(GetVpnGatewayDiagnoseResult, { RegionId, VpnGatewayId }) : undefined,
  ]);
  const verdicts = diagnosed ? verdictsIn(diagnosed, VpnConnectionId, mayReadLogs) : [];
  const check = checked && checkFrom(checked, VpnConnectionId, readMs);
  const base = { unread, readMs, mayCheck: mayCheck && areDown };
  return (TunnelId) => {
    const log = logs.find(([id]) => id === TunnelId)?.[1];
    const verdict = verdicts.find((one) => one.TunnelId === TunnelId);
    return { ...base, ...(log && { log }), ...(verdict && { verdict }), ...(check && { check }) };
  };
};
