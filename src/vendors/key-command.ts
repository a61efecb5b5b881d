import { endOf, type KeyForm, matchesAt, type Place, type ReadKey } from './key-form.ts';
import { isProse, readLine } from './key-value.ts';

/** A command of a device and the key that follows it. */
interface Command {
  readonly words: readonly string[];
  /** What has to end the text before the word, on the same line. */
  readonly before?: RegExp;
  /** From the word to its key. Flags `iy`; every repeat in it is bounded. */
  readonly lead: RegExp;
  readonly read: ReadKey;
}

/** So much before a word is looked at. */
const BEFORE = 160;

/** Words that stand before a command's own on the line it begins. */
const OPENING: ReadonlySet<string> = new Set(
  '- + * > | set add no ike ikev1 ikev2 ipsec authentication remote local remote-authentication local-authentication'.split(
    ' ',
  ),
);

const beforeOf = ({ text, lineStart, at }: Place): string => text.slice(Math.max(lineStart, at - BEFORE), at);

/** Whether a command begins its line, but for a list's mark, the prompt of a console and words of the same command. */
const opensLine = (place: Place): boolean => {
  if (place.at - place.lineStart > BEFORE) return false;
  const before = beforeOf(place);
  const prompt = Math.max(...['#', '>', ']', '$'].map((sign) => before.lastIndexOf(sign)));
  return before
    .slice(prompt + 1)
    .split(/[ \t]/)
    .every((word) => word === '' || OPENING.has(word.toLowerCase()));
};

/** One word of English inside of a sentence, and a setting of its own, are no keys. */
const PLAIN_WORD = /[A-Za-z][a-z]{0,30}[.,:;!?]{0,2}(?:\s|$|\\)/y;
const LAST_WORD = /(?!mismatch)[A-Za-z]{1,30}[ \t]{0,8}(?:[\r\n]|$)/iy;
/** The name of a key to fill in. */
const FILL_IN = /<[^<>\r\n]{1,80}>[ \t]{0,8}(?:[\r\n]|$)/y;
const NEXT_SETTING = /[a-z][a-z_-]{1,30}=[^\s=]/y;

/** A command of a device: at the begin of a line, behind the date of a log, or inside of another command. */
export const command = ({ words, before, lead, read }: Command): KeyForm => ({
  words,
  find: (place) => {
    const { text } = place;
    const at = endOf(lead, text, place.at);
    if (at === undefined || (before && !before.test(beforeOf(place)))) return undefined;
    if (matchesAt(NEXT_SETTING, text, at) || matchesAt(FILL_IN, text, at)) return undefined;
    const isPlain = matchesAt(PLAIN_WORD, text, at);
    if (!isPlain && !isProse(text, at)) return read(place, at);
    // A word alone behind a command that begins its line is a poor key, but a key.
    const isAlone = !isProse(text, at) || matchesAt(LAST_WORD, text, at);
    return isPlain && isAlone && opensLine(place) ? read(place, at) : undefined;
  },
});

/** `pre-shared-key` and what may stand between it and the key, which Cisco, Juniper, Huawei and H3C all call so. */
export const PRE_SHARED_KEY: KeyForm = command({
  words: ['pre-share', 'preshare', 'shared-secret', 'shared-key'],
  before: /(?:^|[^\w-])$/,
  lead: /(?:pre-?share(?:d-?(?:keys?|secret))?(?:[ \t]{1,16}key)?|shared-(?:secret|key))[ \t]{1,64}(?:(?:cipher|simple|plain(?:text)?|ascii(?:-text)?|hex(?:adecimal)?|local|remote|key|secret|encrypted|enc|peer|address[ \t]{1,16}\S{1,64}(?:[ \t]{1,16}\d\S{0,64})?|hostname[ \t]{1,16}\S{1,64}|\d,?)[ \t]{1,16}){0,8}(?![=:])(?=\S)/iy,
  read: readLine,
});
