import { INVISIBLE } from '../catalogue/invisible.ts';

/** The most text a person may paste, in characters. */
export const MAX_PASTED = 262_144;

/** A line longer than this is cut into pieces: no pattern ever sees more, so reading stays linear. */
const MAX_LINE = 1_000;

/** What stands where a pasted secret stood. */
export const MASK = '<masked>';

// Line ends and tabs stay.
const HIDDEN = new RegExp(`(?![\\n\\t])[${INVISIBLE}]`, 'gu');

// Terminal colours and cursor moves of a copied console: ESC, then `[`, numbers and a letter.
const ESCAPES = /(?![\n\t\r])\p{Cc}\[[0-9;?]{0,20}[A-Za-z]/gu;

/** Words that announce a key at the start of a configuration line, each followed by the key. */
const KEY_LINES: readonly RegExp[] = [
  // Cisco, Huawei, H3C, Juniper: [words] pre-shared-key [how] KEY
  /^([ \t]*(?:[\w.:*/-]{1,80}[ \t]+){0,12}pre-?(?:shared-?keys?|share[ \t]+key)[ \t]+(?:(?:cipher|simple|plain|ascii-text|hexadecimal|hex|local|remote|key|address[ \t]+\S{1,64}(?:[ \t]+\d\S{1,64})?|0|6|7|8)[ \t]+)*)(?!mismatch)(\S.*)$/i,
  // Cisco IOS: crypto isakmp key [0|6] KEY address PEER
  /^(\s*crypto isakmp key[ \t]+(?:[06][ \t]+)?)(\S+)(?=[ \t]|$)/i,
  // FortiGate
  /^(\s*set[ \t]+(?:psksecret|ppk-secret|passwd|password)[^ \t]{0,20}[ \t]+)(\S.*)$/i,
  // strongSwan: secret = KEY (swanctl), A B : PSK "KEY" (ipsec.secrets)
  /^(\s*secret[\w-]{0,20}[ \t]*=[ \t]*)(\S.*)$/i,
  /^(.{0,200}:[ \t]*(?:PSK|XAUTH|EAP)[ \t]+)(\S.*)$/,
];

/** Names that announce a key anywhere in a line of key/value text, JSON or a query. */
const KEY_VALUES =
  /(["']?\b(?:psk|pre[-_ ]?shared[-_ ]?(?:key|secret)|preshared[-_ ]?key|shared[-_ ]?secret|secret|password|passwd|access[-_ ]?key[-_ ]?(?:secret|id)|security[-_ ]?token|client[-_ ]?key)["']?[ \t]{0,4}[:=：][ \t]{0,4})("[^"\n]{0,200}"|'[^'\n]{0,200}'|[^\s,;}]{1,200})/gi;

const PEM_BEGIN = /-----BEGIN [A-Z ]{0,40}(?:PRIVATE KEY|OpenVPN Static key)[^-]{0,20}-----/;
const PEM_END = /-----END [A-Z ]{0,40}(?:PRIVATE KEY|OpenVPN Static key)[^-]{0,20}-----/;

const maskLine = (line: string): string =>
  KEY_LINES.reduce((text, pattern) => text.replace(pattern, `$1${MASK}`), line);

const maskKeys = (lines: readonly string[]): string[] => {
  let inKey = false;
  return lines.map((line) => {
    if (PEM_BEGIN.test(line)) inKey = true;
    const text = inKey ? MASK : maskLine(line);
    if (PEM_END.test(line)) inKey = false;
    return text;
  });
};

const pieces = (line: string): string[] =>
  line.length <= MAX_LINE
    ? [line]
    : Array.from({ length: Math.ceil(line.length / MAX_LINE) }, (_, at) =>
        line.slice(at * MAX_LINE, (at + 1) * MAX_LINE),
      );

/**
 * What a person pasted, as lines that are safe to read and to repeat: bounded, without control characters, keys masked.
 * Text beyond the limit is dropped.
 */
export const readPasted = (text: string): readonly string[] => {
  const clean = text.slice(0, MAX_PASTED).replace(ESCAPES, '').replace(/\r\n?/g, '\n').replace(HIDDEN, '');
  // Before a long line is cut: a key must not survive on the seam of two pieces.
  const lines = clean.replace(KEY_VALUES, `$1${MASK}`).split('\n');
  return maskKeys(lines).flatMap(pieces);
};

/** A pasted line short enough to be quoted as evidence. */
export const quote = (line: string, length = 160): string => {
  const text = line.replace(/\s+/g, ' ').trim();
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
};
