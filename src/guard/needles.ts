/** A text to find and what to put in its place. */
interface Needle {
  readonly text: string;
  readonly instead: string;
  /** Short needles count only where no letter or digit touches them: `123456` is not a secret inside a time stamp. */
  readonly alone: boolean;
}

const pair = (text: string, at: number): number =>
  ((text.charCodeAt(at) & 0xff) << 8) | (text.charCodeAt(at + 1) & 0xff);

const isWordAt = (text: string, at: number): boolean => /[\p{L}\p{N}]/u.test(text.charAt(at));

/** The quote before a value ends in a digit when it is percent-encoded, once (`%22`) or more often (`%2522`). */
const isEncodedBefore = (text: string, at: number): boolean =>
  /%(?:25)*[0-9A-Fa-f]{2}$/.test(text.slice(Math.max(0, at - 9), at));

const standsAlone = (text: string, from: number, to: number): boolean =>
  !isWordAt(text, to) && (!isWordAt(text, from - 1) || isEncodedBefore(text, from));

/**
 * Finds many known texts in one pass: the first two characters look up the few candidates, so that hundreds of secrets
 * cost no more than one.
 */
export const createNeedles = () => {
  const buckets = new Map<number, Needle[]>();
  const seen = new Uint8Array(65536);
  const known = new Set<string>();

  const add = (text: string, instead: string, alone: boolean): void => {
    if (text.length < 2 || known.has(text)) return;
    known.add(text);
    const key = pair(text, 0);
    seen[key] = 1;
    const bucket = buckets.get(key) ?? [];
    bucket.push({ text, instead, alone });
    bucket.sort((a, b) => b.text.length - a.text.length);
    buckets.set(key, bucket);
  };

  const fits = (needle: Needle, text: string, at: number): boolean =>
    text.startsWith(needle.text, at) && (!needle.alone || standsAlone(text, at, at + needle.text.length));

  const replace = (text: string): string => {
    if (known.size === 0) return text;
    let done = 0;
    let result = '';
    for (let at = 0; at + 1 < text.length; at += 1) {
      const key = pair(text, at);
      if (seen[key] === 0) continue;
      const needle = buckets.get(key)?.find((each) => fits(each, text, at));
      if (!needle) continue;
      result += text.slice(done, at) + needle.instead;
      done = at + needle.text.length;
      at = done - 1;
    }
    return done === 0 ? text : result + text.slice(done);
  };

  return { add, replace };
};
