/** A heading line of a configuration and the lines that belong to it. */
export interface Stanza {
  readonly head: string;
  readonly body: readonly string[];
}

/**
 * Cuts a line-oriented configuration (Cisco, Huawei, H3C) into stanzas. Indentation is often lost in a paste, so a
 * heading is what `isHead` says; lines before the first heading are dropped.
 */
export const stanzasOf = (lines: readonly string[], isHead: RegExp): readonly Stanza[] => {
  const stanzas: { head: string; body: string[] }[] = [];
  for (const raw of lines) {
    const line = raw.trim();
    if (line === '' || /^[!#]/.test(line)) continue;
    if (isHead.test(line)) stanzas.push({ head: line, body: [] });
    else stanzas.at(-1)?.body.push(line);
  }
  return stanzas;
};

/** What follows the first line of a stanza that matches; the pattern's last group. */
export const valueIn = (body: readonly string[], pattern: RegExp): string | undefined => {
  for (const line of body) {
    const found = pattern.exec(line);
    if (found) return found.at(-1)?.trim() ?? '';
  }
  return undefined;
};

/** What follows every line that matches; the pattern's last group. */
export const valuesIn = (body: readonly string[], pattern: RegExp): readonly string[] =>
  body.flatMap((line) => pattern.exec(line)?.at(-1)?.trim() ?? []);

/** The same list with one more item, or a new one: a copy for each item would cost the square of their number. */
export const pushed = <T>(list: T[] | undefined, item: T): T[] => {
  if (list === undefined) return [item];
  list.push(item);
  return list;
};

/** What a function of one argument gave before. */
export const remembered = <K, V>(work: (key: K) => V): ((key: K) => V) => {
  const known = new Map<K, V>();
  return (key) => {
    if (!known.has(key)) known.set(key, work(key));
    return known.get(key) ?? work(key);
  };
};

/** Lines of Cisco without the remark that people write behind a command. */
export const withoutRemarks = (lines: readonly string[]): readonly string[] =>
  lines.map((line) => line.replace(/\s!(?:\s.*)?$/, ''));
