import type { Cause } from './checks.ts';
import type { CloudEnd, PeerEnd } from './end.ts';
import { daemonOf, type Lines, type Negotiation, type Stage } from './exchange.ts';
import { ikev1Stages } from './log-ikev1.ts';
import { ikev2Stages } from './log-ikev2.ts';
import type { Mismatch } from './proposal.ts';

const linesOf = (negotiation: Negotiation, stages: readonly Stage[]): Lines => {
  const lines: Lines = { initiator: [], responder: [] };
  for (const { success, failures } of stages) {
    const failure = negotiation.cause && failures?.[negotiation.cause];
    const { initiator, responder } = (failure ?? success)(negotiation);
    lines.initiator.push(...initiator);
    lines.responder.push(...responder);
    if (failure) break;
  }
  return lines;
};

/**
 * What both ends' daemons log about a negotiation that ends as `cause` says, in strongSwan's format, without times.
 * Where neither end starts, nothing is logged.
 */
export const logOf = (cloud: CloudEnd, peer: PeerEnd, cause?: Cause, mismatch?: Mismatch) => {
  const cloudDaemon = daemonOf(cloud, { name: 'cloud', child: 'cloud1' });
  const peerDaemon = daemonOf(peer, { name: 'ali', child: 'net1' });
  const peerStarts = peer.Initiates && peer.Up;
  if (cause === 'not-initiated' || !(peerStarts || cloud.EffectImmediately)) return { cloud: [], peer: [] };
  const [initiator, responder] = peerStarts ? [peerDaemon, cloudDaemon] : [cloudDaemon, peerDaemon];
  const { IkeVersion, IkeMode: mode } = (peerStarts ? peer : cloud).IkeConfig;
  const negotiation: Negotiation = {
    initiator,
    responder,
    mode,
    ...(cause && { cause }),
    ...(mismatch && { mismatch }),
  };
  const lines = linesOf(negotiation, IkeVersion === 'ikev2' ? ikev2Stages : ikev1Stages(mode));
  return peerStarts
    ? { cloud: lines.responder, peer: lines.initiator }
    : { cloud: lines.initiator, peer: lines.responder };
};
