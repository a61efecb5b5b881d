import type { LocalizedText } from '../../catalogue/message.ts';
import { contains } from '../../network/cidr.ts';
import { blocksIn } from '../../vendors/end.ts';
import { type CandidateCause, type Evidence, evidenceOf, fact } from '../causes/evidence.ts';
import type { Connection } from '../inventory/inventory.ts';
import { isUp, type TunnelFacts } from './tunnel-facts.ts';

const SEEN = {
  dip: {
    en: 'Dip {address} lies outside RemoteSubnet {subnets}: the probe never enters the tunnel',
    zh: '探测目的 Dip {address} 不在 RemoteSubnet {subnets} 内：探测报文不会进入隧道',
  },
  sip: {
    en: 'Sip {address} lies outside LocalSubnet {subnets}: the answer never comes back',
    zh: '探测源 Sip {address} 不在 LocalSubnet {subnets} 内：应答无法返回',
  },
  failover: {
    en: 'while the probe fails, an active route of this tunnel yields to its standby although the SA is up',
    zh: '探测失败期间，即使 SA 正常，该隧道的主用路由也会让位给备用',
  },
  hasty: {
    en: 'Interval x Retry = {seconds} s: a short loss already counts as a failure',
    zh: 'Interval x Retry = {seconds} 秒：短暂丢包就会判为失败',
  },
  later: {
    en: 'this keeps no tunnel down: it will fail, and move the traffic away, once the tunnel is up',
    zh: '这不会使隧道中断：隧道建立后它仍会失败，并使流量切走',
  },
  silent: {
    en: 'VcoHealthCheck.Status = failed: {dip} does not answer {sip}',
    zh: 'VcoHealthCheck.Status = failed：{dip} 未应答 {sip}',
  },
} satisfies Record<string, LocalizedText>;

/** Whether an address lies outside known networks; of networks that the reply does not give nothing lies outside. */
const isOutside = (address: string | undefined, subnets: string | undefined): boolean => {
  const blocks = blocksIn(subnets);
  return blocks.length > 0 && !blocks.some((block) => address !== undefined && contains(block, `${address}/32`));
};

/** Whether a connection probes its tunnel at all; the API writes the word, not the truth value. */
export const isProbed = ({ VcoHealthCheck }: Connection): boolean => VcoHealthCheck?.Enable?.toLowerCase() === 'true';

/** Which ends of the probe lie outside the tunnel: such a probe can never pass. */
export const misplaced = ({ connection }: TunnelFacts): { readonly dip: boolean; readonly sip: boolean } => {
  const { Dip, Sip } = connection.VcoHealthCheck ?? {};
  return { dip: isOutside(Dip, connection.RemoteSubnet), sip: isOutside(Sip, connection.LocalSubnet) };
};

const outside = (facts: TunnelFacts): readonly Evidence[] => {
  const { VcoHealthCheck: check, LocalSubnet = '', RemoteSubnet = '' } = facts.connection;
  const { dip, sip } = misplaced(facts);
  return [
    ...(dip ? [evidenceOf(SEEN.dip, { address: check?.Dip || '-', subnets: RemoteSubnet })] : []),
    ...(sip ? [evidenceOf(SEEN.sip, { address: check?.Sip || '-', subnets: LocalSubnet })] : []),
  ];
};

/** What stays true while the tunnel is down, and cannot be what keeps it down. */
const FOR_LATER = 0.18;

/**
 * Why a health check fails over a tunnel that is up. At addresses outside the tunnel it is wrong whatever the tunnel
 * does, unless it passes.
 */
export const judgeHealth = (facts: TunnelFacts): readonly CandidateCause[] => {
  const { connection } = facts;
  const check = connection.VcoHealthCheck;
  if (!check || !isProbed(connection) || check.Status === 'success') return [];
  const wrong = outside(facts);
  if (wrong.length > 0) {
    const id = 'health-check-misconfigured';
    if (!isUp(connection))
      return [{ id, confidence: FOR_LATER, evidence: [...wrong, evidenceOf(SEEN.later)], isFault: true }];
    return [{ id, confidence: 0.95, evidence: [...wrong, evidenceOf(SEEN.failover)] }];
  }
  if (check.Status !== 'failed' || !isUp(connection)) return [];
  const seconds = (check.Interval ?? 3) * (check.Retry ?? 3);
  const evidence = [
    evidenceOf(SEEN.silent, { dip: check.Dip ?? '?', sip: check.Sip ?? '?' }),
    ...(seconds < 6 ? [evidenceOf(SEEN.hasty, { seconds })] : []),
    fact(`Interval = ${check.Interval}, Retry = ${check.Retry}`),
    evidenceOf(SEEN.failover),
  ];
  return [{ id: 'health-check-failing', confidence: 0.75, evidence }];
};
