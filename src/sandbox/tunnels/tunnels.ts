import { containsCidr } from 'cidr-tools';
import { type Cause, checksFor, type TunnelStatus } from './checks.ts';
import { blocks, type CloudEnd, ikeChoices, ikeProposal, ipsecChoices, ipsecProposal, type PeerEnd } from './end.ts';
import { logOf } from './log.ts';
import { ikeMismatch, ipsecMismatch, type Mismatch } from './proposal.ts';

export type { Cause, TunnelStatus } from './checks.ts';
export { type CloudEnd, complete, type PeerEnd } from './end.ts';

/** The outcome of a negotiation between two ends. */
export interface Verdict {
  Status: TunnelStatus;
  /** `failed` also where no check is enabled, as the API has it. */
  health: 'success' | 'failed';
  /** Absent when the tunnel is up and its health check, if any, passes. */
  cause?: Cause;
  /** The cause in a sentence with the values of both ends; never a key. */
  detail?: string;
  /** Differences that stop nothing. */
  notes: string[];
  /** What each daemon logs, without times. */
  log: { cloud: string[]; peer: string[] };
}

type Finding = { cause: Cause; detail: string };

const isInside = (address: string, subnets: string): boolean =>
  address !== '' && containsCidr(blocks(subnets), [address]);

const answers = (peer: PeerEnd, address: string): boolean =>
  Array.isArray(peer.Answers) ? peer.Answers.includes(address) : peer.Answers;

const unhealthy = (detail: string, cause: Cause = 'health-check-failing'): Finding => ({ cause, detail });

/** Why a health check over an established tunnel does not pass. */
const probe = (cloud: CloudEnd, peer: PeerEnd): Finding | undefined => {
  const { Dip, Sip } = cloud.VcoHealthCheck;
  if (!isInside(Dip, cloud.RemoteSubnet))
    return unhealthy(`Dip ${Dip} is outside RemoteSubnet ${cloud.RemoteSubnet}.`, 'health-check-misconfigured');
  if (!isInside(Sip, cloud.LocalSubnet))
    return unhealthy(`Sip ${Sip} is outside LocalSubnet ${cloud.LocalSubnet}.`, 'health-check-misconfigured');
  if (!answers(peer, Dip)) return unhealthy(`Nothing answers to pings at ${Dip}.`);
  if (!peer.ReturnRoute) return unhealthy('The network behind the device has no route back into the tunnel.');
  // Behind NAT the packets travel inside UDP 4500 and the ESP protocol itself is not needed.
  if (peer.BlockedPorts.includes(50) && !peer.BehindNat) return unhealthy('The ESP protocol is blocked on the way.');
  return undefined;
};

const lifetimeNotes = (cloud: CloudEnd, peer: PeerEnd): string[] => {
  const pairs = [
    ['IkeLifetime', cloud.IkeConfig.IkeLifetime, peer.IkeConfig.IkeLifetime],
    ['IpsecLifetime', cloud.IpsecConfig.IpsecLifetime, peer.IpsecConfig.IpsecLifetime],
  ] as const;
  return pairs
    .filter(([, ours, theirs]) => ours !== theirs)
    .map(([name, ours, theirs]) => `${name}: cloud ${ours} s, device ${theirs} s; the shorter one renews first.`);
};

const mismatchOf = (cloud: CloudEnd, peer: PeerEnd, cause?: Cause): Mismatch | undefined =>
  cause === 'ike-proposal-mismatch'
    ? ikeMismatch(ikeProposal(cloud.IkeConfig), ikeChoices(peer))
    : ipsecMismatch(ipsecProposal(cloud.IpsecConfig), ipsecChoices(peer));

/** The first thing that keeps the tunnel down. */
const negotiate = (cloud: CloudEnd, peer: PeerEnd): { Status: TunnelStatus; finding?: Finding } => {
  for (const { cause, Status, differs } of checksFor(cloud)) {
    const detail = differs(cloud, peer);
    if (detail) return { Status, finding: { cause, detail } };
  }
  return { Status: 'ipsec_sa_established' };
};

/**
 * Lets two ends negotiate: pure, so that a corrected setting shows at the next read. Where several things differ, the
 * first in the order of a negotiation is the cause, as it would be in the daemons' logs.
 */
export const compare = (cloud: CloudEnd, peer: PeerEnd): Verdict => {
  const { Status, finding } = negotiate(cloud, peer);
  const probed = cloud.VcoHealthCheck.Enable === 'true' && !finding;
  const unhealthyFinding = probed ? probe(cloud, peer) : undefined;
  return {
    Status,
    health: probed && !unhealthyFinding ? 'success' : 'failed',
    ...(finding ?? unhealthyFinding),
    notes: lifetimeNotes(cloud, peer),
    // Written only when somebody reads it: a list of connections asks for statuses alone.
    get log() {
      return logOf(cloud, peer, finding?.cause, mismatchOf(cloud, peer, finding?.cause));
    },
  };
};
