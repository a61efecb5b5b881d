import type { LocalizedText } from '../../catalogue/message.ts';
import { type CandidateCause, type Evidence, evidenceOf } from '../causes/evidence.ts';
import { type LostPeer, type TunnelFacts, type TunnelPhase, tunnelPhaseOf } from './tunnel-facts.ts';

const SEEN = {
  elsewhere: {
    en: '{id} is in {region} (address {address}), not in the region of the connection',
    zh: '{id} 位于 {region}（地址 {address}），不在该连接所在的地域',
  },
  nowhere: {
    en: '{id} is in no region that this identity sees: deleted, or hidden from it',
    zh: '在当前身份可见的所有地域中都没有 {id}：已删除，或对其不可见',
  },
  notHere: {
    en: '{id} is not in the region of the connection; not every other region could be read',
    zh: '{id} 不在该连接所在的地域；其他地域未能全部读取',
  },
  works: {
    en: 'phase 1 is up all the same: the cloud still uses the address that it had',
    zh: '但第一阶段已建立：云端仍在使用原有地址',
  },
} satisfies Record<string, LocalizedText>;

const seenOf = (id: string, { found, isSearchWhole }: LostPeer): Evidence => {
  if (!found) return evidenceOf(isSearchWhole ? SEEN.nowhere : SEEN.notHere, { id });
  return evidenceOf(SEEN.elsewhere, { id, region: found.regionId, address: found.address ?? '?' });
};

const confidenceOf = (phase: TunnelPhase, { found, isSearchWhole }: LostPeer): number => {
  // A peer that has answered can be no stranger to the cloud.
  if (phase === 'up' || phase === 'phase-2') return 0.3;
  if (found) return 0.95;
  return isSearchWhole ? 0.8 : 0.7;
};

/** A customer gateway that the region of its connection does not have: a peer is reached through none. */
export const judgeCustomerGateway = ({ lostPeer, connection }: TunnelFacts): readonly CandidateCause[] => {
  if (!lostPeer) return [];
  const phase = tunnelPhaseOf(connection);
  const isUpAllTheSame = phase === 'up' || phase === 'phase-2';
  const evidence = [
    seenOf(connection.CustomerGatewayId ?? '?', lostPeer),
    ...(isUpAllTheSame ? [evidenceOf(SEEN.works)] : []),
  ];
  return [{ id: 'customer-gateway-missing', confidence: confidenceOf(phase, lostPeer), evidence, isFault: true }];
};
