import { isFields } from '../../catalogue/action.ts';
import { type CauseId, causeTextOf } from '../../catalogue/causes.ts';
import type { LocalizedText, Values } from '../../catalogue/message.ts';
import { isSameSet } from '../../network/cidr.ts';
import type { End } from '../../vendors/end.ts';
import { type CandidateCause, type Evidence, evidenceOf } from '../causes/evidence.ts';
import { selectorGaps } from '../ends/compare-ends.ts';
import { areExchanged, identityOf } from '../judges/identity.ts';
import { cloudEnd, type TunnelFacts } from '../judges/tunnel-facts.ts';
import { changedIke, changedIpsec, EITHER, fixIke, fixIpsec, fixPfs, modify } from './crypto.ts';
import { adviseLostPeer, fixAddress, fixLostPeer } from './customer-gateway.ts';
import type { Fix, Remedy } from './fix.ts';
import { formatChange, isOfWhole } from './format-change.ts';
import { askForHost, fixHealth } from './health.ts';
import { fixPath } from './path.ts';

const NOTE = {
  newKey: {
    en: 'Makes a new key and writes it to a file for the peer; the tunnel is down until the peer has it. To take the key that the peer has: Psk {"file": NAME} or {"env": NAME}.',
    zh: '生成新密钥并写入文件供对端使用；对端配置完成前隧道中断。若要采用对端现有密钥：Psk {"file": NAME} 或 {"env": NAME}。',
  },
  loses: {
    en: 'Either this or the peer change. Addresses that leave the tunnel if the cloud gives way: {cloudOnly}; if the peer gives way: {peerOnly}.',
    zh: '二选一。若云端让步，离开隧道的地址：{cloudOnly}；若对端让步：{peerOnly}。',
  },
  preferV2: {
    en: 'Better to move the peer to ikev2 if it can.',
    zh: '若对端支持，最好把对端升级为 ikev2。',
  },
  bothV2: {
    en: 'The peer has to move to ikev2 in the same window.',
    zh: '对端需在同一窗口改为 ikev2。',
  },
  wait: { en: 'Then diagnose again.', zh: '完成后再次诊断。' },
  pay: {
    en: 'Settle the bill of the account; every write is refused until then.',
    zh: '结清账号欠费；在此之前所有写操作都会被拒绝。',
  },
  recreate: {
    en: 'Create a new VPN gateway with EnableIpsec true and move the connections there.',
    zh: '新建开启 IPsec（EnableIpsec true）的 VPN 网关，并迁移连接。',
  },
  ids: {
    en: 'Look at the peer first: if it is set to expect these identities, leave them.',
    zh: '先查看对端：若对端就是按这些 ID 设置的，则不要修改。',
  },
  flaps: {
    en: 'Read the status again over a minute; look for a period: 86400 s is a lifetime, a few minutes NAT or DPD, none the line.',
    zh: '在一分钟内多次读取状态；观察周期：86400 秒为生存时间，数分钟为 NAT 或 DPD，无规律则为线路。',
  },
} satisfies Record<string, LocalizedText>;

const list = (items: readonly string[] | undefined): string => items?.join(', ') || '-';

/** The values that the text of a cause may name, with a dash for what is not known. */
const valuesFor = (facts: TunnelFacts, fix: Fix | undefined): Values => {
  const cloud = cloudEnd(facts);
  return {
    ...algorithmsFor(cloud, fix),
    pfs: list(cloud.pfs),
    version: cloud.ike_version ?? '-',
    mode: cloud.mode ?? '-',
    localId: cloud.local_id ?? '-',
    remoteId: cloud.remote_id ?? '-',
    gatewayIp: cloud.local_addr ?? '-',
    peerIp: cloud.peer_addr ?? '-',
    selectorsLocal: list(cloud.selectors_local),
    selectorsRemote: list(cloud.selectors_remote),
    life1: cloud.life1 ?? '-',
    life2: cloud.life2 ?? '-',
    dip: facts.connection.VcoHealthCheck?.Dip || '-',
    sip: facts.connection.VcoHealthCheck?.Sip || '-',
  };
};

/** Algorithms for the peer: the cloud's as they are, or as they will be where the fix raises them. */
const algorithmsFor = (cloud: End, fix: Fix | undefined): Values => {
  const raised = fix?.raises ? { ...Object(fix.args['IkeConfig']), ...Object(fix.args['IpsecConfig']) } : {};
  const [ike, esp] = [cloud.offers1[0], cloud.offers2[0]];
  return {
    enc1: raised['IkeEncAlg'] ?? list(ike?.enc),
    hash1: raised['IkeAuthAlg'] ?? list(ike?.hash),
    dh1: raised['IkePfs'] ?? list(ike?.dh),
    enc2: raised['IpsecEncAlg'] ?? list(esp?.enc),
    hash2: raised['IpsecAuthAlg'] ?? list(esp?.hash),
  };
};

