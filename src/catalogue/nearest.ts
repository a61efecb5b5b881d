/** Edits between two words, a swap of neighbours counting as one. */
const distance = (a: string, b: string): number => {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? Infinity) + 1 : Infinity;
      const changed = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, changed, swapped));
    }
    [before, last] = [last, row];
  }
  return last[b.length] ?? 0;
};

/**
 * The candidate that was probably meant by a misspelt word: case and dashes do not count, at most a third of the
 * letters (and always one) may be wrong. Undefined when nothing comes close.
 */
export const nearest = (word: string, candidates: readonly string[]): string | undefined => {
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  const given = plain(word).slice(0, 64);
  const ranked = candidates.map((name) => ({ name, far: distance(given, plain(name)) })).sort((a, b) => a.far - b.far);
  const best = ranked[0];
  return best && best.far <= Math.max(1, Math.floor(given.length / 3)) ? best.name : undefined;
};

/**
 * Whether a name that somebody made up may be repeated to whoever reads the answer: short, of letters alone. Anything else
 * may be a key put into the wrong place, or a message.
 */
export const isPlainWord = (word: string): boolean => /^[A-Za-z](?:[A-Za-z]|[-_](?=[A-Za-z])){0,47}$/.test(word);
