import type { Fields } from '../action.ts';

const PLACEHOLDER = /^\{\{(\d+)\.(\w+)\}\}$/;

/** What a placeholder speaks of: a field of the reply to an earlier step, the first of which is 1. */
export interface Spoken {
  readonly step: number;
  readonly field: string;
}

/** `{{1.VpnConnectionId}}` stands for a field of the first step's reply, which nobody knows before. */
export const hasPlaceholder = (value: unknown): boolean => placeholdersIn(value).length > 0;

/** Every placeholder of a value, in its order. */
export const placeholdersIn = (value: unknown): readonly Spoken[] => {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(placeholdersIn);
  const [, step, field = ''] = (typeof value === 'string' && PLACEHOLDER.exec(value)) || [];
  return step === undefined ? [] : [{ step: Number(step), field }];
};

/** A value with other texts in the places of some; a text that nothing is given for stays. */
export const replaceTexts = (value: unknown, replace: (text: string) => unknown): unknown => {
  if (typeof value === 'string') return replace(value);
  if (Array.isArray(value)) return value.map((each) => replaceTexts(each, replace));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replaceTexts(inner, replace)]));
};

/** The input with its placeholders filled from the replies of the steps so far. */
export const fillPlaceholders = (input: Fields, outputs: readonly Fields[]): Fields => ({
  ...Object(
    replaceTexts(input, (text) => {
      const [spoken] = placeholdersIn(text);
      return spoken ? (outputs[spoken.step - 1]?.[spoken.field] ?? text) : text;
    }),
  ),
});
