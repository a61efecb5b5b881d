import type { LocalizedText } from '../../catalogue/message.ts';
import { contains } from '../../network/cidr.ts';
import { blocksIn } from '../../vendors/end.ts';
import { type Evidence, evidenceOf } from '../causes/evidence.ts';
import { isProbed, misplaced } from '../judges/health.ts';
import { isUp, type TunnelFacts } from '../judges/tunnel-facts.ts';
import { modify } from './crypto.ts';
import type { Fix } from './fix.ts';

const NOTE = {
  proven: {
    en: '{other} probes {dip} with success; confirm that this host is the right one here too. A wrong choice moves traffic to the standby.',
    zh: '{other} 以 {dip} 为探测目的且成功；请确认该主机对此隧道也合适。选错会使流量切到备用。',
  },
  swapped: {
    en: 'Dip and Sip were exchanged; confirm that {dip} answers ICMP.',
    zh: 'Dip 与 Sip 写反了；请确认 {dip} 应答 ICMP。',
  },
  calmer: {
    en: 'Three probes three seconds apart bridge a short loss.',
    zh: '间隔 3 秒、重试 3 次可以容忍短暂丢包。',
  },
} satisfies Record<string, LocalizedText>;

const ASK: LocalizedText = {
  en: 'Which host in {remote} answers ICMP from {local}? Give it as HealthCheckConfig.dip (and a VPC address in {local} as sip); none is invented here.',
  zh: '{remote} 中哪台主机应答来自 {local} 的 ICMP？请作为 HealthCheckConfig.dip 提供（sip 取 {local} 中的 VPC 地址）；这里不会编造地址。',
};

interface Probe {
  readonly dip: string;
  readonly sip: string;
  readonly note: Evidence;
}

const isInside = (address: string | undefined, subnets: string | undefined): boolean =>
  address !== undefined && blocksIn(subnets).some((block) => contains(block, `${address}/32`));

/** The probe with its two ends exchanged. */
const exchanged = ({ connection }: TunnelFacts): Probe | undefined => {
  const { Dip, Sip } = connection.VcoHealthCheck ?? {};
  if (!Dip || !Sip || !isInside(Sip, connection.RemoteSubnet) || !isInside(Dip, connection.LocalSubnet))
    return undefined;
  return { dip: Sip, sip: Dip, note: evidenceOf(NOTE.swapped, { dip: Sip }) };
};

/** A target that another tunnel to the same network reaches now; no address is invented. */
const borrowed = (facts: TunnelFacts): Probe | undefined => {
  const { connection, siblings } = facts;
  const wrong = misplaced(facts);
  const model = siblings.find(
    (other) =>
      isUp(other) &&
      isProbed(other) &&
      other.VcoHealthCheck?.Status === 'success' &&
      isInside(other.VcoHealthCheck.Dip, connection.RemoteSubnet) &&
      isInside(other.VcoHealthCheck.Sip, connection.LocalSubnet),
  );
  const { Dip, Sip } = model?.VcoHealthCheck ?? {};
  if (!model || !Dip || !Sip) return undefined;
  const own = connection.VcoHealthCheck;
  const dip = wrong.dip ? Dip : (own?.Dip ?? Dip);
  const note = evidenceOf(NOTE.proven, { other: model.Name || model.VpnConnectionId || '', dip });
  return { dip, sip: wrong.sip ? Sip : (own?.Sip ?? Sip), note };
};

/** A probe that can pass, with all five keys as the cloud wants them; undefined where a host has to be named first. */
export const fixHealth = (facts: TunnelFacts): Fix | undefined => {
  const { Interval = 3, Retry = 3, Dip, Sip } = facts.connection.VcoHealthCheck ?? {};
  const wrong = misplaced(facts);
  const isTooFrequent = Interval * Retry < 6;
  const timing = isTooFrequent ? { interval: 3, retry: 3 } : { interval: Interval, retry: Retry };
  if (!wrong.dip && !wrong.sip) {
    if (!isTooFrequent) return undefined;
    return modify(
      facts,
      { HealthCheckConfig: { enable: true, dip: Dip, sip: Sip, ...timing } },
      evidenceOf(NOTE.calmer),
    );
  }
  const probe = exchanged(facts) ?? borrowed(facts);
  if (!probe) return undefined;
  const { dip, sip, note } = probe;
  return modify(facts, { HealthCheckConfig: { enable: true, dip, sip, ...timing } }, note);
};

/** The question that only a person can answer. */
export const askForHost = ({ connection }: TunnelFacts): Evidence =>
  evidenceOf(ASK, { remote: connection.RemoteSubnet ?? '?', local: connection.LocalSubnet ?? '?' });
