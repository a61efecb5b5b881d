import { endOf, type KeyForm, matchesAt, type Place, type ReadKey } from './key-form.ts';
import { readElement, readValue } from './key-value.ts';
import { readColumn, readPercent, readPercentQuoted } from './key-wrapped.ts';

/** Parts of a name that make it the name of something else: `secret_name`, `PskFingerprint`, `password-policy`. */
const SOMETHING_ELSE: ReadonlySet<string> = new Set(
  'id ids name names file files path dir folder type types length len policy fingerprint count counts mode mismatch method authentication auth status state expiry expires expired version age strength bits ref reference identity hint url uri source location manager arn required enabled missing format changed rotation check match matches error failure lookup found management algorithm usage store group owner min max encryption encoding'.split(
    ' ',
  ),
);

const NAME = /[\w.-]{0,48}/y;
const GLUED = /^(?:s|keys?|values?|text|string|hash|accesskey|base64|cipher|plain|enc|\d{1,4})(?![a-z])/;

const isOwnName = (rest: string): boolean =>
  (!/^[a-z]/.test(rest) || GLUED.test(rest)) &&
  !rest.split(/[-_.]|(?<=[a-z0-9])(?=[A-Z])/).some((part) => SOMETHING_ELSE.has(part.toLowerCase()));

/** Where the whole name ends that goes on at a position; undefined where it is the name of something else. */
const nameEnd = (text: string, at: number): number | undefined => {
  const end = endOf(NAME, text, at) ?? at;
  return isOwnName(text.slice(at, end)) ? end : undefined;
};

/** What stands between a name and its value, and how the value is read; tried in this order. */
const BETWEEN: readonly (readonly [RegExp, ReadKey])[] = [
  // `"name" : "value"` of JSON may have line ends between.
  [/\\{0,64}["']\s{0,32}:\s{0,32}(?=\\{0,64}["'])/y, readValue],
  [
    /(?:[ \t]?[(（][^()（）\r\n]{0,40}[)）])?(?:[ \t]\d{1,3})?(?:\\{0,64}["'`]|\*{1,2}|\])?[ \t]{0,80}[:=：]{1,2}>?(?:\*{1,2})?[ \t]{0,80}/y,
    readValue,
  ],
  // `"Name": "Psk", "Value": "…"` and the lists of Apple's profiles.
  [/\\{0,64}["']\s{0,16},\s{0,64}\\{0,64}["'](?:parameter)?_?value\\{0,64}["']\s{0,16}:\s{0,16}/iy, readValue],
  [/(?:<|&lt;)\/key(?:>|&gt;)(?:\s|\\n){0,32}(?:<|&lt;)(?:string|data)(?:>|&gt;)\s{0,32}/y, readElement],
  [
    /(?:%(?:25){0,16}22)(?:%(?:25){0,16}20|\+){0,8}%(?:25){0,16}3A(?:%(?:25){0,16}20|\+){0,8}%(?:25){0,16}22/iy,
    readPercentQuoted,
  ],
  [/%(?:25){0,16}3D/iy, readPercent],
];

/** A name and its value with a blank or a word of language between, where only what looks like a key is one. */
const SPOKEN =
  /[ \t]{0,8}(?:\t|\\{1,8}t|为|是|[ \t]is[ \t:])[ \t:：]{0,16}(?=[\x21-\x7e]{0,64}\d)(?=[\x21-\x7e]{0,64}[A-Za-z])(?=[\x21-\x7e]{8})/y;

const ELEMENT =
  /(?:[ \t][^<>\r\n]{0,80})?(?:>|&gt;)\s{0,16}(?:<(?:key|value|string|data|secret)>\s{0,16})?(?:<!\[CDATA\[)?/iy;

/** Whether a name, of which a part stands at a position, is that of an element. */
const isTag = ({ text, at }: Place): boolean => /(?:<|&lt;)[\w.:-]{0,48}$/.test(text.slice(Math.max(0, at - 56), at));

const OWN_MARK = /\[secret:[0-9a-f]{8}:/y;

/** A setting with a name, in whatever syntax: `name = value`, JSON, YAML, an environment, XML, a column of a table. */
export const setting = (words: readonly string[], name: RegExp): KeyForm => ({
  words,
  find: (place) => {
    const { text, at } = place;
    const stem = endOf(name, text, at);
    if (stem === undefined || matchesAt(OWN_MARK, text, at - 1)) return undefined;
    const end = nameEnd(text, stem);
    if (end === undefined) return undefined;
    if (isTag(place) && matchesAt(ELEMENT, text, end)) return readElement(place, ELEMENT.lastIndex);
    const [between, read] = BETWEEN.find(([pattern]) => matchesAt(pattern, text, end)) ?? [];
    if (between && read) return read(place, between.lastIndex);
    return matchesAt(SPOKEN, text, end) ? readValue(place, SPOKEN.lastIndex) : readColumn(place, end);
  },
});
