import type { LocalizedText } from '../../catalogue/message.ts';
import { readTunnels } from '../../network/tunnels.ts';
import { type CandidateCause, type Evidence, evidenceOf, fact } from '../causes/evidence.ts';
import { wasRead } from '../causes/unread.ts';
import { idOf, isUp, type TunnelFacts } from './tunnel-facts.ts';
import { tunnelRows } from './tunnels-around.ts';

const UNSETTLED: readonly string[] = ['init', 'provisioning', 'updating', 'deleting'];

/** Faults of the gateway itself: no other cause matters before they are settled. */
export const judgeGateway = ({ gateway, connection }: TunnelFacts): readonly CandidateCause[] => {
  if (!gateway) return [];
  const status = gateway.Status ?? '';
  const locked = gateway.BusinessStatus === 'FinancialLocked';
  const isUnsettled = UNSETTLED.includes(status.toLowerCase());
  // A gateway is `updating` for a moment after every change: with the tunnel up that is no trouble at all.
  const matters = isUnsettled && !(status === 'updating' && isUp(connection));
  return [
    ...(locked ? [candidate('financial-locked', 1, `BusinessStatus = ${gateway.BusinessStatus}`)] : []),
    ...(gateway.IpsecVpn === 'disable' ? [candidate('ipsec-disabled', 0.97, 'IpsecVpn = disable')] : []),
    ...(matters ? [candidate('gateway-not-ready', 0.95, `${gateway.VpnGatewayId} Status = ${status}`)] : []),
  ];
};

const candidate = (id: CandidateCause['id'], confidence: number, text: string): CandidateCause => ({
  id,
  confidence,
  evidence: [fact(text)],
});

const SCOPE = {
  peerDown: {
    en: 'all {count} tunnels to this peer address are down',
    zh: '到该对端地址的 {count} 条隧道全部中断',
  },
  peerUp: {
    en: 'another tunnel to the same peer address is up ({id}): the peer is reachable',
    zh: '到同一对端地址的另一条隧道正常（{id}）：对端可达',
  },
  allDown: {
    en: 'all {count} tunnels of this gateway, to different peers, are down: look at the gateway, its region and the account first',
    zh: '该网关到不同对端的 {count} 条隧道全部中断：先检查网关、地域与账号',
  },
} satisfies Record<string, LocalizedText>;

/** What the state of other tunnels tells about where the fault is. */
export interface Scope {
  readonly kind: 'peer-down' | 'peer-up' | 'all-down' | 'alone';
  readonly evidence: readonly Evidence[];
}

/** Whether the fault is of this tunnel alone, of its peer, or of every tunnel of the gateway. */
export const scopeOf = (facts: TunnelFacts): Scope => {
  const { connection, siblings, samePeer } = facts;
  const samePeerUp = samePeer.find(isUp);
  if (samePeerUp) {
    return { kind: 'peer-up', evidence: [evidenceOf(SCOPE.peerUp, { id: idOf(samePeerUp) })] };
  }
  // Of a list that is not whole, or not understood, nobody can say that all of it is down.
  const isUnclear = siblings.some((one) => readTunnels(one).notUnderstood !== undefined);
  if (isUnclear || !wasRead(facts, 'DescribeVpnConnections')) return { kind: 'alone', evidence: [] };
  const all = [connection, ...siblings].flatMap(tunnelRows);
  const peers = new Set(all.map(({ CustomerGatewayId }) => CustomerGatewayId));
  if (all.length >= 3 && peers.size >= 2 && !all.some(isUp))
    return { kind: 'all-down', evidence: [evidenceOf(SCOPE.allDown, { count: all.length })] };
  if (samePeer.length > 0)
    return { kind: 'peer-down', evidence: [evidenceOf(SCOPE.peerDown, { count: samePeer.length + 1 })] };
  return { kind: 'alone', evidence: [] };
};
