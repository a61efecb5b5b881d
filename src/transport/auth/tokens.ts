import { createHash, timingSafeEqual } from 'node:crypto';
import { type Fields, isFields } from '../../catalogue/action.ts';
import { isScope, SCOPES, type Scope } from '../../catalogue/risk.ts';
import { BadSettings } from '../../errors.ts';

/** An access token that the operator has given out. The token itself is not kept. */
export interface KnownToken {
  /** Whose it is; stands in the audit and in the log. */
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly sha256: Buffer;
  readonly expiresAtMs: number;
}

/** What a token file needs to look like. */
const FORM = '{"tokens": [{"name": "ana", "token": "at least 32 characters", "scopes": ["vpn:read"]}]}';
const FIELDS = ['name', 'token', 'sha256', 'scopes', 'expires'];
const MOST_TOKENS = 10_000;

const sha256Of = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Throws for the entry at this place; what it holds is never quoted. */
type Wrong = (rule: string) => never;

const digestIn = ({ token, sha256 }: Fields, wrong: Wrong): Buffer => {
  if ((token === undefined) === (sha256 === undefined)) return wrong('has either "token" or "sha256"');
  if (typeof sha256 === 'string' && /^[0-9a-f]{64}$/i.test(sha256)) return Buffer.from(sha256, 'hex');
  if (sha256 !== undefined) return wrong('has as "sha256" the 64 hex digits of a token’s SHA-256');
  const isLong = typeof token === 'string' && /^[\w.~+/=-]{32,1024}$/.test(token);
  return isLong && new Set(token).size > 4
    ? sha256Of(token)
    : wrong('has as "token" 32 random characters or more: letters, digits and -._~+/=');
};

const scopesIn = ({ scopes }: Fields, wrong: Wrong): readonly Scope[] =>
  Array.isArray(scopes) && scopes.length > 0 && scopes.every(isScope)
    ? scopes
    : wrong(`has as "scopes" a list of ${SCOPES.join(', ')}`);

const nameIn = ({ name }: Fields, wrong: Wrong): string =>
  typeof name === 'string' && /^[\w.@-]{1,64}$/.test(name)
    ? name
    : wrong('has as "name" up to 64 letters, digits and _ . @ -');

const expiryIn = ({ expires }: Fields, wrong: Wrong): number => {
  if (expires === undefined) return Number.POSITIVE_INFINITY;
  const atMs = typeof expires === 'string' && /^\d{4}-\d\d-\d\d/.test(expires) ? Date.parse(expires) : Number.NaN;
  return Number.isNaN(atMs) ? wrong('has as "expires" a time such as 2030-01-31T00:00:00Z') : atMs;
};

const entryOf = (value: unknown, index: number, source: string): KnownToken => {
  const wrong: Wrong = (rule) => {
    throw new BadSettings(source, `${source}: token ${index + 1} is not valid`, `Each token ${rule}: ${FORM}`);
  };
  if (!isFields(value) || Object.keys(value).some((key) => !FIELDS.includes(key)))
    return wrong(`has ${FIELDS.join(', ')} and nothing else`);
  return {
    name: nameIn(value, wrong),
    scopes: scopesIn(value, wrong),
    sha256: digestIn(value, wrong),
    expiresAtMs: expiryIn(value, wrong),
  };
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Reads tokens as JSON. Throws `BadSettings`, which quotes nothing, for anything else. */
export const parseTokens = (text: string, source: string): readonly KnownToken[] => {
  const content = parseJson(text);
  const list: unknown = isFields(content) ? content['tokens'] : undefined;
  if (!Array.isArray(list) || list.length === 0 || list.length > MOST_TOKENS)
    throw new BadSettings(source, `${source} holds no list of tokens`, `Write it as ${FORM}`);
  const tokens = list.map((value, index) => entryOf(value, index, source));
  const [twice] = tokens.filter((one, index) => tokens.slice(0, index).some(({ sha256 }) => sha256.equals(one.sha256)));
  if (twice) throw new BadSettings(source, `${source}: one token is there twice`, 'Give each caller its own.');
  return tokens;
};

/** The token that was presented, if it is known. Takes the same time whichever it is, and whether it is one. */
export const findToken = (tokens: readonly KnownToken[], presented: string): KnownToken | undefined => {
  const digest = sha256Of(presented);
  let found: KnownToken | undefined;
  for (const token of tokens) if (timingSafeEqual(token.sha256, digest)) found = token;
  return found;
};
