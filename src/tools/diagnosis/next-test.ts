import type { CauseId } from '../../catalogue/causes.ts';
import type { LocalizedText } from '../../catalogue/message.ts';
import { type CandidateCause, type Evidence, evidenceOf } from '../causes/evidence.ts';
import type { TunnelPhase } from '../judges/tunnel-facts.ts';

/** Causes that look alike from one side, and the test that tells them apart. */
export const SPLITS: readonly { readonly causes: readonly CauseId[]; readonly test: LocalizedText }[] = [
  {
    causes: ['psk-mismatch', 'identity-mismatch'],
    test: {
      en: "Read the other end's log of the same second (paste both logs): `MAC mismatched` or `could not decrypt` means the key; `no matching peer config` or `does not match` names the identity.",
      zh: '查看另一端同一时刻的日志（两端日志一起粘贴）：出现 `MAC mismatched` 或 `could not decrypt` 是密钥问题；出现 `no matching peer config` 或 `does not match` 是身份标识问题。',
    },
  },
  {
    causes: ['ike-proposal-mismatch', 'ike-version-mismatch', 'ike-mode-mismatch'],
    test: {
      en: "Read the log of the end that answers: it prints both lists of algorithms, or that it has no such connection. Or paste the peer's phase 1 settings as PeerConfig.",
      zh: '查看应答方的日志：其中会打印两端的算法列表，或提示没有对应连接。也可以把对端第一阶段配置作为 PeerConfig 粘贴。',
    },
  },
  {
    causes: [
      'ipsec-proposal-mismatch',
      'pfs-mismatch',
      'traffic-selector-mismatch',
      'multi-subnet-ikev1',
      'lifetime-mismatch',
    ],
    test: {
      en: "Paste the peer's phase 2 settings (algorithms, PFS, crypto ACL) as PeerConfig, or the log of the end that answers QUICK_MODE or CREATE_CHILD_SA: it names the value.",
      zh: '把对端第二阶段配置（算法、PFS、加密 ACL）作为 PeerConfig 粘贴，或粘贴应答 QUICK_MODE / CREATE_CHILD_SA 一端的日志：其中会指明具体值。',
    },
  },
  {
    causes: ['nat-traversal', 'peer-unreachable', 'fragments-dropped'],
    test: {
      en: 'Capture UDP 500 and UDP 4500 at the peer while it negotiates: 500 both ways but 4500 one way means NAT or a filter; nothing at all means the way or the address.',
      zh: '协商时在对端抓取 UDP 500 与 UDP 4500：500 双向而 4500 单向说明是 NAT 或过滤；完全没有报文说明是路径或地址问题。',
    },
  },
  {
    causes: ['health-check-failing', 'health-check-misconfigured'],
    test: {
      en: 'Ping the Dip from a VPC host, and capture ICMP at the peer: request without reply means the host or its filter; no request means the selectors; a reply that does not come back means the return route.',
      zh: '从 VPC 主机 ping Dip，并在对端抓取 ICMP：有请求无应答是主机或过滤；没有请求是感兴趣流；应答没有返回是回程路由。',
    },
  },
  {
    causes: [
      'route-missing',
      'route-not-published',
      'route-inactive',
      'route-shadowed',
      'route-stale',
      'route-leftover',
      'overlap',
    ],
    test: {
      en: 'Ping a remote host from a VPC host and capture at the peer of each tunnel: where the request arrives is the way it takes; if nowhere, look at the VPC route table and security groups.',
      zh: '从 VPC 主机 ping 远端主机，并在各隧道的对端抓包：请求到达哪里，就是它走的路径；哪里都没有，则检查 VPC 路由表与安全组。',
    },
  },
  {
    causes: ['bgp-down'],
    test: {
      en: "Ping the cloud's address inside the tunnel from the peer, then read the state of its BGP neighbour: no answer means the way or the addresses; an answer and no session means AS number, key or TCP 179.",
      zh: '从对端 ping 隧道内的云端地址，再查看其 BGP 邻居状态：无应答是路径或地址问题；有应答而无会话是 AS 号、密钥或 TCP 179 问题。',
    },
  },
  {
    causes: ['customer-gateway-missing'],
    test: {
      en: 'Let an identity that sees every department read this customer gateway (DescribeCustomerGateway, in the region of the connection): if it is there, it is only hidden from this one.',
      zh: '用能看到所有部门的身份在该连接所在地域读取此用户网关（DescribeCustomerGateway）：若能读到，则只是对当前身份不可见。',
    },
  },
  {
    causes: ['encapsulation-mode-mismatch', 'auth-method-mismatch', 'security-protocol-mismatch'],
    test: {
      en: "Paste the peer's configuration as PeerConfig: its authentication, its mode and its protocol have to read pre-shared key, tunnel and ESP.",
      zh: '把对端配置作为 PeerConfig 粘贴：其认证方式应为预共享密钥，模式应为隧道模式，安全协议应为 ESP。',
    },
  },
  {
    causes: ['esp-blocked', 'stale-sa'],
    test: {
      en: 'Send a ping through the tunnel and read the byte counters of both ends: sent here and not received there means the packets are dropped on the way; received there under an unknown SPI means the SA is stale.',
      zh: '经隧道 ping 一次并读取两端字节计数：一端已发而另一端未收说明途中丢包；另一端以未知 SPI 收到说明 SA 已失效。',
    },
  },
  {
    causes: ['dpd-payload-order', 'commit-bit'],
    test: {
      en: "Look into the peer's IKE settings for the order of DPD payloads and for the commit bit, change one, and watch whether the tunnel outlives the next DPD interval.",
      zh: '在对端 IKE 设置中查看 DPD 载荷顺序和 commit 位，修改其中一项，观察隧道能否超过下一个 DPD 周期。',
    },
  },
  {
    causes: ['duplicate-identity'],
    test: {
      en: 'Look which devices send this identity: list the addresses under it in the log, and take one of them off.',
      zh: '查看哪些设备在使用该身份标识：列出日志中该标识对应的各个地址，并停用其中一台。',
    },
  },
  {
    causes: ['flapping', 'lifetime-mismatch'],
    test: {
      en: 'Note the times of three breaks: equal gaps that match a lifetime mean rekeying; paste the log around one break.',
      zh: '记录三次中断的时间：间隔固定且等于生存时间说明是重协商；粘贴其中一次中断前后的日志。',
    },
  },
];

