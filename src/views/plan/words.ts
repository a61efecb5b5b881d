import type { Words } from '../frame/words.ts';

export const PLAN = {
  plan: { en: 'Plan', zh: '计划' },
  planHead: { en: 'What this would do. Nothing has been changed.', zh: '此操作将会产生的影响。尚未做任何更改。' },
  waitingHead: { en: 'A person has to approve this. Nothing has been sent.', zh: '需要有人批准。尚未发送任何请求。' },
  tokenHead: {
    en: 'This needs a yes. Nothing has been sent.',
    zh: '需要同意后才能执行。尚未发送任何请求。',
  },
  token: {
    en: 'This server takes a token for the yes, and no person is asked: it stands in the text of the answer.',
    zh: '此服务器以令牌代替询问：令牌在应答文本中。',
  },
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
    en: 'By the clock of this device the time is over. If the page says so too, ask for the same call again: it gets a new one.',
    zh: '按此设备的时钟已超时。若页面也如此显示，请再次请求同一调用以获得新页面。',
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
  rollback: { en: 'To take this step back', zh: '撤回此步骤' },
  fallback: { en: 'If the cloud refuses it, instead', zh: '若云端拒绝，则改为' },
  otherwise: { en: 'If the cloud says yes and nothing changes, instead', zh: '若云端答复成功但并未生效，则改为' },
  until: { en: '{label} (to step {until})', zh: '{label}（直到第 {until} 步）' },
  billed: { en: 'costs money', zh: '产生费用' },
  gateway: { en: 'gateway {status}', zh: '网关 {status}' },
  board: { en: 'Where it stands', zh: '进展' },
  why: { en: 'Why', zh: '原因' },
  undo: { en: 'Undo', zh: '恢复办法' },
  next: { en: 'Next', zh: '下一步' },
  notes: { en: 'Notes', zh: '说明' },
  text: { en: 'The whole answer', zh: '完整应答' },
} satisfies Record<string, Words>;

/** What a step may do to people. */
export const RISKS: Readonly<Record<string, Words>> = {
  read: { en: 'reads', zh: '只读' },
  write: { en: 'stops no traffic', zh: '不中断流量' },
  disrupt: { en: 'may stop traffic', zh: '可能中断流量' },
  destroy: { en: 'deletes', zh: '删除' },
};

/** How a question ended, in the words of its code. */
export const ENDED: Readonly<Record<string, Words>> = {
  refused: { en: 'This was refused. Nothing was sent.', zh: '已被拒绝。未发送任何请求。' },
  expired: { en: 'The time for an approval is over. Nothing was sent.', zh: '批准已超时。未发送任何请求。' },
  void: { en: 'This approval does not hold. Nothing was sent.', zh: '此批准无效。未发送任何请求。' },
};

export const OUTCOMES: Readonly<Record<string, Words>> = {
  done: { en: 'Done, and seen in the cloud afterwards.', zh: '已完成，并已在云端确认。' },
  unseen: {
    en: 'The cloud said yes. Whether it is so could not be seen afterwards.',
    zh: '云端答复成功，但事后未能确认是否生效。',
  },
  already: { en: 'It is so already. Nothing was sent.', zh: '现状已是如此。未发送任何请求。' },
  unchanged: { en: 'It was so already. Nothing was changed.', zh: '现状已是如此。未做任何更改。' },
  'no-effect': { en: 'The cloud said yes, and the change is not there.', zh: '云端答复成功，但变更并未生效。' },
  stopped: { en: 'Stopped before the last step.', zh: '未执行到最后一步即已停止。' },
  'waits for people': { en: 'People have to act first. Nothing was sent.', zh: '须先由人处理。未发送任何请求。' },
};

/** What became of a step. */
export const STATES: Readonly<Record<string, Words>> = {
  done: { en: 'done', zh: '已完成' },
  'done before': { en: 'done before', zh: '此前已完成' },
  unchanged: { en: 'was so already', zh: '无需更改' },
  'no-effect': { en: 'without effect', zh: '未生效' },
  failed: { en: 'failed', zh: '失败' },
  unknown: { en: 'not known', zh: '未知' },
  'not begun': { en: 'not begun', zh: '未开始' },
  replaced: { en: 'replaced', zh: '已替换' },
  'to do': { en: 'to do', zh: '待办' },
  'waits for people': { en: 'waits for people', zh: '等待人处理' },
  'not known': { en: 'not known', zh: '未知' },
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
