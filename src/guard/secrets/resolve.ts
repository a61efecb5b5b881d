import { randomInt } from 'node:crypto';
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, realpathSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { env } from 'node:process';
import { type Action, type Fields, isFields } from '../../catalogue/action.ts';
import type { SecretHandle } from '../../catalogue/invoke.ts';
import { BGP_KEY, PSK_FORM, secretPaths } from '../../catalogue/schema/secret.ts';
import { Refused } from '../../errors.ts';
import { includesMark, isMask, type SecretStore } from './store.ts';

/** Where references may lead. Without a folder no file is opened; on HTTP no file of this machine is a caller's to use. */
export interface SecretSources {
  readonly secretsDir?: string | undefined;
  readonly transport: 'stdio' | 'http' | 'shell';
}

const WAYS = 'Give it as {"file": "NAME"} inside --secrets-dir, {"env": "VPN_MCP_SECRET_…"} or {"generate": true}.';

const refuse = (message: string, remedy = WAYS): never => {
  throw new Refused('refused', `${message} Nothing was sent.`, remedy);
};

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** 40 letters and digits, 238 bits: some vendors' devices stumble over other characters. */
export const generateKey = (): string =>
  Array.from({ length: 40 }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('');

const LONGEST_FILE = 4096;

const isInside = (folder: string, file: string): boolean => {
  const way = relative(folder, file);
  return way !== '' && !isAbsolute(way) && way !== '..' && !way.startsWith(`..${sep}`);
};

/** Every part of the way below the folder must be a real folder or file: a link could lead anywhere. */
const hasLink = (folder: string, file: string): boolean => {
  const parts = relative(folder, file).split(sep);
  return parts.some((_, index) => lstatSync(join(folder, ...parts.slice(0, index + 1))).isSymbolicLink());
};

const readSmall = (file: string): string => {
  // O_NOFOLLOW: the last part may have become a link since it was checked. O_NONBLOCK: a pipe must not hold us.
  const handle = openSync(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  try {
    const facts = fstatSync(handle);
    if (!facts.isFile() || facts.nlink > 1 || facts.size > LONGEST_FILE)
      return refuse('The file of a secret is no plain small file of its own.');
    const buffer = Buffer.alloc(LONGEST_FILE);
    return buffer.toString('utf8', 0, readSync(handle, buffer, 0, LONGEST_FILE, 0));
  } finally {
    closeSync(handle);
  }
};

const openSecretFile = (folder: string, name: string, path: string): string => {
  const file = resolve(folder, name);
  // A slash at the end says folder, and `resolve` would drop it.
  if (name.includes('\0') || /[\\/]$/.test(name) || !isInside(folder, file))
    return refuse(`${path}: the file is not inside --secrets-dir, and no other file is opened.`);
  try {
    if (hasLink(folder, file)) return refuse(`${path}: a link leads out of --secrets-dir, or may; it was not opened.`);
    return readSmall(file);
  } catch (error) {
    if (error instanceof Refused) throw error;
    return refuse(`${path}: there is no such file in --secrets-dir, or it cannot be read.`);
  }
};

const fromFile = (name: string, path: string, sources: SecretSources): string => {
  if (sources.transport === 'http')
    return refuse(
      `${path}: a server on HTTP opens no files for a caller.`,
      'Give it as {"env": "VPN_MCP_SECRET_…"} or {"generate": true}.',
    );
  if (sources.secretsDir === undefined)
    return refuse(`${path}: this server has no --secrets-dir, and no other file is opened.`);
  try {
    return openSecretFile(realpathSync(sources.secretsDir), name, path).replace(/\r?\n$/, '');
  } catch (error) {
    if (error instanceof Refused) throw error;
    return refuse(`${path}: --secrets-dir cannot be read.`, 'Ask the operator to check --secrets-dir.');
  }
};

const fromEnvironment = (name: string, path: string): string => {
  if (!/^VPN_MCP_SECRET_[A-Z0-9_]+$/.test(name))
    return refuse(`${path}: only variables named VPN_MCP_SECRET_… are read; any other could be this server's own key.`);
  return (
    env[name] ||
    refuse(`${path}: the variable ${name} is not set.`, 'Ask the operator to set it and restart this server.')
  );
};

/** What texts a secret may be: what a reference holds is not seen by the schema of the call. */
const formOf = (path: string) =>
  path.endsWith('AuthKey') ? BGP_KEY : { form: PSK_FORM, words: '1 to 100 printable ASCII characters' };

const checked = (value: string, path: string): string => {
  if (isMask(value) || includesMark(value))
    return refuse(
      `${path} is a mask or a fingerprint, not a key.`,
      'Leave it out to keep the present key, or give a new one by reference.',
    );
  const { form, words } = formOf(path);
  if (!form.test(value)) return refuse(`${path} is not ${words}.`);
  return value;
};

/** One secret as it will be sent; a request to generate stays one, for a key is made only when it is about to be used. */
const resolveOne = (given: unknown, path: string, sources: SecretSources): unknown => {
  if (given === undefined) return undefined;
  if (typeof given === 'string') return checked(given, path);
  if (typeof given !== 'object' || given === null) return refuse(`${path} is no key.`);
  const { file, env: variable, generate }: { file?: unknown; env?: unknown; generate?: unknown } = given;
  if (typeof file === 'string') return checked(fromFile(file, path, sources), path);
  if (typeof variable === 'string') return checked(fromEnvironment(variable, path), path);
  return generate === true ? { generate: true } : refuse(`${path} is a mask or a fingerprint, not a key.`);
};

/** Where a secret stands: its path as a person would write it, and which tunnel it is of where its list has several. */
interface SecretPlace {
  readonly path: string;
  readonly part: string;
}

type ChangeSecret = (value: unknown, place: SecretPlace) => unknown;

/** Which of several a member of a list is: by the name that the caller gave it, else by its number. */
const partOf = (member: Fields, index: number): string =>
  String(member['Role'] ?? member['TunnelIndex'] ?? member['TunnelId'] ?? index + 1);

const changeInList = (list: readonly unknown[], rest: readonly string[], at: SecretPlace, change: ChangeSecret) =>
  list.map((member, index) => {
    if (!isFields(member)) return member;
    const part = partOf(member, index);
    return changeAt(member, rest, { path: `${at.path}[${part}]`, part }, change);
  });

/** Changes the value at `A.B` or `A[].B` of an object, copying what is on the way; a field that is not there stays away. */
const changeAt = (input: Fields, way: readonly string[], at: SecretPlace, change: ChangeSecret): Fields => {
  const [step = '', ...rest] = way;
  const name = step.replace(/\[\]$/, '');
  const inner = input[name];
  const here = { ...at, path: at.path ? `${at.path}.${name}` : name };
  if (inner === undefined) return input;
  if (rest.length === 0) return { ...input, [name]: change(inner, here) };
  if (Array.isArray(inner)) return { ...input, [name]: changeInList(inner, rest, here, change) };
  return isFields(inner) ? { ...input, [name]: changeAt(inner, rest, here, change) } : input;
};

const overSecrets = (action: Action, input: Fields, change: ChangeSecret): Fields =>
  secretPaths(action.input).reduce(
    (now, path) => changeAt(now, path.split('.'), { path: '', part: '' }, change),
    input,
  );

/**
 * References to secrets replaced by the secrets, each of which is hidden from here on. Throws Refused for masks, for files
 * outside the folder and for variables that are not meant for this; nothing of the kind is opened first.
 */
export const resolveSecrets = (action: Action, input: Fields, sources: SecretSources, secrets: SecretStore): Fields =>
  overSecrets(action, input, (given, { path }) => {
    const value = resolveOne(given, path, sources);
    if (typeof given === 'string') secrets.hideGiven(given);
    else if (typeof value === 'string') secrets.hide(value);
    return value;
  });

/** Whether a secret of the input is one that has yet to be made: nobody can make the same one again. */
export const asksForNewKey = (action: Action, input: Fields): boolean => {
  let asks = false;
  overSecrets(action, input, (given) => {
    asks ||= typeof given === 'object' && given !== null && 'generate' in given;
    return given;
  });
  return asks;
};

/** Of what a key was made: `part` names one of several tunnels, and says `bgp` of a key that no tunnel has. */
export interface NewKey {
  readonly key: string;
  readonly part: string;
}

/** What was asked to be generated, made, each by itself; `made` is called with every new key. */
export const generateSecrets = (action: Action, input: Fields, made: (made: NewKey) => void): Fields =>
  overSecrets(action, input, (given, { path, part }) => {
    if (!isFields(given) || !('generate' in given)) return given;
    const key = generateKey();
    made({ key, part: path.endsWith('AuthKey') ? 'bgp' : part });
    return key;
  });

/** What was asked to be generated, as an earlier try had it: by the handles in their order, as far as those keys are known here. */
export const withKeysOf = (
  action: Action,
  input: Fields,
  handles: readonly SecretHandle[],
  reveal: (handle: SecretHandle) => string | undefined,
): Fields => {
  const left = [...handles];
  return overSecrets(action, input, (given) => {
    if (!isFields(given) || !('generate' in given)) return given;
    const handle = left.shift();
    return (handle && reveal(handle)) ?? given;
  });
};

/** The input with each secret as its handle: for digests and comparison, never for sending. */
export const withHandles = (action: Action, input: Fields, secrets: SecretStore): Fields =>
  overSecrets(action, input, (given) => (typeof given === 'string' ? secrets.handleOf(given) : given));
