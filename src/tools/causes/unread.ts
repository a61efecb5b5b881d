import { format, type Language, type LocalizedText } from '../../catalogue/message.ts';

/** What a diagnosis read, as far as it failed. */
export interface Read {
  /** Reads that failed, and lists that are not whole; what they would have shown may be missing. */
  readonly unseen: readonly { readonly Action: string; readonly Reason: string }[];
}

const TEXT = {
  row: { en: '{action}: {reason}', zh: '{action}：{reason}' },
  head: {
    en: 'Not known: {actions} could not be read, see NotVisible. ',
    zh: '未知：无法读取 {actions}，见 NotVisible。',
  },
} satisfies Record<string, LocalizedText>;

/** Whether what a list does not hold is not there, and not only not read. */
export const wasRead = ({ unseen }: Read, action: string): boolean => !unseen.some(({ Action }) => Action === action);

/** One read that failed, for the list of what is not visible. */
export const formatUnread = (action: string, reason: string, language: Language): string =>
  format(TEXT.row, language, { action, reason });

/** What was not read, for the beginning of a verdict; empty where all was. */
export const unreadHead = ({ unseen }: Read, language: Language): string => {
  const actions = [...new Set(unseen.map(({ Action }) => Action))];
  return actions.length > 0 ? format(TEXT.head, language, { actions: actions.join(', ') }) : '';
};
