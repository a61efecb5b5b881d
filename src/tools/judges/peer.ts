import type { CauseId } from '../../catalogue/causes.ts';
import type { LocalizedText } from '../../catalogue/message.ts';
import { type CandidateCause, type Evidence, evidenceOf } from '../causes/evidence.ts';
import { type ComparisonRow, causeOfField, type EndField } from '../ends/compare-ends.ts';
import type { TunnelPhase } from './tunnel-facts.ts';

const DIFFERS: LocalizedText = { en: '{field}: cloud {cloud}, peer {peer}', zh: '{field}：云端 {cloud}，对端 {peer}' };

const PHASE_1: readonly EndField[] = [
  'ike_version',
  'mode',
  'enc1',
  'hash1',
  'dh1',
  'auth',
  'local_id',
  'remote_id',
  'local_addr',
  'peer_addr',
];

/** One row as evidence: what each end has. */
export const rowEvidence = ({ field, cloud, peer }: ComparisonRow): Evidence =>
  evidenceOf(DIFFERS, { field, cloud: cloud || '-', peer: peer || '-' });

/** A difference in the phase that fails is the cause. In another phase it matters later or no more. */
const confidenceOf = (field: EndField, tunnelPhase: TunnelPhase, isAlone: boolean): number => {
  const isPhase1 = PHASE_1.includes(field);
  // IKEv2 makes the first tunnel within phase 1, and a device may give up the one with the other.
  if (tunnelPhase === 'phase-1') return isPhase1 ? 0.95 : isAlone ? 0.55 : 0.4;
  if (tunnelPhase === 'phase-2') return isPhase1 ? 0.4 : 0.95;
  // An established tunnel outlives a difference until it is renewed; unlike groups show exactly then.
  if (tunnelPhase === 'up') return field === 'pfs' ? 0.6 : 0.35;
  return 0.9;
};

/** Causes in the order of the negotiation: different IKE versions make different algorithms meaningless. */
const BEFORE: readonly CauseId[] = [
  'peer-unreachable',
  'ike-version-mismatch',
  'auth-method-mismatch',
  'ike-proposal-mismatch',
  'ike-mode-mismatch',
  'identity-mismatch',
  'multi-subnet-ikev1',
  'encapsulation-mode-mismatch',
  'traffic-selector-mismatch',
  'ipsec-proposal-mismatch',
  'pfs-mismatch',
];

const rank = (id: CauseId): number => (BEFORE.includes(id) ? BEFORE.indexOf(id) : BEFORE.length);

/** Whether phase 1 of both ends agrees as far as it is given, and enough of it is. */
const agreeInPhase1 = (rows: readonly ComparisonRow[]): boolean => {
  const given = rows.filter(({ field, result }) => PHASE_1.includes(field) && result !== 'not given');
  return given.length > 2 && !given.some(({ result }) => result === 'mismatch');
};

/** What the comparison of both ends shows: a mismatch in the phase that fails is proof. */
export const judgeRows = (rows: readonly ComparisonRow[], tunnelPhase: TunnelPhase): readonly CandidateCause[] => {
  const isAlone = agreeInPhase1(rows);
  return rows
    .flatMap((row): CandidateCause[] => {
      const id = causeOfField(row.field);
      if (row.result === 'note' && id === 'lifetime-mismatch')
        return [{ id, confidence: tunnelPhase === 'up' ? 0.2 : 0.1, evidence: [rowEvidence(row)] }];
      if (row.result === 'note' && row.field === 'peer_addr')
        return [{ id: 'nat-traversal', confidence: 0.3, evidence: [rowEvidence(row)] }];
      if (row.result !== 'mismatch') return [];
      return [{ id, confidence: confidenceOf(row.field, tunnelPhase, isAlone), evidence: [rowEvidence(row)] }];
    })
    .sort((a, b) => b.confidence - a.confidence || rank(a.id) - rank(b.id));
};

/** Causes of which every field was given and agrees: the comparison speaks against them. */
export const clearedBy = (rows: readonly ComparisonRow[]): readonly CauseId[] => {
  const of = (id: CauseId) => rows.filter(({ field }) => causeOfField(field) === id);
  const ids = new Set(rows.map(({ field }) => causeOfField(field)));
  return [...ids].filter((id) => of(id).length > 0 && of(id).every(({ result }) => result === 'match'));
};
