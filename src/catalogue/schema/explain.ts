import type { z } from 'zod';
import { nearest } from '../nearest.ts';

type Issue = z.core.$ZodRawIssue;

/** The parameter that an issue is about; nested names are joined by dots, as in `IkeConfig.IkePfs`. */
export const subject = (issue: Issue): string => (issue.path?.length ? issue.path.join('.') : 'The input');

/**
 * Arguments for `.refine`: the test, and a sentence that begins with the parameter's own name. The first rule that
 * fails is the only one told. A rule made so is checked but not shown in the schema, which has to stay small.
 */
export const must = <T>(isValid: (value: T) => boolean, words: string) =>
  [isValid, { error: (issue: Issue) => `${subject(issue)} ${words}`, abort: true }] as const;

const wanted: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a whole number in plain digits, such as 5',
  int: 'a whole number',
  boolean: 'true or false, and no other word',
  object: 'an object',
  array: 'a list',
};

const nearestNumber = (given: unknown, known: readonly number[]): number | undefined => {
  const isText = typeof given === 'string' && given.trim() !== '';
  const asked = isText || typeof given === 'number' ? Number(given) : Number.NaN;
  if (Number.isNaN(asked)) return undefined;
  return [...known].sort((a, b) => Math.abs(a - asked) - Math.abs(b - asked))[0];
};

const oneOf = (name: string, given: unknown, values: readonly unknown[]): string => {
  const numbers = values.filter((value) => typeof value === 'number');
  const words = values.filter((value) => typeof value === 'string');
  const nearestWord = typeof given === 'string' ? nearest(given, words) : undefined;
  const near = numbers.length > 0 ? nearestNumber(given, numbers) : nearestWord;
  const hint = near === undefined ? '' : `; the nearest is ${near}`;
  if (values.length === 1) return `${name} can only be ${String(values[0])}`;
  return `${name} is one of ${numbers.length > 0 ? 'the numbers ' : ''}${values.join(', ')}${hint}`;
};

const unknownKeys = (issue: Issue & { readonly code: 'unrecognized_keys' }): string => {
  const shape: unknown = issue.inst && 'shape' in issue.inst ? issue.inst.shape : {};
  const known = Object.keys(Object(shape));
  const place = issue.path?.length ? ` in ${issue.path.join('.')}` : '';
  const strangers = issue.keys.slice(0, 10).map((key) => {
    const near = nearest(key, known);
    const shown = key.length > 80 ? `a name of ${key.length} characters` : key;
    return near === undefined ? shown : `${shown} (did you mean ${near}?)`;
  });
  const more = issue.keys.length > 10 ? ` and ${issue.keys.length - 10} more` : '';
  return `unknown parameter${place}: ${strangers.join(', ')}${more}; known ones: ${known.join(', ')}`;
};

const limit = (issue: Issue & { readonly code: 'too_small' | 'too_big' }): string => {
  const bound = issue.code === 'too_big' ? `at most ${issue.maximum}` : `at least ${issue.minimum}`;
  return issue.origin === 'string' ? `${subject(issue)} has ${bound} characters` : `${subject(issue)} is ${bound}`;
};

/**
 * What to tell about a value that a schema refuses: the parameter, the rule and the nearest right value.
 * The value itself is never repeated: it may be a secret.
 */
export const say = (issue: Issue): string | undefined => {
  if (issue.code === 'too_small' || issue.code === 'too_big') return limit(issue);
  if (issue.code === 'invalid_value') {
    if (issue.input === undefined) return `${subject(issue)} is required: one of ${issue.values.join(', ')}`;
    return oneOf(subject(issue), issue.input, issue.values);
  }
  if (issue.code === 'unrecognized_keys') return unknownKeys(issue);
  if (issue.code !== 'invalid_type') return undefined;
  const form = wanted[issue.expected] ?? issue.expected;
  return issue.input === undefined ? `${subject(issue)} is required: ${form}` : `${subject(issue)} is ${form}`;
};