type Builder = (facts: TunnelFacts, peer: End) => Fix | undefined;

const fixIdentity: Builder = (facts, peer) => {
  const cloud = cloudEnd(facts);
  const RemoteId = peer.local_id !== undefined && peer.local_id !== cloud.remote_id ? peer.local_id : undefined;
  const LocalId = peer.remote_id !== undefined && peer.remote_id !== cloud.local_id ? peer.remote_id : undefined;
  if (!RemoteId && !LocalId) return backToDefaults(facts);
  return modify(
    facts,
    { IkeConfig: changedIke(facts, { ...(RemoteId && { RemoteId }), ...(LocalId && { LocalId }) }) },
    EITHER,
  );
};

/**
 * Nothing is known of the peer: an identity that is another public address goes back to its own. A name, or an address
 * inside, was chosen, and the peer may expect it.
 */
const backToDefaults = (facts: TunnelFacts): Fix | undefined => {
  const isLeftOver = (end: 'local' | 'remote'): boolean =>
    areExchanged(facts) || identityOf(end, facts).kind === 'other';
  const change = {
    ...(isLeftOver('local') && { LocalId: identityOf('local', facts).address }),
    ...(isLeftOver('remote') && { RemoteId: identityOf('remote', facts).address }),
  };
  return Object.keys(change).length === 0
    ? undefined
    : modify(facts, { IkeConfig: changedIke(facts, change) }, evidenceOf(NOTE.ids));
};

const fixSelectors: Builder = (facts, { selectors_local, selectors_remote }) => {
  const cloud = cloudEnd(facts);
  const sides = [
    { field: 'LocalSubnet', ours: cloud.selectors_local, theirs: selectors_remote },
    { field: 'RemoteSubnet', ours: cloud.selectors_remote, theirs: selectors_local },
  ].filter(({ ours, theirs }) => theirs.length > 0 && !isSameSet(ours, theirs));
  if (sides.length === 0) return undefined;
  const change = Object.fromEntries(sides.map(({ field, theirs }) => [field, theirs.join(',')]));
  const gaps = sides.map(({ ours, theirs }) => selectorGaps(ours, theirs));
  const cloudOnly = gaps.flatMap((gap) => gap.cloudOnly).join(', ') || '(-)';
  const peerOnly = gaps.flatMap((gap) => gap.peerOnly).join(', ') || '(-)';
  return modify(facts, change, evidenceOf(NOTE.loses, { cloudOnly, peerOnly }));
};

const fixVersion: Builder = (facts, { ike_version }) => {
  if (ike_version === undefined || ike_version === facts.connection.IkeConfig?.IkeVersion) return undefined;
  const note = ike_version === 'ikev1' ? evidenceOf(NOTE.preferV2) : EITHER;
  return modify(facts, { IkeConfig: changedIke(facts, { IkeVersion: ike_version }) }, note);
};

const fixMode: Builder = (facts, { mode }) =>
  mode === undefined || mode === facts.connection.IkeConfig?.IkeMode
    ? undefined
    : modify(facts, { IkeConfig: changedIke(facts, { IkeMode: mode }) }, EITHER);

const toV2: Builder = (facts) =>
  facts.connection.IkeConfig?.IkeVersion === 'ikev1'
    ? modify(facts, { IkeConfig: changedIke(facts, { IkeVersion: 'ikev2' }) }, evidenceOf(NOTE.bothV2))
    : undefined;

const fixLifetimes: Builder = (facts, { life1, life2 }) => {
  const cloud = cloudEnd(facts);
  const ike = life1 !== undefined && life1 !== cloud.life1 && life1 <= 86_400;
  const ipsec = life2 !== undefined && life2 !== cloud.life2 && life2 <= 86_400;
  if (!ike && !ipsec) return undefined;
  return modify(facts, {
    ...(ike && { IkeConfig: changedIke(facts, { IkeLifetime: life1 }) }),
    ...(ipsec && { IpsecConfig: changedIpsec(facts, { IpsecLifetime: life2 }) }),
  });
};

const waitForGateway: Builder = (facts) => ({
  tool: 'WaitForStatus',
  args: { Id: facts.connection.VpnGatewayId, ...(facts.regionId && { RegionId: facts.regionId }) },
  note: evidenceOf(NOTE.wait),
});

const path =
  (id: CauseId): Builder =>
  (facts) =>
    fixPath(facts, id);

