import type { LocalizedText } from '../text/message.ts';

// What a plan says of money: who pays, when, for how long, and that no call takes it back. Facts from the vendor's SDKs.

export const orderMessages = {
  prepay: {
    en: 'PREPAY for {term}: the price is not visible here, and no call cancels or refunds it.',
    zh: 'PREPAY（包年包月）{term}：此处看不到价格，且没有调用能取消或退款。',
  },
  postpay: {
    en: 'POSTPAY: billed from its first minute, used or not, until it is deleted; the price is not visible here. IPsec and SSL cannot be switched on later.',
    zh: 'POSTPAY（按量付费）：从创建的第一分钟起计费，无论是否使用，直至删除；此处看不到价格。之后无法再开启 IPsec 或 SSL。',
  },
  months: { en: '{count} months', zh: '{count} 个月' },
  month: { en: '1 month', zh: '1 个月' },
  termOpen: { en: 'a term that is not given', zh: '未给出的期限' },
  paysItself: {
    en: 'AutoPay: it is paid at once, without a further question.',
    zh: 'AutoPay：立即自动付款，不再询问。',
  },
  waitsUnpaid: {
    en: 'AutoPay is not true: the order waits unpaid, and there is no gateway until a person pays it in the console, or cancels it there.',
    zh: 'AutoPay 不为 true：订单会处于未支付状态，须由人在控制台付款（或取消），付款之前不会有网关。',
  },
  mayWaitUnpaid: {
    en: 'AutoPay is not true: the order may wait until a person pays it in the console.',
    zh: 'AutoPay 不为 true：订单可能需要由人在控制台付款。',
  },
  noUndo: {
    en: 'No call: who has not paid cancels the order in the console; what is paid stays until its term ends, and DeleteVpnGateway is refused before.',
    zh: '没有调用可撤销：未付款时由人在控制台取消订单；付款后保留至到期，到期前 DeleteVpnGateway 会被拒绝。',
  },
  unpaid: {
    en: 'Order {order} of {time} for the same is not seen as paid (no gateway {id} yet), so no second one is made. A person pays it in the console, then {id} is there. If they cancelled it: they order in the console, or this call passes after {until}.',
    zh: '{time} 的同类订单 {order} 尚未见付款（还没有网关 {id}），因此不再下第二单。请由人在控制台付款，之后 {id} 会出现。若已取消：由人在控制台下单，或在 {until} 之后再调用。',
  },
  unpaidUnread: {
    en: 'Not known: whether order {order} is paid, since its gateway {id} could not be read ({why}).',
    zh: '未知：订单 {order} 是否已付款，因为无法读取其网关 {id}（{why}）。',
  },
  oneVSwitch: {
    en: 'DisasterRecoveryVSwitchId is not given: regions whose connections have two tunnels require it, and refuse the call without it.',
    zh: '未给出 DisasterRecoveryVSwitchId：双隧道地域要求提供，否则会拒绝此调用。',
  },
  sameVSwitch: {
    en: 'VSwitchId and DisasterRecoveryVSwitchId are the same ({vswitch}): the cloud wants two, in different zones.',
    zh: 'VSwitchId 与 DisasterRecoveryVSwitchId 相同（{vswitch}）：云端要求两个位于不同可用区的交换机。',
  },
  sameZone: {
    en: 'Both vSwitches are in zone {zone}: what fails there takes both tunnels, and a region of several zones refuses it.',
    zh: '两个交换机都在可用区 {zone}：该可用区故障会同时影响两条隧道，多可用区地域会拒绝。',
  },
  termAgain: {
    en: 'It was PREPAY: for how long it would be ordered again, a person decides (InstanceChargeType, Period).',
    zh: '它是包年包月（PREPAY）：是否再次订购及期限由人决定（InstanceChargeType、Period）。',
  },
} as const satisfies Readonly<Record<string, LocalizedText>>;
