import { readFileSync } from 'node:fs';
import type { Log } from '../../catalogue/invoke.ts';
import type { Principal } from '../../catalogue/risk.ts';
import { BadSettings, isKnownProblem } from '../../errors.ts';
import { findToken, type KnownToken, parseTokens } from './tokens.ts';

/** Where tokens are kept. */
export interface TokenSettings {
  readonly tokensFile?: string | undefined;
  /** The same as text, from the environment. */
  readonly tokens?: string | undefined;
}

/** Who holds which token, at any time. */
export interface TokenSource {
  /** Whose token it is; undefined when it is nobody's, or not any more. */
  readonly principalOf: (token: string) => Principal | undefined;
  /** Looks again and again for a change; `onRevoked` hears of each name that lost something. The returned function ends it. */
  readonly watch: (onRevoked: (name: string) => void) => () => void;
}

const LOOK_MS = 1_000;

const FILE = '--tokens-file';

const readFile = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new BadSettings(FILE, `the file of ${FILE} cannot be read${code}`, 'Name a file that the server can read.');
  }
};

/** Of a token with fewer permissions the old one is gone, too. */
const keeps = (after: readonly KnownToken[], { sha256, name, scopes }: KnownToken): boolean =>
  after.some((one) => one.sha256.equals(sha256) && one.name === name && scopes.every((s) => one.scopes.includes(s)));

/**
 * The tokens of the settings. The file is read anew when it has changed: while it cannot be understood the former tokens
 * count, and when it is gone none of them. Throws `BadSettings` where the start finds none.
 */
export const createTokenSource = (
  { tokensFile, tokens: text }: TokenSettings,
  log: Log,
  now: () => number = Date.now,
): TokenSource => {
  const fixed = text === undefined ? [] : parseTokens(text, 'VPN_MCP_TOKENS');
  let fileText = tokensFile === undefined ? '' : readFile(tokensFile);
  let current = tokensFile === undefined ? fixed : [...fixed, ...parseTokens(fileText, FILE)];

  const isAlive = ({ expiresAtMs }: KnownToken): boolean => now() < expiresAtMs;

  const readAgain = (path: string): readonly KnownToken[] => {
    let next: string;
    try {
      next = readFile(path);
    } catch (error) {
      if (fileText !== '') log('error', 'the file of tokens is gone: none of them counts any more', { why: error });
      fileText = '';
      return fixed;
    }
    if (next === fileText) return current;
    fileText = next;
    const found = [...fixed, ...parseTokens(next, FILE)];
    log('info', 'tokens taken over from the file', { tokens: found.length });
    return found;
  };

  const look = (alive: readonly KnownToken[]): readonly KnownToken[] => {
    try {
      if (tokensFile !== undefined) current = readAgain(tokensFile);
    } catch (error) {
      log('error', 'the file of tokens cannot be understood: the former ones still count', {
        why: isKnownProblem(error) ? `${error.message}. ${error.remedy}` : error,
      });
    }
    return alive.filter((token) => !keeps(current.filter(isAlive), token));
  };

  return {
    principalOf: (presented) => {
      const found = findToken(current, presented);
      if (!found || !isAlive(found)) return undefined;
      const { name, scopes } = found;
      return { name, may: (scope) => scopes.includes(scope) && isAlive(found) && keeps(current, found) };
    },
    watch: (onRevoked) => {
      let alive = current.filter(isAlive);
      const timer = setInterval(() => {
        const lost = look(alive);
        alive = current.filter(isAlive);
        for (const name of new Set(lost.map((token) => token.name))) onRevoked(name);
      }, LOOK_MS).unref();
      return () => clearInterval(timer);
    },
  };
};
