import { readFileSync } from 'node:fs';
import { type Fields, isFields } from '../catalogue/action.ts';
import { nearest } from '../catalogue/nearest.ts';
import { BadSettings } from '../errors.ts';
import type { Option } from './option.ts';

/** A named profile of the settings file: texts by option name. */
export interface Profile {
  readonly name: string;
  readonly given: ReadonlyMap<string, readonly string[]>;
}

const wrong = (path: string, what: string, remedy: string): BadSettings =>
  new BadSettings('--settings', `${path}: ${what}`, remedy);

const shape = 'Write { "profile": "NAME", "profiles": { "NAME": { "region": "…" } } }, options under their long names.';

const readText = (path: string, mustExist: boolean): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const missing = cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR');
    if (missing && !mustExist) return undefined;
    throw wrong(path, 'the settings file cannot be read', 'Check the path of --settings and the rights of the file.');
  }
};

const parse = (path: string, text: string): Fields => {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    if (isFields(value)) return value;
  } catch {
    // Reported below: a parser's message quotes the file, and the file may hold what should not be repeated.
  }
  throw wrong(path, 'the settings file is not a JSON object', shape);
};

const texts = (value: unknown): readonly string[] | undefined => {
  const scalars = Array.isArray(value) ? value : [value];
  return scalars.every((v) => ['string', 'number', 'boolean'].includes(typeof v)) ? scalars.map(String) : undefined;
};

const readRow = (path: string, key: string, value: unknown, options: readonly Option[]): readonly string[] => {
  const option = options.find(({ name }) => name === key);
  if (!option) {
    const names = options.map(({ name }) => name);
    const meant = nearest(key, names);
    throw wrong(
      path,
      `there is no option "${key}"`,
      meant ? `Did you mean "${meant}"?` : `Known: ${names.join(', ')}.`,
    );
  }
  if (option.secret)
    throw wrong(path, `"${key}" is a secret`, 'Put it into the environment or into the vendor’s credential file.');
  const found = texts(value);
  if (!found || (Array.isArray(value) && option.kind !== 'list'))
    throw wrong(path, `"${key}" has the wrong form`, 'Give a text, a number, true or false, or a list of texts.');
  return found;
};

/**
 * The profile that is asked for, or the one that the file names itself. Undefined when there is no file, or when the
 * file does not know the name: then it may be a profile of the vendor's tools. Throws `BadSettings` for a malformed file.
 */
export const readProfile = (
  options: readonly Option[],
  file: { readonly path: string; readonly mustExist: boolean },
  asked: string | undefined,
): Profile | undefined => {
  const text = readText(file.path, file.mustExist);
  if (text === undefined) return undefined;
  const { profile, profiles, ...rest } = parse(file.path, text);
  const extra = Object.keys(rest)[0];
  if (extra !== undefined) throw wrong(file.path, `"${extra}" does not belong at the top`, shape);
  if (!isFields(profiles) || (profile !== undefined && typeof profile !== 'string'))
    throw wrong(file.path, 'the settings file has the wrong form', shape);
  const name = asked ?? profile;
  if (name === undefined) return undefined;
  const rows = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  if (rows === undefined && asked !== undefined) return undefined;
  if (!isFields(rows)) throw wrong(file.path, `there is no profile "${name}"`, shape);
  const given = Object.entries(rows).map(([key, value]) => [key, readRow(file.path, key, value, options)] as const);
  return { name, given: new Map(given) };
};
