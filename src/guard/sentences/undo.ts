import type { LocalizedText } from '../text/message.ts';

/** How a change is taken back, and what does not come back. */
export const undoTexts = {
  undoWith: {
    en: 'Back with {action}: {fields}.',
    zh: '用 {action} 恢复：{fields}。',
  },
  undoDelete: {
    en: '{action} removes it again.',
    zh: '用 {action} 删除。',
  },
  undoKey: {
    en: 'The key (fingerprint {fingerprint}) is not shown: only who has it can put it back.',
    zh: '当前密钥（指纹 {fingerprint}）不会显示；只有持有它的人才能恢复。',
  },
  undoNone: {
    en: 'It cannot be brought back.',
    zh: '无法恢复。',
  },
  undoNewId: {
    en: 'It can be made again with {action}, under a new ID: {fields}.',
    zh: '可用 {action} 重新创建，但 ID 会不同：{fields}。',
  },
  // The two short forms stand beside the call that would be taken back.
  undoNewIdBrief: { en: ', new ID', zh: '（ID 会不同）' },
  undoSame: { en: ' of the same', zh: '（同一对象）' },
  undoAgain: { en: 'same action and target', zh: '同一操作、同一对象' },
  undoNotTaken: {
    en: '{action} does not take what it had as {fields}: that does not come back.',
    zh: '{action} 不接受原来的 {fields}：这部分无法恢复。',
  },
  undoNoCall: {
    en: 'No call brings it back as it was: {action} does not take {fields}.',
    zh: '没有调用能将其恢复原状：{action} 不接受 {fields}。',
  },
  undoUnset: {
    en: 'Not set before, and no call clears it again: {fields}.',
    zh: '原先未设置，且没有调用能再次清除：{fields}。',
  },
  undoKeyUnknown: {
    en: 'Its key is not known here: give Psk too, as the peer has it.',
    zh: '此处不知道其密钥：请同时给出与对端一致的 Psk。',
  },
  undoAutoRoutes: {
    en: 'That leaves the routes that were added: each goes with DeleteVpnRouteEntry.',
    zh: '自动添加的路由会留下：须逐条用 DeleteVpnRouteEntry 删除。',
  },
  undoAddedRoutes: {
    en: 'The routes that are added go with DeleteVpnRouteEntry: {dests} through {hop}.',
    zh: '自动添加的路由用 DeleteVpnRouteEntry 删除：经由 {hop} 的 {dests}。',
  },
  undoCertificates: {
    en: 'The certificates do not come back: every user needs a new one.',
    zh: '证书无法恢复：每位用户都需要新的证书。',
  },
  undoRole: {
    en: 'Restart this server.',
    zh: '重启本服务。',
  },
  undoNothing: {
    en: 'There is nothing to undo.',
    zh: '没有需要撤销的内容。',
  },
} as const satisfies Readonly<Record<string, LocalizedText>>;
