/** One way in which a key stands in text. */
export interface KeyPattern {
  /**
   * Ends with the key, which is its group `key`, `quoted`, `single` or `escaped`. Global. Every unbounded repeat is
   * delimited by what it excludes, so that matching stays linear.
   */
  readonly pattern: RegExp;
  /** One of these words, in any case, is in every text that the pattern matches. */
  readonly words: readonly string[];
}

// Text comes as it was written, or as JSON in which line ends and quotes are escaped, perhaps several times over.

/** A key between escaped quotes: it ends at a quote behind as many backslashes as the first one has. */
const ESCAPED = String.raw`(?<slashes>\\{1,64})"(?<escaped>(?:(?!(?<!\\)(?:\k<slashes>)?")[^\r\n])+)`;

/** Where a string of JSON ends, since something of JSON follows, or a line inside of it. */
const JSON_END = String.raw`\\{0,64}"\s{0,8}(?:[,}\]]|$)|\\{1,64}[nr]`;

/**
 * A word of English where a key could stand, the length of one as our own results tell it, or the asterisks that the cloud
 * shows in its place: the line has no key.
 */
const NOT_PROSE = String.raw`(?!\d{1,5} characters\b|\*{4,64}(?:[\s|,;"'\\]|$))(?!(?:an?|the|your|is|are|was|were|of|on|in|at|to|for|from|by|with|as|and|or|if|when|that|which|it|not|no|none|yes|null|true|false|undefined|must|may|should|can|has|have|does|differs?|mismatch(?:ed)?|missing|required|optional|unknown|wrong|both|between|see)(?:[.,;:!?)\]}'"]{0,2}(?:\s|$)|[,}\]]["}]|\\{1,64}["nr]))`;

/** In a line as it was written: quoted, or everything up to the end of the line. */
const REST_OF_LINE = String.raw`(?:"(?<quoted>(?:[^"\\\r\n]|\\[^\r\n])+)(?="(?:[\s;,})\]]|$)|[\r\n]|$)|'(?<single>[^'\r\n]+)(?='(?:[\s;,})\]]|$))|(?<key>[^\s"](?:[^\r\n]*[^\s])?|"(?:[^\r\n]*[^\s])))`;

/** The same in a line of JSON. */
const REST_OF_ESCAPED_LINE = String.raw`(?:${ESCAPED}|(?<key>(?:(?!${JSON_END}|(?<!\\)")[^\r\n])+))`;

/** The next word in a line as it was written. */
const WORD = String.raw`(?<key>[^\s]+)`;

const ESCAPED_WORD = String.raw`(?<key>(?:(?!${JSON_END}|(?<!\\)")[^\s])+)`;

/** Whatever stands before a command: blanks, the sign of a list or a difference, the prompt of a console. */
const BEFORE = String.raw`[ \t]*(?:[-+*>|][ \t]+)?(?:(?:[^\s"\\]{1,80}[ \t]+){0,2}[^\s"\\]{0,80}[#>\]$][ \t]*)?`;

const LINE = String.raw`(?<=^|[\n\r])${BEFORE}`;
const ESCAPED_LINE = String.raw`(?<=\\[nr])${BEFORE}`;

/** A command at the start of a line, in either kind of text; the rest of the line is its key. */
export const keyAfter = (command: string, words: readonly string[]): readonly KeyPattern[] => [
  { pattern: new RegExp(`${LINE}${command}${REST_OF_LINE}`, 'gi'), words },
  { pattern: new RegExp(`${ESCAPED_LINE}${command}${REST_OF_ESCAPED_LINE}`, 'gi'), words },
];

/** A command at the start of a line; one word after it is its key, and more follows. */
export const keyWordAfter = (command: string, words: readonly string[]): readonly KeyPattern[] => [
  { pattern: new RegExp(`${LINE}${command}${WORD}`, 'gi'), words },
  { pattern: new RegExp(`${ESCAPED_LINE}${command}${ESCAPED_WORD}`, 'gi'), words },
];

/** Where a bare word ends inside of a line: before punctuation that does not belong to it. */
const WORD_END = String.raw`[,;}\]"')]{1,4}(?:\s|$)|[,;&|](?:["'{\\]|[\w.%-]{1,40}[ \t]{0,4}[:=])|${JSON_END}|"[,:}\]]`;

/** Anywhere in a line, in either kind of text: quoted, or one word. */
export const VALUE = String.raw`(?:\[[ \t]*(?=["'\\]))?(?:"(?![,}\]]{1,4}\s{0,8}(?:["{[]|$))(?<quoted>(?:[^"\\\r\n]|\\[^\r\n])+)|'(?<single>[^'\r\n]+)(?=')|${ESCAPED}|${NOT_PROSE}(?!<[^<>\r\n]{1,80}>|[{[](?:[\s"'{}\\]|$)|["\\])(?<key>\[[^\s[\]]{1,80}\](?=[\s,;}"')&]|$)|(?:(?!${WORD_END})[^\s])+))`;

/** The same, but what is not quoted goes on to the end of the line. */
export const VALUE_TO_END = String.raw`(?:"(?<quoted>(?:[^"\\\r\n]|\\[^\r\n])+)|'(?<single>[^'\r\n]+)(?=')|${ESCAPED}|${NOT_PROSE}(?!["\\])(?<key>(?:(?!${JSON_END})[^\r\n])+))`;

/** A key between quotes, escaped or not. */
export const QUOTED = String.raw`(?:"(?<quoted>(?:[^"\\\r\n]|\\[^\r\n])+)|${ESCAPED})`;

const PRE_SHARED_KEY_WORDS = ['shared-key', 'sharedkey', 'pre-share', 'preshare'];

/** `pre-shared-key` and what may stand between it and the key. */
const PRE_SHARED_KEY_COMMAND = String.raw`pre-?(?:shared-?keys?|share[ \t]+key)[ \t]+(?:(?:cipher|simple|plain|ascii-text|hexadecimal|hex|local|remote|key|address[ \t]+\S{1,64}(?:[ \t]+\d\S{0,64})?|hostname[ \t]+\S{1,64}|[0678])[ \t]+){0,8}(?!mismatch)`;

/** The pre-shared key of Cisco, Juniper, Huawei and H3C, which all call it so. */
export const PRE_SHARED_KEY: readonly KeyPattern[] = [
  ...keyAfter(
    String.raw`(?:(?:ikev[12]|(?:remote|local)-authentication|authentication|remote|local)[ \t]+){0,4}${PRE_SHARED_KEY_COMMAND}`,
    PRE_SHARED_KEY_WORDS,
  ),
  // Inside of a longer command, or behind the date of a log.
  ...keyAfter(String.raw`(?:[^\s"\\]{1,80}[ \t]+){1,12}${PRE_SHARED_KEY_COMMAND}${NOT_PROSE}`, PRE_SHARED_KEY_WORDS),
];
