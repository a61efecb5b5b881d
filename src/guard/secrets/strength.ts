import type { Strength } from '../../catalogue/invoke.ts';

/** What turns up first in every list of guessed keys; compared without case and without what is appended. */
const GUESSED =
  /^(password|passw0rd|passwd|secret|cisco|juniper|fortinet|huawei|aliyun|alibaba|vpn|ipsec|test|demo|admin|root|changeme|welcome|letmein|qwerty|abc|key|psk|presharedkey|sharedsecret|default)[\W\d_]*$/i;

const classes: readonly (readonly [RegExp, number])[] = [
  [/[a-z]/, 26],
  [/[A-Z]/, 26],
  [/[0-9]/, 10],
  [/[^a-zA-Z0-9]/, 33],
];

const isRun = (text: string): boolean => {
  const steps = [...text].slice(1).map((letter, index) => letter.charCodeAt(0) - text.charCodeAt(index));
  return steps.length > 2 && new Set(steps).size === 1 && Math.abs(steps[0] ?? 9) <= 1;
};

/** The length that counts: a repeated unit is one unit and a counter. */
const unitLength = (text: string): number => {
  // For each beginning: the longest that is its end too, and not all of it (Knuth, Morris and Pratt).
  const ends = new Int32Array(text.length);
  for (let at = 1; at < text.length; at += 1) {
    let end = ends[at - 1] ?? 0;
    while (end > 0 && text.charCodeAt(at) !== text.charCodeAt(end)) end = ends[end - 1] ?? 0;
    ends[at] = text.charCodeAt(at) === text.charCodeAt(end) ? end + 1 : 0;
  }
  const unit = text.length - (ends[text.length - 1] ?? 0);
  return text.length % unit === 0 ? unit : text.length;
};

const checks: readonly (readonly [string, (text: string) => boolean])[] = [
  ['shorter than 16', (text) => text.length < 16],
  ['digits only', (text) => /^\d+$/.test(text)],
  ['often guessed', (text) => GUESSED.test(text)],
  ['a run of neighbours', isRun],
  ['a repetition', (text) => text.length > 1 && unitLength(text) < text.length],
  ['few different characters', (text) => text.length >= 8 && new Set(text).size < 5],
  ['blank at an end', (text) => text !== text.trim()],
  ['not ASCII', (text) => !/^[\x20-\x7e]*$/.test(text)],
];

/** What can be shown of a secret without showing it. The bits are an upper estimate: what a blind guesser would need. */
export const judgeStrength = (secret: string): Strength => {
  const pool = classes.reduce((sum, [has, size]) => sum + (has.test(secret) ? size : 0), 0);
  const flaws = checks.filter(([, fails]) => fails(secret)).map(([flaw]) => flaw);
  const guessed = GUESSED.test(secret) || isRun(secret);
  const bits = guessed ? 10 : unitLength(secret) * Math.log2(Math.max(pool, 1));
  return { bits: Math.floor(bits), flaws };
};
