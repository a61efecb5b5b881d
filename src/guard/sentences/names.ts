import type { LocalizedText } from '../text/message.ts';

/** What the name of a target may hide: protection, earlier names, others that look like it. */
export const nameTexts = {
  protectedTarget: {
    en: 'The operator protects this target (--protect {pattern}): no approval opens the call.',
    zh: '运维人员保护了此对象（--protect {pattern}）：任何同意都不能放行此调用。',
  },
  protectedName: {
    en: 'The operator protects this target by its name (--protect {pattern}), and the new name would end that: no approval opens the call.',
    zh: '运维人员按名称保护了此对象（--protect {pattern}），新名称会使保护失效：任何同意都不能放行此调用。',
  },
  protectedUnknown: {
    en: 'The operator protects some targets (--protect), and not all names that this touches could be read: nobody can tell whether it is one of them.',
    zh: '运维人员保护了某些对象（--protect），而此调用涉及的名称未能全部读取：无法判断它是否在其中。',
  },
  renamedFrom: {
    en: 'Its name was changed through this server at {time}; in the day before that it was called {names}.',
    zh: '其名称于 {time} 经本服务修改；此前一天内曾名为 {names}。',
  },
  renamed: {
    en: 'Its name was changed through this server at {time}; what it was called before is not known.',
    zh: '其名称于 {time} 经本服务修改；此前的名称未知。',
  },
  renamedHere: {
    en: 'An earlier step of this plan gives it this name: now it is called {name}.',
    zh: '此名称由本计划中较早的步骤给出：现在名为 {name}。',
  },
  renamesUnread: {
    en: 'Not known: whether its name was changed of late could not be read ({why}).',
    zh: '未知：无法读取其名称近期是否修改过（{why}）。',
  },
  namesUnread: {
    en: 'Not known: whether another of its kind is called the same could not be read ({why}).',
    zh: '未知：无法读取是否有同名的同类对象（{why}）。',
  },
  lacksIt: { en: 'the list lacks it', zh: '列表中没有它' },
  sameNames: {
    en: 'Others of its kind are called the same here ({count}): {names}.',
    zh: '此处有同名的同类对象（{count} 个）：{names}。',
  },
  lookAlikes: {
    en: 'Others of its kind have names that look like its name ({count}): {names}.',
    zh: '此处有名称看起来相似的同类对象（{count} 个）：{names}。',
  },
  mixedScripts: {
    en: 'A word of its name mixes letters of several scripts, so that it may look like another name.',
    zh: '其名称中有一个词混用了多种文字的字母，可能看起来像另一个名称。',
  },
  typeId: {
    en: 'So its name does not tell it from others: what is typed is its ID, {id}.',
    zh: '因此名称不足以辨认它：须输入其 ID {id}。',
  },
} as const satisfies Readonly<Record<string, LocalizedText>>;
