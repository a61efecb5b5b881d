import { format, type Language } from '../../catalogue/message.ts';
import type { PeerVendor } from '../../vendors/index.ts';
import type { TunnelEvidence } from '../cloud-evidence/tunnel-evidence.ts';
import { type PeerReading, readPeerConfig } from '../ends/read-peer-config.ts';
import type { Findings } from '../judges/judge-tunnel.ts';
import { cloudEnd, type TunnelFacts, tunnelName } from '../judges/tunnel-facts.ts';
import { type LogReading, readLog } from '../logs/read-log.ts';
import type { KnownTunnel } from '../logs/scope.ts';
import { addressesElsewhere, type Belonging, belongingOf, type Tunnels } from './choose-tunnel.ts';
import { BELONGING } from './messages.ts';

/** What a person gave with the question. */
export interface Pasted {
  readonly Log?: string | undefined;
  readonly PeerConfig?: string | undefined;
  readonly PeerVendor?: PeerVendor | undefined;
  /** Set where the tunnel was named: what is pasted is then of it. */
  readonly TunnelId?: string | undefined;
}

/** What of a tunnel tells its lines of a log from others'. */
const knownOf = (facts: TunnelFacts, all: Tunnels): KnownTunnel => {
  const { local_addr: gateway, peer_addr: peer, ike_version: version, local_id, remote_id } = cloudEnd(facts);
  const identities = [local_id, remote_id].filter((id) => id !== undefined);
  const elsewhere = addressesElsewhere(facts, all);
  return { gateway, peer, version, identities, ...(elsewhere.length > 0 && { elsewhere }) };
};

/** A tunnel with what was pasted for it, as far as that is its own. */
export interface Read {
  readonly findings: Findings;
  readonly reading?: PeerReading;
  /** Why a pasted text was not used, or not as proof. */
  readonly notes: readonly string[];
}

/** What was pasted, when no tunnel is known. */
export const readAlone = ({ Log, PeerConfig, PeerVendor }: Pasted): Read => {
  const reading = PeerConfig ? readPeerConfig(PeerConfig, PeerVendor, undefined) : undefined;
  const findings = { ...(Log && { log: readLog(Log) }), ...(reading?.end && { peer: reading.end }) };
  return { findings, ...(reading && { reading }), notes: [] };
};

const noteOf = (What: string, belonging: Belonging, { tunnel }: TunnelFacts, language: Language): readonly string[] => {
  if (belonging.kind === 'own') return [];
  const other = belonging.kind === 'other' ? belonging.other : '';
  return [
    format(BELONGING[belonging.kind], language, { what: What, other, name: tunnel ? tunnelName(tunnel.own) : '' }),
  ];
};

/** A log that is only taken to be of this tunnel proves no more than another's. */
const assumed = (log: LogReading): LogReading => ({ ...log, isForeign: true });

/** What was pasted, held against one of the tunnels. */
export const readFor = (
  asked: Pasted,
  facts: TunnelFacts,
  all: Tunnels,
  evidence: TunnelEvidence | undefined,
  language: Language,
): Read => {
  const { Log, PeerConfig, PeerVendor } = asked;
  const isAsked = asked.TunnelId !== undefined;
  const ofLog = belongingOf(Log ?? '', facts, all, isAsked);
  const ofConfig = belongingOf(PeerConfig ?? '', facts, all, isAsked);
  const isUsed = ({ kind }: Belonging): boolean => kind === 'own' || kind === 'assumed';
  const text = Log ? (isUsed(ofLog) ? Log : '') : (evidence?.log?.text ?? '');
  const log = text ? readLog(text, knownOf(facts, all)) : undefined;
  const reading = PeerConfig && isUsed(ofConfig) ? readPeerConfig(PeerConfig, PeerVendor, cloudEnd(facts)) : undefined;
  const findings: Findings = {
    facts,
    ...(evidence && { evidence }),
    ...(log && { log: Log && ofLog.kind === 'assumed' ? assumed(log) : log }),
    ...(reading?.end && { peer: reading.end }),
    ...(ofConfig.kind === 'assumed' && { isAssumed: true }),
  };
  const notes = [
    ...(Log ? noteOf('Log', ofLog, facts, language) : []),
    ...(PeerConfig ? noteOf('PeerConfig', ofConfig, facts, language) : []),
  ];
  return { findings, ...(reading && { reading }), notes };
};
