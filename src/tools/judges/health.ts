import type { LocalizedText } from '../../catalogue/message.ts';
import { contains } from '../../network/cidr.ts';
import { blocksIn } from '../../vendors/end.ts';
import { type CandidateCause, type Evidence, evidenceOf, fact } from '../causes/evidence.ts';
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
  silent: {
    en: 'VcoHealthCheck.Status = failed: {dip} does not answer {sip}',
    zh: 'VcoHealthCheck.Status = failed：{dip} 未应答 {sip}',
  },
} satisfies Record<string, LocalizedText>;

const isInside = (address: string | undefined, subnets: string | undefined): boolean =>
  address !== undefined && blocksIn(subnets).some((block) => contains(block, `${address}/32`));

/** Whether the connection probes its tunnel at all; the API writes the word, not the truth value. */
export const isProbed = ({ connection }: TunnelFacts): boolean =>
  connection.VcoHealthCheck?.Enable?.toLowerCase() === 'true';

/** Which ends of the probe lie outside the tunnel: such a probe can never pass. */
export const misplaced = ({ connection }: TunnelFacts): { readonly dip: boolean; readonly sip: boolean } => {
  const { Dip, Sip } = connection.VcoHealthCheck ?? {};
  return { dip: !isInside(Dip, connection.RemoteSubnet), sip: !isInside(Sip, connection.LocalSubnet) };
};

/** Why a health check fails over a tunnel that is up. */
export const judgeHealth = (facts: TunnelFacts): readonly CandidateCause[] => {
  const check = facts.connection.VcoHealthCheck;
  if (!isProbed(facts) || check?.Status !== 'failed' || !isUp(facts.connection)) return [];
  const { dip, sip } = misplaced(facts);
  const { LocalSubnet = '', RemoteSubnet = '' } = facts.connection;
  const wrong: Evidence[] = [
    ...(dip ? [evidenceOf(SEEN.dip, { address: check.Dip || '-', subnets: RemoteSubnet })] : []),
    ...(sip ? [evidenceOf(SEEN.sip, { address: check.Sip || '-', subnets: LocalSubnet })] : []),
  ];
  if (wrong.length > 0)
    return [{ id: 'health-check-misconfigured', confidence: 0.95, evidence: [...wrong, evidenceOf(SEEN.failover)] }];
  const seconds = (check.Interval ?? 3) * (check.Retry ?? 3);
  const evidence = [
    evidenceOf(SEEN.silent, { dip: check.Dip ?? '?', sip: check.Sip ?? '?' }),
    ...(seconds < 6 ? [evidenceOf(SEEN.hasty, { seconds })] : []),
    fact(`Interval = ${check.Interval}, Retry = ${check.Retry}`),
    evidenceOf(SEEN.failover),
  ];
  return [{ id: 'health-check-failing', confidence: 0.75, evidence }];
};
