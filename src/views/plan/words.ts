import type { Words } from '../frame/words.ts';

export const PLAN = {
  plan: { en: 'Plan', zh: '计划' },
  planHead: { en: 'What this would do. Nothing has been changed.', zh: '此操作将会产生的影响。尚未做任何更改。' },
  waitingHead: { en: 'A person has to approve this. Nothing has been sent.', zh: '需要有人批准。尚未发送任何请求。' },
  endedHead: { en: 'This was not approved. Nothing was sent.', zh: '未获批准。未发送任何请求。' },
  outcome: { en: 'Outcome', zh: '结果' },
  approval: { en: 'Approval', zh: '批准' },
  open: { en: 'Open the approval page', zh: '打开批准页面' },
  openNote: {
    en: 'The yes is given on that page, never here: {host}',
    zh: '批准只在该页面上给出，不在此处：{host}',
  },
  noOpen: { en: 'This host opens no links from a page. Copy the address:', zh: '此宿主不从页面打开链接，请复制地址：' },
  noUrl: {
    en: 'There is no page to open from here: answer the question where it was put, or see the text of the answer.',
    zh: '此处没有可打开的页面：请在提问处作答，或查看应答文本。',
  },
  opened: { en: 'The host was asked to open it.', zh: '已请求宿主打开。' },
  notOpened: { en: 'The host did not open it ({why}). Copy the address:', zh: '宿主未打开（{why}）。请复制地址：' },
  left: { en: 'open for another {time}', zh: '还可批准 {time}' },
  over: {
    en: 'The time is over: ask for the same call again to get a new page.',
    zh: '已超时：请再次请求同一调用以获得新页面。',
  },
  decided: { en: 'When you have decided there', zh: '在该页面决定之后' },
  step: { en: 'Step {number}', zh: '步骤 {number}' },
  steps: { en: '{count} steps, in this order', zh: '共 {count} 步，依次执行' },
  happens: { en: 'What happens', zh: '会发生什么' },
  expected: { en: 'To be expected', zh: '预计情况' },
  changes: { en: 'What changes', zh: '变更内容' },
  field: { en: 'Setting', zh: '设置' },
  before: { en: 'Before', zh: '变更前' },
  after: { en: 'After', zh: '变更后' },
  notSet: { en: 'not set', zh: '未设置' },
  gone: { en: 'gone', zh: '删除' },
  undo: { en: 'Undo', zh: '恢复办法' },
  asks: { en: 'Asks', zh: '询问' },
  next: { en: 'Next', zh: '下一步' },
  notes: { en: 'Notes', zh: '说明' },
  text: { en: 'The whole answer', zh: '完整应答' },
} satisfies Record<string, Words>;

/** What a step may do to people. */
export const RISKS: Readonly<Record<string, Words>> = {
  read: { en: 'reads', zh: '只读' },
  write: { en: 'changes no traffic', zh: '不影响流量' },
  disrupt: { en: 'may stop traffic', zh: '可能中断流量' },
  destroy: { en: 'deletes', zh: '删除' },
};

export const ASKED: Readonly<Record<string, Words>> = {
  'a person': { en: 'a person is asked', zh: '会询问人' },
  nobody: { en: 'nobody is asked', zh: '不询问' },
  refused: { en: 'is refused', zh: '会被拒绝' },
};

/** What a person can send after deciding; the guard looks at the page and not at these words. */
export const ASK_AGAIN: Words = {
  en: 'I have decided on the approval page. Repeat exactly the same call, and tell me what came of it.',
  zh: '我已在批准页面上作出决定。请原样重复同一调用，并告诉我结果。',
};
