import type { LocalizedText } from '../text/message.ts';

/** What stands on the approval page besides the plan. */
export const pageText = {
  title: { en: 'Approval', zh: '批准' },
  intro: {
    en: 'A program asks to do this with your cloud account. It happens only if you approve it here.',
    zh: '一个程序请求用您的云账号执行以下操作。只有您在此批准，它才会执行。',
  },
  askDestroy: { en: 'Delete {target}?', zh: '删除 {target}？' },
  askDisrupt: { en: 'Change {target}?', zh: '修改 {target}？' },
  askBilled: { en: 'Order what is billed?', zh: '订购计费资源？' },
  askRole: { en: 'Act as another role?', zh: '切换为其他角色？' },
  askSteps: { en: 'Carry out {count} steps?', zh: '执行 {count} 个步骤？' },
  askedBy: { en: 'Asked by', zh: '请求方' },
  action: { en: 'Action', zh: '操作' },
  field: { en: 'Setting', zh: '设置' },
  before: { en: 'Now', zh: '当前' },
  after: { en: 'After', zh: '之后' },
  typeName: { en: 'To delete it, type {name}', zh: '确认删除，请输入 {name}' },
  typeNameSteps: { en: 'To approve the deletes among them, type {name}', zh: '其中包含删除，确认请输入 {name}' },
  pin: { en: 'Your approval PIN', zh: '您的批准 PIN' },
  token: { en: 'Your own access token (scope vpn:approve)', zh: '您本人的访问令牌（须有 vpn:approve 权限）' },
  logIn: { en: 'Log in', zh: '登录' },
  orToken: {
    en: 'Or your own access token (scope vpn:approve)',
    zh: '或输入您本人的访问令牌（须有 vpn:approve 权限）',
  },
  loggedIn: { en: 'Logged in as {name}', zh: '已登录：{name}' },
  logInAnew: { en: 'Log in as somebody else', zh: '换用其他身份登录' },
  mayNotApprove: { en: '{name} may not approve this.', zh: '{name} 无权批准此操作。' },
  approve: { en: 'Approve', zh: '批准' },
  refuse: { en: 'Refuse', zh: '拒绝' },
  openUntil: { en: 'Open until {time}', zh: '有效期至 {time}' },
  exact: { en: 'The exact request', zh: '完整请求' },
  wrongName: { en: 'That is not the name. Tries left: {left}.', zh: '名称不符。剩余次数：{left}。' },
  wrongPin: { en: 'That is not the PIN. Tries left: {left}.', zh: 'PIN 不正确。剩余次数：{left}。' },
  wrongToken: {
    en: 'That is no token of somebody who may approve this. The question stays open.',
    zh: '该令牌的持有人无权批准此操作。该问题仍可回答。',
  },
  manyTokens: {
    en: 'Too many wrong tokens in the last minute. A right one is taken all the same; the question stays open.',
    zh: '最近一分钟内错误令牌过多。正确的令牌仍会被接受；该问题仍可回答。',
  },
  unclear: { en: 'Press one of the two buttons.', zh: '请点击两个按钮之一。' },
  namesNote: {
    en: 'Names and descriptions come from the cloud and may have been written by anybody.',
    zh: '名称和描述来自云端，可能由任何人填写。',
  },
  approvedHead: { en: 'Approved', zh: '已批准' },
  approvedText: {
    en: 'Go back to your assistant and let it repeat the call. If the target changes before that, your yes is void and you are asked again.',
    zh: '请回到助手，让它重复该调用。若在此之前对象发生变化，本次批准作废，会再次询问您。',
  },
  refusedHead: { en: 'Refused', zh: '已拒绝' },
  refusedText: { en: 'Nothing was changed. You can close this page.', zh: '未做任何更改。您可以关闭此页面。' },
  voidHead: { en: 'Void', zh: '已作废' },
  voidText: {
    en: 'There were too many wrong tries. Nothing was changed; the assistant has to ask anew.',
    zh: '错误次数过多。未做任何更改；助手须重新询问。',
  },
  goneHead: { en: 'Not open any more', zh: '页面已失效' },
  goneText: {
    en: 'This question has been answered or replaced by a newer one, or its five minutes are over. Nothing more happens here.',
    zh: '该问题已被回答、已被新的问题取代，或已超过五分钟。此处不会再发生任何事。',
  },
  gaveWayHead: { en: 'Gave way to newer questions', zh: '已让位于新的问题' },
  gaveWayText: {
    en: 'At most twenty questions stand open at once, and this was the oldest. Nothing was changed, and nobody answered it. If you did not expect so many, do not approve the others.',
    zh: '最多同时打开二十个问题，这是其中最早的一个。未做任何更改，也无人回答。若您未预料到这么多问题，请勿批准其余问题。',
  },
  lockedHead: { en: 'Locked', zh: '已锁定' },
  lockedText: {
    en: 'Too many wrong PINs were typed: no page takes a PIN until {time}. Nothing was changed. If it was not you, a program on this computer guesses your PIN.',
    zh: 'PIN 错误次数过多：{time} 之前任何页面都不接受 PIN。未做任何更改。若不是您输入的，说明本机上有程序在猜测您的 PIN。',
  },
} as const satisfies Readonly<Record<string, LocalizedText>>;
