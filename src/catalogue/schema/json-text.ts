import { type Fields, isFields } from '../action.ts';

/** Strings, with the colon behind one that is a key, and the braces outside of them. */
const TOKEN = /"(?:[^"\\]|\\.)*"(?:\s*:)?|[{}]/gs;

/** The first key that one object has twice; the text is valid JSON. `JSON.parse` would take the last of them in silence. */
const repeatedKey = (json: string): string | undefined => {
  const open: Set<string>[] = [];
  for (const [token] of json.matchAll(TOKEN)) {
    if (token === '{') open.push(new Set());
    else if (token === '}') open.pop();
    else if (token.endsWith(':')) {
      // Decoded first: "Psk" and "\u0050sk" are one key.
      const key: unknown = JSON.parse(token.slice(0, token.lastIndexOf('"') + 1));
      const keys = open.at(-1);
      if (keys?.has(String(key))) return String(key);
      keys?.add(String(key));
    }
  }
  return undefined;
};

const parse = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    // The parser's own words quote the text, in which a key may stand.
    return undefined;
  }
};

/**
 * The object that a JSON text says, or what is wrong with the text. Of the text itself the words repeat nothing but keys
 * that `known` has, for the rest may be a secret.
 */
export const readJsonText = (
  json: string,
  known: readonly string[],
): { readonly fields: Fields } | { readonly problem: string } => {
  const value = parse(json);
  if (value === undefined)
    return {
      problem: 'this text is no JSON; keys and texts stand in double quotes, without a trailing comma and comments',
    };
  if (!isFields(value)) return { problem: 'this JSON says something else' };
  const twice = repeatedKey(json);
  if (twice === undefined) return { fields: value };
  return { problem: `this text has ${known.includes(twice) ? `the key ${twice}` : 'a key'} twice; give each key once` };
};

/** The list that a JSON text says; undefined where it says none, or says a key twice. */
export const readJsonList = (json: string): readonly unknown[] | undefined => {
  const value = parse(json);
  return Array.isArray(value) && repeatedKey(json) === undefined ? value : undefined;
};
