/**
 * Edits between two words, a swap of neighbours counting as one; Infinity beyond `most`. Only cells that near to the
 * diagonal can matter, so that a word is compared with thousands of names in little time.
 */
const distance = (a: string, b: string, most: number): number => {
  if (Math.abs(a.length - b.length) > most) return Infinity;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  let leastBefore = 0;
  for (let i = 1; i <= a.length; i++) {
    const row: number[] = [i];
    let least = i;
    for (let j = Math.max(1, i - most); j <= Math.min(b.length, i + most); j++) {
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? Infinity) + 1 : Infinity;
      const changed = (last[j - 1] ?? Infinity) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const here = Math.min((last[j] ?? Infinity) + 1, (row[j - 1] ?? Infinity) + 1, changed, swapped);
      row[j] = here;
      least = Math.min(least, here);
    }
    // One row back may still lead on by a swap; both beyond the bound lead nowhere.
    if (least > most && leastBefore > most) return Infinity;
    [before, last, leastBefore] = [last, row, least];
  }
  return last[b.length] ?? Infinity;
};

/**
 * The candidate that was probably meant by a misspelt word: case and dashes do not count, at most a third of the
 * letters (and always one) may be wrong. Undefined when nothing comes close.
 */
export const nearest = (word: string, candidates: readonly string[]): string | undefined => {
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  const given = plain(word).slice(0, 64);
  let best: string | undefined;
  let most = Math.max(1, Math.floor(given.length / 3));
  for (const name of candidates) {
    if (most < 0) break;
    const far = distance(given, plain(name), most);
    if (far > most) continue;
    [best, most] = [name, far - 1];
  }
  return best;
};

/**
 * Whether a name that somebody made up may be repeated to whoever reads the answer: short, of letters alone. Anything else
 * may be a key put into the wrong place, or a message.
 */
export const isPlainWord = (word: string): boolean => /^[A-Za-z](?:[A-Za-z]|[-_](?=[A-Za-z])){0,47}$/.test(word);
