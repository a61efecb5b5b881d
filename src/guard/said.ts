import { disarm } from './disarm.ts';

export type Language = 'en' | 'zh';

/** One sentence in both languages; `{name}` marks a place to fill, the same places in both. */
export interface Words {
  readonly en: string;
  readonly zh: string;
}

type Value = string | number | Words | readonly string[];

/**
 * A sentence with what fills its places, not yet in a language. Values may be hostile: they are disarmed when told, after
 * known secrets in them are masked; either before that would leave pieces of a secret that nobody recognises.
 */
export interface Said {
  readonly words: Words;
  /** Words fill a place in the language of the sentence. */
  readonly values: Readonly<Record<string, Value>>;
}

export const said = (words: Words, values: Said['values'] = {}): Said => ({ words, values });

/** At most eight names and how many more there are: a long list hides what matters. */
const listed = (names: readonly string[]): string => {
  const shown = names.slice(0, 8).map((name) => disarm(name, 60));
  return names.length > 8 ? `${shown.join(', ')} (+${names.length - 8})` : shown.join(', ') || '-';
};

const fill = (value: Value | undefined, language: Language): string => {
  if (typeof value !== 'object') return disarm(String(value ?? '?'), 400);
  return 'en' in value ? value[language] : disarm(listed(value), 400);
};

/** The sentence in one language. Every value is shown without control characters and Markdown. */
export const tell = ({ words, values }: Said, language: Language): string =>
  words[language].replace(/\{(\w+)\}/g, (_, name: string) => fill(values[name], language));

/** Names as the value of a place: told as eight at most, and how many more there are. */
export const someOf = (names: readonly string[]): readonly string[] => names;
