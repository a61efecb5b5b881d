/** A statement of a nested configuration: its words, and the statements inside of it. */
export interface Statement {
  readonly words: readonly string[];
  readonly inside: readonly Statement[];
}

/** The same while it is read. */
export interface Open {
  readonly words: string[];
  readonly inside: Open[];
}

/** Deeper than this nothing is nested: what is belongs to the last level. */
export const MOST_LEVELS = 16;

const nameOf = ({ words }: Statement): string => words[0] ?? '';

/** The statements of one name. */
export const allIn = (statements: readonly Statement[], name: string): readonly Statement[] =>
  statements.filter((one) => nameOf(one) === name);

/** All statements at the end of a path of names, of every branch. */
export const at = (statements: readonly Statement[], ...path: readonly string[]): readonly Statement[] => {
  let here = statements;
  for (const [depth, name] of path.entries())
    here = allIn(depth === 0 ? here : here.flatMap(({ inside }) => inside), name);
  return here;
};

/** What is said of a name: the rest of the words of the first statement that has any. */
export const textOf = (statements: readonly Statement[], ...path: readonly string[]): string | undefined => {
  const found = at(statements, ...path).find(({ words }) => words.length > 1);
  return found?.words.slice(1).join(' ');
};

/** The same of every statement of the name. */
export const textsOf = (statements: readonly Statement[], ...path: readonly string[]): readonly string[] =>
  at(statements, ...path).flatMap(({ words }) => (words.length > 1 ? [words.slice(1).join(' ')] : []));

/** The words of many levels stand in each line below them: so many letters of them are kept. */
const LONGEST_PATH = 1_000;

/** A nested configuration as flat lines, each with the words of all levels above it. */
export const flattened = (statements: readonly Statement[], before = ''): readonly string[] => {
  const lines: string[] = [];
  const add = (all: readonly Statement[], above: string): void => {
    for (const { words, inside } of all) {
      const line = `${above}${words.join(' ')}`.slice(0, LONGEST_PATH);
      if (inside.length === 0) lines.push(line);
      else add(inside, `${line} `);
    }
  };
  add(statements, before);
  return lines;
};