/** Not every cause has a call that mends it, and its row says so: a cause without a row does not compile. */
const FIXES: Readonly<Record<CauseId, Builder | undefined>> = {
  'gateway-not-ready': waitForGateway,
  'financial-locked': undefined,
  'ipsec-disabled': undefined,
  'not-initiated': (facts) => modify(facts, { EffectImmediately: true }),
  'peer-unreachable': fixAddress,
  'customer-gateway-missing': fixLostPeer,
  'psk-mismatch': (facts) =>
    modify(facts, { IkeConfig: changedIke(facts, { Psk: { generate: true } }) }, evidenceOf(NOTE.newKey)),
  'ike-proposal-mismatch': fixIke,
  'ike-version-mismatch': fixVersion,
  'ike-mode-mismatch': fixMode,
  'identity-mismatch': fixIdentity,
  'nat-traversal': toV2,
  'ipsec-proposal-mismatch': fixIpsec,
  'pfs-mismatch': fixPfs,
  'traffic-selector-mismatch': fixSelectors,
  'multi-subnet-ikev1': toV2,
  'health-check-misconfigured': fixHealth,
  'health-check-failing': fixHealth,
  'lifetime-mismatch': fixLifetimes,
  'route-missing': path('route-missing'),
  'route-not-published': path('route-not-published'),
  'route-inactive': path('route-inactive'),
  'route-shadowed': path('route-shadowed'),
  'route-stale': path('route-stale'),
  'route-leftover': path('route-leftover'),
  'bgp-down': undefined,
  overlap: undefined,
  'encapsulation-mode-mismatch': undefined,
  'security-protocol-mismatch': undefined,
  'dpd-payload-order': undefined,
  'commit-bit': undefined,
  'auth-method-mismatch': undefined,
  'fragments-dropped': undefined,
  'esp-blocked': undefined,
  'duplicate-identity': undefined,
  'stale-sa': undefined,
  flapping: undefined,
  unknown: undefined,
};

const ADVICE: Readonly<Partial<Record<CauseId, Evidence>>> = {
  'financial-locked': evidenceOf(NOTE.pay),
  'ipsec-disabled': evidenceOf(NOTE.recreate),
  flapping: evidenceOf(NOTE.flaps),
};

/** What the facts of the tunnel ask or advise. */
const ADVICE_OF_FACTS: Readonly<Partial<Record<CauseId, (facts: TunnelFacts) => Evidence>>> = {
  'health-check-misconfigured': askForHost,
  'customer-gateway-missing': adviseLostPeer,
};

/** The change at the peer: with the tunnel's values, or in general where no tunnel is known. */
const peerChangeOf = (id: CauseId, facts: TunnelFacts | undefined, fix: Fix | undefined): Evidence | undefined => {
  const { peer, peerWithoutValues = peer } = causeTextOf(id);
  if (!facts) return peerWithoutValues && evidenceOf(peerWithoutValues);
  return peer && evidenceOf(peer, valuesFor(facts, fix));
};

/** What the log line that names the cause advises, unless the change at the peer says so already. */
const adviceOfLine = ({ id, advice }: Pick<CandidateCause, 'id' | 'advice'>): Evidence | undefined => {
  const { peer, peerWithoutValues } = causeTextOf(id);
  const isRepeat = advice?.en === peer?.en || advice?.en === peerWithoutValues?.en;
  return advice && !isRepeat ? evidenceOf(advice) : undefined;
};

/** A new key cuts the tunnel until the peer has it too: it is offered only where the keys are known to differ. */
const isOffered = ({ id, confidence }: Pick<CandidateCause, 'id' | 'confidence'>): boolean =>
  id !== 'psk-mismatch' || confidence >= 0.9;

/** Whether the same fields were set a moment ago: once more would undo it, or go in circles with the peer. */
const isJustMade = ({ args }: Fix, facts: TunnelFacts | undefined): boolean => {
  const { RegionId: _r, VpnConnectionId: _v, ...change } = args;
  const fields = Object.entries(change).flatMap(([field, value]) =>
    isFields(value) ? Object.keys(value).map((inner) => `${field}.${inner}`) : [field],
  );
  const made = new Set(facts?.changes.flatMap((one) => one.fields));
  return fields.length > 0 && fields.every((field) => made.has(field));
};

/** What can be done about a cause, at either end. Without a tunnel only the text for the peer is left. */
export const remedyOf = (
  cause: Pick<CandidateCause, 'id' | 'confidence' | 'advice'>,
  facts: TunnelFacts | undefined,
  peer: End,
): Remedy => {
  const { id } = cause;
  const built = facts && isOffered(cause) ? FIXES[id]?.(facts, peer) : undefined;
  const due = built && !isJustMade(built, facts) ? built : undefined;
  const peerChange = peerChangeOf(id, facts, due);
  const fix = due && facts && isOfWhole(due, facts) ? due : undefined;
  const advice =
    (due && facts && !fix && formatChange(due, facts)) ||
    ((facts && ADVICE_OF_FACTS[id]?.(facts)) ?? adviceOfLine(cause) ?? ADVICE[id]);
  return { ...(fix && { fix }), ...(peerChange && { peerChange }), ...(advice && { advice }) };
};
