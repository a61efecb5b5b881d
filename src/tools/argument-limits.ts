/** The most text a person may paste, in characters. */
export const MAX_PASTED = 1_048_576;

/** The longest text of any other argument, such as a list of networks. */
const LONGEST = 16_384;

/** No tool's arguments hold more values, or nest deeper; a plan's hold another tool's inside of them. */
const MOST_VALUES = 10_000;
const DEEPEST = 16;
const LONGEST_NAME = 256;

/** Arguments in which a person pastes a log or a configuration. */
const PASTED: ReadonlySet<string> = new Set(['Log', 'PeerConfig']);

const tooLong = (path: string, text: string): string | undefined => {
  const most = PASTED.has(path) ? MAX_PASTED : LONGEST;
  if (text.length <= most) return undefined;
  const instead = PASTED.has(path) ? 'paste the part about this tunnel only' : 'give what the parameter asks for only';
  return `${path} has ${text.length} characters, at most ${most} are read: ${instead}`;
};

/**
 * What is wrong with the size of arguments, as a sentence that names the argument, the rule and the next step. Goes through
 * them without recursion, and before anything else does: whatever comes after may take time for each character.
 */
export const sizeProblem = (args: object): string | undefined => {
  const open: { readonly value: unknown; readonly path: string; readonly depth: number }[] = [
    { value: args, path: '', depth: 0 },
  ];
  let count = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, path, depth } = next;
    const problem = typeof value === 'string' ? tooLong(path, value) : undefined;
    if (problem !== undefined) return problem;
    if (typeof value !== 'object' || value === null) continue;
    if (depth > DEEPEST)
      return `${path} nests deeper than ${DEEPEST} levels: give the parameters as the schema has them`;
    const isList = Array.isArray(value);
    for (const [key, inner] of Object.entries(value)) {
      count += 1;
      if (count > MOST_VALUES)
        return `${path || 'The input'} has more than ${MOST_VALUES} values: ask for less at a time`;
      if (key.length > LONGEST_NAME)
        return `A parameter's name has ${key.length} characters: use the names of the schema`;
      open.push({ value: inner, path: isList ? `${path}[]` : path === '' ? key : `${path}.${key}`, depth: depth + 1 });
    }
  }
  return undefined;
};
