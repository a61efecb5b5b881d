import { createPlaces, type FoundKey, type KeyForm, type Place } from './key-form.ts';

/** What stands for a key. A private key has line breaks in it; one between quotes is surely whole and surely a key. */
export type Hide = (key: string, isQuoted: boolean) => string;

const escaped = (word: string): string => word.replace(/[^\w ]/g, '\\$&');

const beginning = (word: string): string => word.slice(0, 2).toLowerCase();

/** The forms that may begin with the same two letters. */
const byBeginning = (forms: readonly KeyForm[]): ReadonlyMap<string, readonly KeyForm[]> => {
  const all = new Map<string, KeyForm[]>();
  for (const form of forms)
    for (const begin of new Set(form.words.map(beginning))) {
      const same = all.get(begin) ?? [];
      same.push(form);
      all.set(begin, same);
    }
  return all;
};

const firstOf = (forms: readonly KeyForm[], place: Place): FoundKey | undefined => {
  for (const form of forms) {
    const found = form.find(place);
    if (found) return found;
  }
  return undefined;
};

/**
 * Builds the masker of a table of forms: the text with every key in it replaced by what `hide` returns for it. It goes
 * along the text from word to word; what became part of a key is not looked at again.
 */
export const createKeyMasker = (forms: readonly KeyForm[]) => {
  const words = new RegExp([...new Set(forms.flatMap((form) => form.words))].map(escaped).join('|'), 'gi');
  const formsOf = byBeginning(forms);
  return (text: string, hide: Hide): string => {
    const placeAt = createPlaces(text);
    let [result, done, next] = ['', 0, 0];
    for (;;) {
      words.lastIndex = next;
      const at = words.exec(text)?.index;
      if (at === undefined) break;
      const found = firstOf(formsOf.get(beginning(text.slice(at, at + 2))) ?? [], placeAt(at));
      next = found?.to ?? at + 1;
      if (!found) continue;
      result += text.slice(done, found.from) + hide(text.slice(found.from, found.to), found.isQuoted);
      done = found.to;
    }
    return result + text.slice(done);
  };
};
