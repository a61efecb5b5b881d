import { type KeyPattern, VALUE } from '../key-patterns.ts';

// `secret` is neither the end of a word nor the mark of a key that was hidden before.
const WHOLE_WORD = String.raw`(?:(?<![a-z0-9])|(?<=\\[nrt]))(?!(?<=\[)secret:[0-9a-f]{8}:\d{1,9}\])(?:secret|password|passwd)`;

const NAME = `(?:${WHOLE_WORD}|psk|pre[-_ ]?shared[-_ ]?(?:key|secret)|shared[-_ ]?secret|access[-_ ]?key[-_ ]?(?:secret|id)|security[-_ ]?token|client[-_ ]?key)`;

/** `name: value`, `name = value` and their like, anywhere in a line. */
export const PLAIN_KEYS: readonly KeyPattern[] = [
  {
    pattern: new RegExp(String.raw`${NAME}(?:\\{0,64}["'])?[ \t]*[:=：]{1,2}>?[ \t]*${VALUE}`, 'gi'),
    words: ['psk', 'secret', 'passw', 'shared', 'key', 'token'],
  },
];
