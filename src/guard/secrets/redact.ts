import { actions } from '../../catalogue/index.ts';
import { secretPaths } from '../../catalogue/schema/secret.ts';
import { maskText } from './patterns.ts';
import { isMask, markOf, type SecretStore } from './store.ts';

let names: ReadonlySet<string> | undefined;

/** The last names of all paths that the catalogue marks: a newer reply may carry `Psk` where no schema knows it. */
const secretNames = (): ReadonlySet<string> => {
  names ??= new Set(
    Object.values(actions)
      .flatMap(({ input, output }) => [...secretPaths(input), ...secretPaths(output)])
      .map((path) => (path.split('.').at(-1) ?? path).replace('[]', '').toLowerCase()),
  );
  return names;
};

/** A client profile may be shown when no key is in it; every other marked text is a secret as it stands. */
const isHarmless = (name: string, value: string): boolean =>
  value === '' || isMask(value) || (name === 'clientconfig' && !/PRIVATE KEY|<key>|<tls-|Static key/.test(value));

/** Names as they were met, each with whether the catalogue marks it: lists repeat a few names thousands of times. */
const met = new Map<string, boolean>();
const MOST_MET = 5_000;

const isSecretName = (name: string): boolean => {
  const known = met.get(name);
  if (known !== undefined) return known;
  const isMarked = name !== '' && secretNames().has(name.toLowerCase());
  if (met.size >= MOST_MET) met.clear();
  met.set(name, isMarked);
  return isMarked;
};

/** Whether the value under this name is a key in the clear. */
const isSecret = (name: string, value: unknown): boolean =>
  isSecretName(name) &&
  (typeof value === 'number' || (typeof value === 'string' && !isHarmless(name.toLowerCase(), value)));

const isPlainObject = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

/** No real value nests deeper, and the stack is limited. */
const DEEPEST = 200;

const isOrdinaryWord = (word: string): boolean =>
  /^[A-Z]?[a-z]+(?:[-_.][a-z]+)*$/.test(word) ||
  /^(?:vpn|vco|cgw|vss|vsc|vpc|vsw|vtb|eip|sg|i)-[\w-]+$/.test(word) ||
  /^(?:cn|us|eu|ap|me|na|sa|rus)-[a-z][a-z0-9-]*$/.test(word) ||
  /^\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?$/.test(word);

/**
 * Words, IDs, regions and blocks that stand where a pasted text has a key: they are masked there and nowhere else.
 * A line `psk: vco-1` in a log would otherwise hide that ID in the plans that people approve. Several words are prose only
 * where no quotes hold them together: a passphrase between quotes is a key.
 */
const isOrdinary = (key: string, isQuoted: boolean): boolean => {
  if (isOrdinaryWord(key)) return true;
  const words = key.split(/\s+/);
  return !isQuoted && words.length > 1 && words.every((word) => isOrdinaryWord(word.replace(/[.,:;]$/, '')));
};

const LONGEST_KEPT = 64;
const MOST_KEPT = 5_000;

/** Short texts in which nothing was found, for as long as no new secret is known: rows repeat their names and words. */
const createHarmless = (count: () => number) => {
  const kept = new Set<string>();
  let known = 0;
  return {
    has: (text: string): boolean => {
      if (known !== count()) {
        kept.clear();
        known = count();
      }
      return kept.has(text);
    },
    add: (text: string): void => {
      if (text.length > LONGEST_KEPT) return;
      if (kept.size >= MOST_KEPT) kept.clear();
      kept.add(text);
    },
  };
};

/** The words that stand where a person puts a key, and the variable of one, as the configurations for peers have them. */
const KEY_WORDS = /^(?:(?:<|&lt;)PSK(?:-[12])?(?:>|&gt;)|var\.psk_[12])$/;

/** Redacts one text. What a pattern finds is known from then on, unless it is an ordinary word. */
const createTextRedactor = (secrets: SecretStore): ((value: string) => string) => {
  const harmless = createHarmless(secrets.count);
  // Known secrets first, whole: a pattern might take half of one.
  const redacted = (value: string): string => {
    const left = secrets.scrub(value);
    const masked = maskText(left, (key, isQuoted) => {
      if (KEY_WORDS.test(key)) return key;
      return markOf(isOrdinary(key, isQuoted) ? secrets.keep(key) : secrets.hide(key));
    });
    return masked === left ? left : secrets.scrub(masked);
  };
  return (value) => {
    if (harmless.has(value)) return value;
    const clean = redacted(value);
    if (clean === value) harmless.add(value);
    return clean;
  };
};

