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