const TESTS = {
  first: {
    en: "Start the negotiation (traffic, or EffectImmediately true) and look at the peer: paste its log or configuration here (Log, PeerConfig), or capture UDP 500/4500 there. No packet arrives: the way or the address. Packets without answer: the peer's definition. An answer: its log names the rest.",
    zh: '发起协商（产生流量，或把 EffectImmediately 设为 true），再看对端：把对端日志或配置粘贴到这里（Log、PeerConfig），或在对端抓取 UDP 500/4500。没有报文到达：路径或地址问题；有报文无应答：对端没有对应定义；有应答：对端日志会给出原因。',
  },
  proven: {
    en: 'None is needed to know why. Where the ends differ, change one end only; then diagnose again.',
    zh: '原因已明确，无需再测试。两端不一致时只修改一端，之后再次诊断。',
  },
  healthy: {
    en: 'If something still fails: ping from a VPC host with small and with 1400-byte packets (only small ones pass: set MSS 1360), and capture at the peer.',
    zh: '如果仍有问题：从 VPC 主机分别用小包和 1400 字节的包 ping（只有小包能通：把 MSS 设为 1360），并在对端抓包。',
  },
  settle: {
    en: 'Settle this first; everything else is judged after it.',
    zh: '先解决这一项，其他原因之后再判断。',
  },
  check: {
    en: 'Let the cloud check it: DiagnoseVpnGateway with VpnGatewayId {gateway}, ResourceType IPsec and ResourceId {id}; then diagnose again.',
    zh: '让云端检查：调用 DiagnoseVpnGateway（VpnGatewayId 为 {gateway}，ResourceType 为 IPsec，ResourceId 为 {id}），然后再次诊断。',
  },
  more: {
    en: "Paste the log of the end that answers, from the peer's first packet on.",
    zh: '粘贴应答方从收到首个报文开始的日志。',
  },
} satisfies Record<string, LocalizedText>;

/** Below this, what the settings of the cloud suggest is a guess. */
const SURER_THAN_A_GUESS = 0.7;

/** A guess no surer than this is listed once, as a cause, and not again. */
const MERE_GUESS = 0.2;

/** Causes that the evidence does not separate: unproven, and close to the first one in confidence. */
export const undecided = (candidates: readonly CandidateCause[]): readonly CauseId[] => {
  const top = candidates[0]?.confidence ?? 0;
  if (top >= 0.9) return [];
  const near = candidates
    .filter(({ confidence }) => top - confidence <= 0.25 && confidence > MERE_GUESS)
    .map(({ id }) => id);
  return near.length > 1 ? near.slice(0, 4) : [];
};

const GATEWAY: readonly CauseId[] = ['gateway-not-ready', 'financial-locked', 'ipsec-disabled'];

/** What the cloud itself could still check of a tunnel. */
export interface Checkable {
  readonly gateway: string;
  readonly id: string;
}

/** The one test worth doing next, given the candidate causes and what was read; a check of the cloud costs nobody a visit. */
export const nextTest = (
  candidates: readonly CandidateCause[],
  tunnelPhase: TunnelPhase,
  hasPaste: boolean,
  checkable?: Checkable,
): Evidence => {
  const [first] = candidates;
  const more = checkable ? evidenceOf(TESTS.check, { ...checkable }) : evidenceOf(TESTS.more);
  if (!first) return tunnelPhase === 'up' ? evidenceOf(TESTS.healthy) : more;
  if (GATEWAY.includes(first.id)) return evidenceOf(TESTS.settle);
  if (first.confidence >= 0.9) return evidenceOf(TESTS.proven);
  if (!hasPaste && tunnelPhase === 'phase-1' && first.confidence < SURER_THAN_A_GUESS)
    return checkable ? more : evidenceOf(TESTS.first);
  const split = SPLITS.find(({ causes }) => causes.includes(first.id))?.test;
  return split ? evidenceOf(split) : more;
};