/** Redacts a value that stands under a name; the elements of a list have none. */
type Visit = (value: unknown, name: string) => unknown;

/** A copy of the same class; message, stack and cause are not enumerable and are visited all the same. */
const redactError = (value: Error, visit: Visit): Error => {
  const before = Object.getOwnPropertyNames(value).map((key) => [key, Reflect.get(value, key)] as const);
  const after = before.map(([key, inner]) => [key, visit(inner, key)] as const);
  if (after.every(([, inner], index) => inner === before[index]?.[1])) return value;
  const properties = after.map(([key, inner]) => [key, { value: inner, configurable: true, writable: true }] as const);
  return Object.create(Object.getPrototypeOf(value), Object.fromEntries(properties));
};

const redactList = (before: readonly unknown[], visit: Visit): readonly unknown[] => {
  const after = before.map((item) => visit(item, ''));
  return after.some((item, index) => item !== before[index]) ? after : before;
};

const entriesBefore = (end: string, value: object): [string, unknown][] => {
  const entries = Object.entries(value);
  return entries.slice(
    0,
    entries.findIndex(([key]) => key === end),
  );
};

/** Copied from the first change on: most objects hold no secret, and there are thousands of them. */
const redactFields = (value: object, text: (value: string) => string, visit: Visit): object => {
  let copy: [string, unknown][] | undefined;
  // A plain object inherits nothing that is enumerable, and this loop makes no list of names for each of thousands.
  for (const key in value) {
    const before: unknown = Reflect.get(value, key);
    const name = text(key);
    const after = visit(before, key);
    if (copy === undefined && name === key && after === before) continue;
    copy ??= entriesBefore(key, value);
    copy.push([name, after]);
  }
  return copy ? Object.fromEntries(copy) : value;
};

const createVisit = (secrets: SecretStore, text: (value: string) => string): Visit => {
  // What the visit is inside of. A TLS error holds a certificate that names itself as its issuer: a ring has no end.
  const inside = new Set<object>();

  const redactObject = (value: object): object => {
    if (value instanceof Error) return redactError(value, visit);
    if (Array.isArray(value)) return redactList(value, visit);
    return isPlainObject(value) ? redactFields(value, text, visit) : value;
  };

  const enter = (value: object): unknown => {
    if (inside.has(value) || inside.size >= DEEPEST) return '[…]';
    inside.add(value);
    try {
      return redactObject(value);
    } finally {
      inside.delete(value);
    }
  };

  const visit: Visit = (value, name) => {
    if (isSecret(name, value)) return secrets.hide(String(value));
    if (typeof value === 'string') return text(value);
    return typeof value === 'object' && value !== null ? enter(value) : value;
  };
  return visit;
};

/** Makes all secrets of a value known: one that stands last in it may be spelled out in the name that stands first. */
const learn = (secrets: SecretStore, value: unknown, name = '', depth = 0): void => {
  if (typeof value === 'object' && value !== null) {
    if (depth >= DEEPEST) return;
    if (Array.isArray(value)) for (const item of value) learn(secrets, item, '', depth + 1);
    else for (const key of Object.keys(value)) learn(secrets, Reflect.get(value, key), key, depth + 1);
  } else if (isSecret(name, value)) secrets.hide(String(value));
};

/**
 * The one pass over whatever leaves: values at marked names become handles, known secrets in any spelling and keys by
 * their pattern become marks in text. Never changes its argument; what holds no secret comes back as it is.
 */
export const createRedactor = (secrets: SecretStore) => {
  const text = createTextRedactor(secrets);
  const visit = createVisit(secrets, text);
  return {
    text,
    learn: (value: unknown): void => learn(secrets, value),
    /** The same as `value` for what was learned already, as every reply is: large lists are gone through once less. */
    learned: <T>(value: T): T => visit(value, '') as T,
    /** The same kind of value without its secrets; the type stays true since handles fit where secrets stood. */
    value: <T>(value: T): T => {
      learn(secrets, value);
      return visit(value, '') as T;
    },
  };
};

export type Redactor = ReturnType<typeof createRedactor>;
