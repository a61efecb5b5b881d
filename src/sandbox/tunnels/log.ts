import type { Cause } from './checks.ts';
import type { CloudEnd, PeerEnd } from './end.ts';
import { type Lines, type Stage, speak, type Talk } from './exchange.ts';
import { ikev1Stages } from './log-ikev1.ts';
import { ikev2Stages } from './log-ikev2.ts';
import type { Misfit } from './proposal.ts';

const tell = (talk: Talk, stages: readonly Stage[]): Lines => {
  const told: Lines = { starter: [], answerer: [] };
  for (const { goes, ends } of stages) {
    const end = talk.cause && ends?.[talk.cause];
    const { starter, answerer } = (end ?? goes)(talk);
    told.starter.push(...starter);
    told.answerer.push(...answerer);
    if (end) break;
  }
  return told;
};

/**
 * What both ends' daemons log about a negotiation that ends as `cause` says, in strongSwan's words, without times.
 * Two silent ends log nothing.
 */
export const logOf = (cloud: CloudEnd, peer: PeerEnd, cause?: Cause, misfit?: Misfit) => {
  const cloudSpeaks = speak(cloud, { name: 'cloud', child: 'cloud1' });
  const peerSpeaks = speak(peer, { name: 'ali', child: 'net1' });
  const peerStarts = peer.Initiates && peer.Up;
  if (cause === 'not-initiated' || !(peerStarts || cloud.EffectImmediately)) return { cloud: [], peer: [] };
  const [starter, answerer] = peerStarts ? [peerSpeaks, cloudSpeaks] : [cloudSpeaks, peerSpeaks];
  const { IkeVersion, IkeMode: mode } = (peerStarts ? peer : cloud).IkeConfig;
  const talk: Talk = { starter, answerer, mode, ...(cause && { cause }), ...(misfit && { misfit }) };
  const lines = tell(talk, IkeVersion === 'ikev2' ? ikev2Stages : ikev1Stages(mode));
  return peerStarts ? { cloud: lines.answerer, peer: lines.starter } : { cloud: lines.starter, peer: lines.answerer };
};
