import { createHmac } from 'node:crypto';
import type { SecretHandle, Secrets } from '../catalogue/invoke.ts';
import { createNeedles } from './needles.ts';
import { judgeStrength } from './strength.ts';

/** How a handle looks inside text. Recognisable, so that nobody takes it for a key. */
export const markOf = ({ Fingerprint, Length }: SecretHandle): string => `[secret:${Fingerprint}:${Length}]`;

const MARK = /\[secret:[0-9a-f]{8}:\d+\]/;

/** Whether a text is no key but what stands where a key was hidden: our mark, or the asterisks of a cloud or a console. */
export const isMask = (text: string): boolean => MARK.test(text) || /^[*•●·]+$/u.test(text) || /\*{4,}$/.test(text);

/** The handle that a mark in text stands for. */
export const handleIn = (text: string): SecretHandle | undefined => {
  const [, Fingerprint, length] = /\[secret:([0-9a-f]{8}):(\d+)\]/.exec(text) ?? [];
  return Fingerprint === undefined ? undefined : { Fingerprint, Length: Number(length) };
};

/** Shorter texts are too common to be hunted for everywhere; at its own place a secret of any length is hidden. */
const SHORTEST_NEEDLE = 4;
const SHORT = 12;

/** The forms in which a value may travel: as it is, in JSON, either percent-encoded once or twice, in a form, in base64. */
const spellings = (value: string): readonly string[] => {
  const plain = [value, JSON.stringify(value).slice(1, -1)];
  // Through a Buffer, since half a surrogate pair would make the encoder throw.
  const once = plain.map((text) => encodeURIComponent(Buffer.from(text).toString()));
  const twice = once.map(encodeURIComponent);
  const form = once.map((text) => text.replace(/%20/g, '+'));
  return [...plain, ...once, ...twice, ...form, Buffer.from(value).toString('base64').replace(/=+$/, '')];
};

/**
 * The secrets that this process has seen. Only this file and the client hold them in the clear; everybody else has
 * fingerprints: keyed, so that two ends can be compared and nobody can try keys against them.
 */
export const createSecrets = (key: () => Buffer) => {
  const values = new Map<string, string>();
  const needles = createNeedles();

  const handleOf = (value: string): SecretHandle => ({
    Fingerprint: createHmac('sha256', key()).update(value).digest('hex').slice(0, 8),
    Length: value.length,
  });

  /** Makes a value known and says what stands for it from now on. */
  const hide = (value: string): SecretHandle => {
    const handle = handleOf(value);
    const mark = markOf(handle);
    if (values.has(mark)) return handle;
    values.set(mark, value);
    if (value.length < SHORTEST_NEEDLE || isMask(value)) return handle;
    for (const spelling of spellings(value)) needles.add(spelling, mark, value.length < SHORT);
    return handle;
  };

  const reveal = (handle: SecretHandle): string | undefined => values.get(markOf(handle));

  /** The secret with a fingerprint, however long it is. */
  const find = (fingerprint: string): string | undefined =>
    [...values].find(([mark]) => mark.startsWith(`[secret:${fingerprint}:`))?.[1];

  const judge: Secrets['judge'] = (handle) => {
    const value = reveal(handle);
    return value === undefined ? null : judgeStrength(value);
  };

  const equal: Secrets['equal'] = (a, b) => markOf(a) === markOf(b);

  return { handleOf, hide, reveal, find, judge, equal, scrub: needles.replace };
};

export type SecretStore = ReturnType<typeof createSecrets>;
