import type { PastChange } from '../../catalogue/invoke.ts';
import type { SummaryLine } from '../../catalogue/message.ts';

/** Changes of which nobody knows how they ended. */
export const openIn = (past: readonly PastChange[]): readonly PastChange[] =>
  past.filter(({ result }) => result === 'unknown' || result === 'running');

const openText = {
  en: 'Nobody knows how an earlier change of {id} ended: {action} at {time}. What is so now was read anew.',
  zh: '此前对 {id} 的变更结果未知：{action}，时间 {time}。以下内容按当前重新读取的状态。',
};

/** The same of one thing, as a person reads it before a plan. */
export const openNotes = (id: string, past: readonly PastChange[]): readonly SummaryLine[] =>
  openIn(past).map(({ action, atMs }) => ({
    text: openText,
    values: { id, action, time: new Date(atMs).toISOString() },
  }));
