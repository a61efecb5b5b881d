import { createHash } from 'node:crypto';
import type { Fields } from '../../catalogue/action.ts';

/** What stands before the first line of a chain. */
export const CHAIN_START = '0'.repeat(64);

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** `s`, for two separators of lines may stand in JSON as they are. */
const SEALED = /^(\{.+),"Hash":"([0-9a-f]{64})"\}$/s;

/** A line that ends with the hash of all that stands before in it; the next line carries that hash as its `Prev`. */
export const sealLine = (fields: Fields): { readonly line: string; readonly hash: string } => {
  const body = JSON.stringify(fields);
  const hash = hashOf(body);
  return { line: `${body.slice(0, -1)},"Hash":"${hash}"}`, hash };
};

/** A line as it was found. `hash` is what its own text gives, `says` what it says of itself. */
export interface FoundLine {
  /** Absent when it is no JSON object. */
  readonly fields: Fields | undefined;
  readonly hash: string;
  readonly says: string | undefined;
  readonly isSound: boolean;
}

const parse = (line: string): Fields | undefined => {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
};

/** Never throws: the fields show what is wrong. */
export const readLine = (line: string): FoundLine => {
  const [, body, stored] = SEALED.exec(line) ?? [];
  const hash = hashOf(body === undefined ? line : `${body}}`);
  return { fields: parse(line), hash, says: stored, isSound: hash === stored };
};

/** The fields of a line, for lists of them; none when it is no JSON. */
export const knownFields = ({ fields }: FoundLine): readonly Fields[] => (fields ? [fields] : []);
