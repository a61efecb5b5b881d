import { createHmac } from 'node:crypto';
import type { SecretHandle, Secrets } from '../../catalogue/invoke.ts';
import { findDecoded } from './decode.ts';
import { createKnownSecrets, replaceSpans, SHORTEST_SECRET } from './find-known.ts';
import { judgeStrength } from './strength.ts';
import { unescapeAll, unescapeByLayers } from './unescape.ts';

/** How a handle looks inside text. Recognisable, so that nobody takes it for a key. */
export const markOf = ({ Fingerprint, Length }: SecretHandle): string => `[secret:${Fingerprint}:${Length}]`;

const MARK = /\[secret:[0-9a-f]{8}:\d+\]/;
const MARK_ALONE = /^\[secret:[0-9a-f]{8}:\d+\]$/;

/** Whether our mark stands anywhere in a text: nobody has such a key, somebody copied it from a reply. */
export const includesMark = (text: string): boolean => MARK.test(text);

/**
 * Whether a text is surely no key but what stands where a key was hidden: our mark alone, or nothing but the asterisks of a
 * cloud or a console. Letters with asterisks behind them may be a whole key, and a key that is taken for a mask is shown.
 */
export const isMask = (text: string): boolean => MARK_ALONE.test(text) || /^[*•●·]+$/u.test(text);

/** Whether a text may stand for a key: the beginning of one may be all that a reply shows. Hidden, and never sent back. */
export const mayBeMask = (text: string): boolean => isMask(text) || includesMark(text) || /\*{4,}$/.test(text);

/** The handle that a mark in text stands for. */
export const handleIn = (text: string): SecretHandle | undefined => {
  const [, Fingerprint, length] = /\[secret:([0-9a-f]{8}):(\d+)\]/.exec(text) ?? [];
  return Fingerprint === undefined ? undefined : { Fingerprint, Length: Number(length) };
};

/** Half a surrogate pair does not survive any wire. */
const wellFormed = (value: string): string => Buffer.from(value).toString();

/** Shorter secrets count only where they stand alone. */
const SHORT = 12;

/**
 * The digits of a base that a value leaves behind whatever stands before and after it in the same run: at each of the three
 * offsets those that no neighbour can change.
 */
const cores = (value: string): readonly string[] => {
  const bytes = Buffer.from(value);
  return [0, 1, 2].map((before) => {
    const digits = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    return digits.slice(Math.ceil((before * 4) / 3), Math.floor(((before + bytes.length) * 4) / 3));
  });
};

/** Fewer digits of a base are found by chance, and in words. */
const SHORTEST_CORE = 6;

/** A text in the forms that no escape explains; a plus in one of them is a blank where text was unescaped. */
const encodings = (text: string): readonly string[] => {
  const inBase = cores(text).filter((core) => core.length >= SHORTEST_CORE);
  const forUrls = inBase.map((core) => core.replaceAll('+', '-').replaceAll('/', '_'));
  const bared = inBase.map((core) => core.replaceAll('+', ' '));
  const digits = Buffer.from(text).toString('hex');
  return [...inBase, ...forUrls, ...bared, digits, digits.toUpperCase()];
};

/** How a value may be written before the text around it is encoded. */
const writtenForms = (value: string): ReadonlySet<string> =>
  new Set([value, JSON.stringify(value).slice(1, -1), encodeURIComponent(wellFormed(value))]);

const encodedForms = (value: string): readonly string[] => [...writtenForms(value)].flatMap(encodings);

/** A value as it is, and without its escapes. */
const plainForms = (value: string): readonly string[] =>
  [value, wellFormed(value)].flatMap((form) => [form, unescapeAll(form).text]);

/** What may be asked about secrets by their handles; `values` has them by their marks. */
const looksAt = (values: ReadonlyMap<string, string>) => {
  const reveal = (handle: SecretHandle): string | undefined => values.get(markOf(handle));
  return {
    reveal,
    /** The secret with a fingerprint, however long it is. */
    find: (fingerprint: string): string | undefined =>
      [...values].find(([mark]) => mark.startsWith(`[secret:${fingerprint}:`))?.[1],
    judge: (handle: SecretHandle): ReturnType<Secrets['judge']> => {
      const value = reveal(handle);
      return value === undefined ? null : judgeStrength(value);
    },
    equal: (a: SecretHandle, b: SecretHandle): boolean => markOf(a) === markOf(b),
  };
};

/**
 * The secrets that this process has seen. Only this file and the client hold them in the clear; everybody else has
 * fingerprints: keyed, so that two ends can be compared and nobody can try keys against them.
 */
export const createSecrets = (key: () => Buffer) => {
  const values = new Map<string, string>();
  const handles = new Map<string, SecretHandle>();
  const hidden = new Set<string>();
  const given = new Set<string>();
  const knownSecrets = createKnownSecrets();

  const handleOf = (value: string): SecretHandle => ({
    Fingerprint: createHmac('sha256', key()).update(value).digest('hex').slice(0, 8),
    Length: value.length,
  });

  /** The handle of a value that may be compared and judged, but is not searched for in other text. */
  const keep = (value: string): SecretHandle => {
    const known = handles.get(value);
    if (known) return known;
    const handle = handleOf(value);
    handles.set(value, handle);
    values.set(markOf(handle), value);
    return handle;
  };

  /** Registers a value as a secret and gives the handle that replaces it from now on. */
  const hide = (value: string): SecretHandle => {
    const handle = keep(value);
    if (hidden.has(value)) return handle;
    hidden.add(value);
    if (value.length < SHORTEST_SECRET || isMask(value)) return handle;
    const mark = markOf(handle);
    for (const form of plainForms(value)) knownSecrets.add(form, mark, value.length < SHORT);
    for (const form of encodedForms(value)) knownSecrets.add(form, mark, false);
    return handle;
  };

  /** Registers a value that stood in the arguments of a call in plain: whoever made the call knows it. */
  const hideGiven = (value: string): SecretHandle => {
    given.add(value);
    return hide(value);
  };

  /** Every known secret goes, however it is spelled: in the last layer alone a sign before it may have eaten its beginning. */
  const scrub = (given: string): string => {
    if (knownSecrets.isEmpty() || given.length < SHORTEST_SECRET) return given;
    // Text of two bytes a letter that was read as one of one.
    const text = given.replaceAll('\0', '');
    const spans = unescapeByLayers(text).flatMap((layer) => knownSecrets.find(layer));
    const all = spans.length > 0 ? spans : findDecoded(text, (inner) => knownSecrets.find({ text: inner }));
    return all.length > 0 ? replaceSpans(text, all) : given;
  };

  const wasGiven = (value: string): boolean => given.has(value);

  /** A digest that nobody can make without the key of this server: of a secret it says nothing. */
  const saltOf = (value: string): string =>
    createHmac('sha256', key()).update(`salt ${value}`).digest('hex').slice(0, 32);

  return { handleOf, saltOf, hide, hideGiven, wasGiven, keep, scrub, count: () => hidden.size, ...looksAt(values) };
};

export type SecretStore = ReturnType<typeof createSecrets>;
