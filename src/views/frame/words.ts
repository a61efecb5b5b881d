export type Language = 'en' | 'zh';

/** A sentence in both languages; `{name}` is replaced by a value. */
export type Words = Readonly<Record<Language, string>>;

/** The sentence with its values; a value is text, whatever it says. */
export const say = (words: Words, language: Language, values: Readonly<Record<string, string | number>> = {}): string =>
  words[language].replace(/\{(\w+)\}/g, (whole, key: string) => String(values[key] ?? whole));

/** Chinese characters in a result say that it was asked for in Chinese. */
const HAN = /\p{Script=Han}/u;

/** The host's language; where it names none, that of the result; English otherwise. */
export const languageOf = (locale: string, result: string): Language => {
  if (locale !== '') return /^zh\b/i.test(locale) ? 'zh' : 'en';
  return HAN.test(result) ? 'zh' : 'en';
};

export const FRAME = {
  waiting: { en: 'Waiting for the result…', zh: '正在等待结果…' },
  cancelled: { en: 'The call was cancelled. Nothing is shown.', zh: '调用已取消，没有内容可显示。' },
  failed: { en: 'The call did not succeed', zh: '调用未成功' },
  unreadable: {
    en: 'This result has not the form that this page knows. The text of the answer has all of it.',
    zh: '此页面无法识别该结果的格式。完整内容见应答文本。',
  },
  more: { en: 'and {count} more that are not shown here', zh: '另有 {count} 项未在此显示' },
  words: { en: 'Words for the chat', zh: '发送到对话的文字' },
  send: { en: 'Send to the chat', zh: '发送到对话' },
  copy: { en: 'Copy', zh: '复制' },
  copied: { en: 'Copied.', zh: '已复制。' },
  select: { en: 'Selected: copy it with the keys of your system.', zh: '已选中，请用快捷键复制。' },
  sent: { en: 'Sent to the chat.', zh: '已发送到对话。' },
  notSent: {
    en: 'The host did not take it ({why}). Copy the words instead.',
    zh: '宿主未接受（{why}）。请改为复制文字。',
  },
  noChat: { en: 'This host takes no words from a page: copy them.', zh: '此宿主不接受页面发送的文字，请复制。' },
} satisfies Record<string, Words>;

/** What is said of those that a list shows no more; undefined where it shows all. */
export const beyond = (all: readonly unknown[], most: number, language: Language): string | undefined =>
  all.length > most ? say(FRAME.more, language, { count: all.length - most }) : undefined;
