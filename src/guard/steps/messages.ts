import type { LocalizedText } from '../text/message.ts';

/** What a plan says first of a list that was begun before. */
export const listMessages = {
  takenUp: {
    en: 'This goes on with a list that was begun before: of its {all} steps, 1 to {done} are done and are not done again.',
    zh: '这是继续执行此前已开始的步骤列表：共 {all} 步，第 1 至 {done} 步已完成，不会重复执行。',
  },
  notSeen: {
    en: 'Whether these steps that were done are still so could not be read: {steps}.',
    zh: '无法读取这些已完成的步骤是否仍然有效：{steps}。',
  },
  otherWay: {
    en: 'The cloud refused a step of it, or did nothing on it: this goes on with what the approved plan held instead.',
    zh: '云端曾拒绝其中一步，或执行后未生效：这是继续执行已批准方案中的替代步骤。',
  },
  openStep: {
    en: 'Nobody knows whether step {step} was done: its earlier try was cut off. That is found out before anything is sent.',
    zh: '第 {step} 步此前中断，是否已执行未知。发送任何请求之前会先查明。',
  },
  unreadRecord: {
    en: 'Whether an earlier call did some of these steps is not known: {why}.',
    zh: '无法得知此前的调用是否已执行其中的步骤：{why}。',
  },
} as const satisfies Readonly<Record<string, LocalizedText>>;
