import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Fields, isFields } from '../../catalogue/action.ts';
import { BadSettings } from '../../errors.ts';

/** The settings file as it is; empty where there is none. Never written over where it cannot be read. */
const fileAt = (path: string): Fields => {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw new BadSettings('--settings', `${path} cannot be read`, 'Correct its rights, or name another file.');
  }
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    if (isFields(value)) return value;
  } catch {
    // Told below, without the parser's words, which quote the file.
  }
  throw new BadSettings('--settings', `${path} is not a JSON object`, 'Mend it or move it away; nothing was written.');
};

/** The names of the profiles that a settings file has. */
export const profilesIn = (path: string): readonly string[] => {
  const { profiles } = fileAt(path);
  return isFields(profiles) ? Object.keys(profiles) : [];
};

/** Adds a profile to the settings file, or replaces it; all else stays. The first profile becomes the one that counts unnamed. */
export const writeProfile = (path: string, name: string, values: Fields): void => {
  const before = fileAt(path);
  const profiles = isFields(before['profiles']) ? before['profiles'] : {};
  const after = { profile: name, ...before, profiles: { ...profiles, [name]: values } };
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const aside = `${path}.${process.pid}`;
  writeFileSync(aside, `${JSON.stringify(after, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  chmodSync(aside, 0o600);
  renameSync(aside, path);
};
