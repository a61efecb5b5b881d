import type { Output } from '../../catalogue/action.ts';
import { DescribeVpnConnectionLogs, DiagnoseVpnConnections } from '../../catalogue/actions/connection-diagnosis.ts';
import { GetVpnGatewayDiagnoseResult } from '../../catalogue/actions/gateway-diagnosis.ts';
import { PAGE_SIZE } from '../../catalogue/pages.ts';
import { quote, readPasted } from '../pasted-text.ts';
import { type CloudVerdict, verdictsIn } from './cloud-verdict.ts';
import type { EvidenceReader, UnreadEvidence } from './evidence-reader.ts';

/** The longest window that the cloud gives at once. */
export const LOG_MINUTES = 10;

/** The cloud's own log of one tunnel, of the last ten minutes. */
export interface FetchedLog {
  /** Anybody's words: not cleaned yet, and masked by whoever reads them. */
  readonly text: string;
  readonly lines: number;
  /** Whether there are no other lines in that time. */
  readonly isWhole: boolean;
}

/** The last check that the cloud made of a connection because somebody asked for it. */
export interface GatewayCheck {
  /** As the cloud writes it, such as `2026-01-31T08:00:00Z`. */
  readonly time: string;
  /** What it did not call normal, such as `VcoConfigConsistency: error`. */
  readonly complaints: readonly string[];
  readonly isFinished: boolean;
}

/** What the cloud itself says about one tunnel; each part may be missing. */
export interface TunnelEvidence {
  readonly log?: FetchedLog;
  readonly verdict?: CloudVerdict;
  readonly check?: GatewayCheck;
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
  /** Whether the cloud's logs may be read, and whether they are wanted: a person may have pasted one. */
  readonly mayReadLogs: boolean;
  readonly wantsLogs: boolean;
}

const logFrom = (reply: Output<typeof DescribeVpnConnectionLogs>): FetchedLog | undefined => {
  const { Data, IsCompleted } = reply;
  if (Data === undefined) return undefined;
  return { text: Data.join('\n'), lines: Data.length, isWhole: IsCompleted !== false && Data.length < PAGE_SIZE };
};

const clean = (text: string | undefined): string => quote(readPasted(text ?? '').lines.join(' '), 80);

const checkFrom = (
  reply: Output<typeof GetVpnGatewayDiagnoseResult>,
  VpnConnectionId: string,
): GatewayCheck | undefined => {
  const { ResourceInstanceId, BeginTime, FinishTime, DiagnoseResult = [] } = reply;
  // The gateway's last check may have been of another connection.
  if (ResourceInstanceId !== VpnConnectionId) return undefined;
  const complaints = DiagnoseResult.filter(
    ({ DiagnoseName, DiagnoseResultLevel }) => DiagnoseName && DiagnoseResultLevel && DiagnoseResultLevel !== 'normal',
  ).map(({ DiagnoseName, DiagnoseResultLevel }) => `${clean(DiagnoseName)}: ${clean(DiagnoseResultLevel)}`);
  return { time: clean(FinishTime ?? BeginTime), complaints, isFinished: FinishTime !== undefined };
};

/**
 * Reads the cloud's verdicts, the logs of up to two tunnels and the last check of the gateway, all at once. Rejects as the
 * reader does.
 */
export const fetchTunnelEvidence = async (
  { read, unread }: EvidenceReader,
  { RegionId, VpnConnectionId, VpnGatewayId, tunnels, mayReadLogs, wantsLogs }: AskedTunnels,
): Promise<EvidenceOfTunnel> => {
  const fetchLog = async (TunnelId: string | undefined) => {
    const reply = await read(DescribeVpnConnectionLogs, {
      ...{ RegionId, VpnConnectionId, MinutePeriod: LOG_MINUTES, PageSize: PAGE_SIZE },
      ...(TunnelId !== undefined && { TunnelId }),
    });
    return [TunnelId, reply && logFrom(reply)] as const;
  };
  const [diagnosed, logs, checked] = await Promise.all([
    read(DiagnoseVpnConnections, { RegionId, VpnConnectionIds: [VpnConnectionId] }),
    Promise.all(mayReadLogs && wantsLogs ? tunnels.slice(0, 2).map(fetchLog) : []),
    VpnGatewayId ? read(GetVpnGatewayDiagnoseResult, { RegionId, VpnGatewayId }) : undefined,
  ]);
  const verdicts = diagnosed ? verdictsIn(diagnosed, mayReadLogs) : [];
  const check = checked && checkFrom(checked, VpnConnectionId);
  return (TunnelId) => {
    const log = logs.find(([id]) => id === TunnelId)?.[1];
    const verdict = verdicts.find((one) => one.TunnelId === TunnelId);
    return { unread, ...(log && { log }), ...(verdict && { verdict }), ...(check && { check }) };
  };
};
