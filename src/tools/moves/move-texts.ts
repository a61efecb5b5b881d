import type { SummaryLine } from '../../catalogue/message.ts';

const texts = {
  copies: {
    en: 'The peer {old} is at {new} now: a customer gateway keeps its address, so {names} is made anew beside the old one, with a new key. This step takes nothing away: traffic stays where it is. When the peer is configured and the new tunnel is up, the same call moves the routes and removes the old.',
    zh: '对端 {old} 现在的地址是 {new}：用户网关的地址不能修改，因此在旧连接旁新建 {names}，使用新密钥。此步骤不删除任何东西，流量保持不变。对端配置完成且新隧道建立后，再次调用会迁移路由并删除旧资源。',
  },
  moves: {
    en: 'Moves the routes of {names} to the new tunnel, which is up, then deletes the old connection: its tunnel to {old} and its key are gone for good. The way back is a new connection with a new key.',
    zh: '将 {names} 的路由迁到已建立的新隧道，然后删除旧连接：通往 {old} 的隧道及其密钥将永久消失。回退只能新建连接并使用新密钥。',
  },
  stays: {
    en: 'Where a standby tunnel is up it carries during the exchange of the active route. If the platform refuses or ignores a weight, the new route stays at 0 and carries alone; the plan then stops, and the same call goes on.',
    zh: '若备隧道已建立，则在更换主路由期间由它承载。若平台拒绝或忽略权重，新路由保持为 0 并独自承载；计划随即停止，再次调用可继续。',
  },
  swap: {
    en: '{tunnel} of {name} is pointed to {new} with a new key: it is down from then on until the peer is configured. The other tunnel of the connection is {other}.',
    zh: '{name} 的 {tunnel} 改为指向 {new} 并使用新密钥：此后直到对端配置完成，该隧道中断。该连接的另一条隧道状态为 {other}。',
  },
  alone: {
    en: 'TRAFFIC STOPS: {tunnel} of {name} is up now and its other tunnel is not ({other}). Nothing of {name} is carried until the peer is configured.',
    zh: '流量将中断：{name} 的 {tunnel} 目前已建立，而另一条隧道没有（{other}）。在对端配置完成之前，{name} 不承载任何流量。',
  },
  bgpKey: {
    en: 'The BGP key of the old customer gateway cannot be read, so the new one at {new} has none: give it with ModifyCustomerGatewayAttribute if the peer uses one.',
    zh: '无法读取旧用户网关的 BGP 密钥，因此 {new} 的新用户网关没有密钥：若对端使用，请通过 ModifyCustomerGatewayAttribute 设置。',
  },
  oldUp: {
    en: 'The tunnel of {names} to {old} is UP now: is the address of the peer really another one?',
    zh: '{names} 通往 {old} 的隧道目前已建立：对端地址确实变了吗？',
  },
} as const;

const listed = (names: readonly string[]): string => names.join(', ');

/** New connections beside the old ones. */
export const copiesSummary = (names: readonly string[], old: string, fresh: string): readonly SummaryLine[] =>
  names.length === 0 ? [] : [{ text: texts.copies, values: { names: listed(names), old, new: fresh } }];

/** Routes that move, and what is deleted then. */
export const movesSummary = (names: readonly string[], old: string): readonly SummaryLine[] =>
  names.length === 0 ? [] : [{ text: texts.moves, values: { names: listed(names), old } }, { text: texts.stays }];

/** Old tunnels that are up although their peer is said to be elsewhere. */
export const oldUpSummary = (names: readonly string[], old: string): readonly SummaryLine[] =>
  names.length === 0 ? [] : [{ text: texts.oldUp, values: { names: listed(names), old } }];

/** A tunnel of two that is pointed elsewhere; that nothing carries meanwhile comes before everything else. */
export const swapSummary = (values: {
  readonly tunnel: string;
  readonly name: string;
  readonly new: string;
  readonly other: string;
  readonly stops: boolean;
}): readonly SummaryLine[] => {
  const { stops, ...shown } = values;
  return [...(stops ? [{ text: texts.alone, values: shown }] : []), { text: texts.swap, values: shown }];
};

/** What of the old customer gateway does not come along. */
export const bgpKeySummary = (fresh: string): readonly SummaryLine[] => [
  { text: texts.bgpKey, values: { new: fresh } },
];
