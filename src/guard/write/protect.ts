const asPattern = (pattern: string): RegExp => {
  const escaped = pattern.trim().replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/\*/g, '.*').replace(/\?/g, '.')}$`, 'isu');
};

/** The first pattern that covers one of the IDs or names; `*` is any text, `?` one character, case does not matter. */
export const protectedBy = (patterns: readonly string[], words: readonly string[]): string | undefined =>
  patterns.find((pattern) => words.some((word) => asPattern(pattern).test(word)));
