import type { LocalizedText } from '../text/message.ts';

/** What is ordered: the place of a new gateway, and that it is billed. */
export const orderTexts = {
  vpcMissing: {
    en: 'VPC {vpc} is not in {region}, or not shown to this key: compare the ID, for a gateway at the wrong place is billed too.',
    zh: '{region} 中没有 VPC {vpc}，或对此密钥不可见：请核对 ID，建错位置的网关同样计费。',
  },
  vswitchMissing: {
    en: 'vSwitch {vswitch} is not in VPC {vpc}, or not shown to this key: compare the ID.',
    zh: 'VPC {vpc} 中没有交换机 {vswitch}，或对此密钥不可见：请核对 ID。',
  },
  standsIn: {
    en: 'It stands in VPC {vpc} ({blocks}).',
    zh: '它位于 VPC {vpc}（{blocks}）。',
  },
  inZone: { en: 'vSwitch {vswitch} is in zone {zone}.', zh: '交换机 {vswitch} 位于可用区 {zone}。' },
  vpcNotSeen: {
    en: 'No gateway of VPC {vpc} is known in {region}, so whether there is such a VPC could not be checked: compare the ID in the console, for a gateway at the wrong place is billed too.',
    zh: '在 {region} 未见 VPC {vpc} 的网关，因此无法核实该 VPC 是否存在：请在控制台核对 ID，建错位置的网关同样计费。',
  },
  vswitchNotSeen: {
    en: 'No gateway of the VPC is in {vswitch}, so that ID could not be checked either.',
    zh: '该 VPC 没有网关位于 {vswitch}，因此该 ID 也无法核实。',
  },
  billed: {
    en: 'It is billed from its first minute, used or not; no price is seen here. IPsec and SSL cannot be switched on later.',
    zh: '从创建的第一分钟起计费，无论是否使用；此处无法看到价格。之后无法再开启 IPsec 或 SSL。',
  },
  ordersUnread: {
    en: 'Not known: what else was ordered in the last ten minutes could not be read ({why}).',
    zh: '未知：无法读取最近十分钟内还订购了什么（{why}）。',
  },
  manyOrders: {
    en: 'Two creates that are billed were sent within ten minutes, tries of unknown outcome counted (a limit of this server, not of the cloud): no more until {until}.',
    zh: '十分钟内已发送两次计费的创建（结果未知的尝试也计入；本服务的限制，并非云端）：{until} 之前不再允许。',
  },
  orderUnseen: {
    en: 'It is billed, and with --confirm token no human is seen: only an operator who sets --allow-billed lets such a call pass.',
    zh: '此调用会产生费用，而 --confirm token 下没有人看到：只有运维人员设置 --allow-billed 才会放行。',
  },
} as const satisfies Readonly<Record<string, LocalizedText>>;
