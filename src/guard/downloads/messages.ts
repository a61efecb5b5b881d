import type { LocalizedText } from '../text/message.ts';

/** What stands on a download page. */
export const downloadText = {
  title: { en: 'Download', zh: '下载' },
  ask: { en: 'Take {name}?', zh: '取走 {name}？' },
  intro: {
    en: 'This file holds a secret, such as a key. It is handed out once, to one person, and is gone then.',
    zh: '此文件含有密钥等机密。它只交付一次、只交付一人，随后即被清除。',
  },
  file: { en: 'File', zh: '文件' },
  size: { en: 'Size', zh: '大小' },
  bytes: { en: '{count} bytes', zh: '{count} 字节' },
  askedBy: { en: 'Asked by', zh: '请求方' },
  whoMay: { en: 'Who may take it', zh: '谁可取走' },
  anyApprover: { en: 'Whoever holds the scope vpn:approve', zh: '持有 vpn:approve 权限的人' },
  otherApprover: {
    en: 'Whoever holds the scope vpn:approve, other than {caller}',
    zh: '持有 vpn:approve 权限且不是 {caller} 的人',
  },
  warnings: { en: 'Before you take it', zh: '取走之前' },
  once: {
    en: 'Press the button once, and save the file where only you can read it. Whoever opens this page afterwards reads who took it and when.',
    zh: '只按一次按钮，并将文件保存到只有您能读取的位置。此后打开本页的人会看到由谁、何时取走。',
  },
  noModel: {
    en: 'Do not give its text to an assistant or a chat: it was kept from them on purpose.',
    zh: '请勿将其内容提供给助手或聊天工具：此文件正是为了避开它们。',
  },
  again: {
    en: 'The connection broke while you took it. You can take it once more.',
    zh: '取走时连接中断。您可以再取一次。',
  },
  take: { en: 'Download', zh: '下载' },
  openUntil: { en: 'Here until {time}', zh: '保留至 {time}' },
  nobody: {
    en: 'That is no token that counts here, and nobody is logged in on this page.',
    zh: '该令牌在此无效，且此页面上没有人登录。',
  },
  mayNot: {
    en: '{name} may not take this: the scope vpn:approve is missing.',
    zh: '{name} 无权取走此文件：缺少 vpn:approve 权限。',
  },
  own: {
    en: '{name} has asked for this file, and somebody else has to take it (--approver other).',
    zh: '此文件由 {name} 请求，必须由他人取走（--approver other）。',
  },
  tooMany: {
    en: 'Too many wrong tokens came from this address. Wait a minute; a right one is still taken.',
    zh: '此地址提交的错误令牌过多。请稍候一分钟；正确的令牌仍然有效。',
  },
  leavingHead: { en: 'On its way', zh: '正在交付' },
  leavingText: {
    en: '{name} is being handed to {person} at this moment.',
    zh: '{name} 正在交付给 {person}。',
  },
  takenHead: { en: 'Taken already', zh: '已被取走' },
  takenText: {
    en: '{person} took {name} at {time}. If that was you, it is among the downloads of your browser. If nobody you know took it, the key in it is known to somebody: change it now.',
    zh: '{person} 已于 {time} 取走 {name}。如果是您本人，请查看浏览器的下载记录。如果取走者不是您认识的人，其中的密钥已泄露：请立即更换。',
  },
  expiredHead: { en: 'Its time is over', zh: '已超过时限' },
  expiredText: {
    en: 'Nobody took {name} within ten minutes, and it was erased. Ask the assistant to make the same call again: where the cloud still shows the key there is a new link; where it does not, a new key has to be made.',
    zh: '十分钟内无人取走 {name}，它已被清除。请让助手重复同一调用：云端仍显示密钥时会得到新的链接；否则须生成新的密钥。',
  },
  erasedHead: { en: 'Erased', zh: '已清除' },
  erasedText: {
    en: '{name} was erased before anybody took it: the call that made it failed, its caller may not call any more, or the server was stopped. Ask for it again.',
    zh: '{name} 在被取走之前已被清除：生成它的调用失败、调用者的权限已被收回，或服务器已停止。请重新请求。',
  },
  unknownHead: { en: 'Nothing waits here', zh: '此处没有文件' },
  unknownText: {
    en: 'The link is not complete, or its file is gone: taken, older than ten minutes, or the server was started anew, which erases all files that wait. Ask the assistant to make the same call again.',
    zh: '链接不完整，或文件已不存在：已被取走、已超过十分钟，或服务器已重新启动（会清除所有等待中的文件）。请让助手重复同一调用。',
  },
  unrecorded: {
    en: 'The audit cannot be written now, and without it nothing is handed out. The file waits; the operator has to look at --state-dir.',
    zh: '目前无法写入审计记录，因此不交付任何文件。文件仍在等待；请运维人员检查 --state-dir。',
  },
} as const satisfies Readonly<Record<string, LocalizedText>>;
