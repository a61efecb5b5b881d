/** The languages a composed tool answers in. */
export type Language = 'en' | 'zh';

/** One sentence in both languages; `{name}` marks a place to fill, the same places in both. */
export interface LocalizedText {
  readonly en: string;
  readonly zh: string;
}

export type Values = Readonly<Record<string, string | number>>;

/** A sentence with what fills its places. Values may be hostile: whoever shows them makes them safe. */
export interface SummaryLine {
  readonly text: LocalizedText;
  readonly values?: Values;
}

/** The sentence in the asked language with its places filled; a place without a value stays visible. */
export const format = (words: LocalizedText, language: Language, values: Values = {}): string =>
  words[language].replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));

/** The places of a sentence, sorted; both languages of one sentence have the same. */
export const placeholdersOf = (sentence: string): readonly string[] =>
  [...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort();

/** The place of what an earlier step makes, as people read it; for machines it is `{{2.VpnConnectionId}}`. */
export const stepPlace = (step: number, field: string): LocalizedText => ({
  en: `${field} of step ${step}`,
  zh: `第 ${step} 步的 ${field}`,
});
