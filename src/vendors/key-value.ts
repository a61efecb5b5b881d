import { endsLine, type FoundKey, matchesAt, type Place, type ReadKey, slashesEnd } from './key-form.ts';

const [LINE_FEED, CARRIAGE_RETURN, QUOTE, SINGLE, BACKSLASH, BRACKET] = [0x0a, 0x0d, 0x22, 0x27, 0x5c, 0x5b];

const isLineEnd = (code: number): boolean => code === LINE_FEED || code === CARRIAGE_RETURN;

const isBlank = (code: number): boolean =>
  code <= 0x20 || code === 0xa0 || code === 0x3000 || code === 0x2028 || code === 0x2029 || code === 0xfeff;

const found = (from: number, to: number, isQuoted = false): FoundKey | undefined =>
  to > from ? { from, to, isQuoted } : undefined;

/**
 * Words of English where a key could stand, the length of one as our own results tell it, a count, or the asterisks that a
 * cloud shows in its place: there is no key.
 */
const PROSE =
  /(?:\d{1,5} (?:characters?|chars|minutes?|seconds?|hours?|days?|times?|digits?|bytes|bits?|of)\b|\d{1,3}(?:\||[,;.)\]}"']{0,2}(?:\s|$))|[*•●·]{3,64}(?:[\s|,;"'\\]|$)|(?:an?|the|your|our|its?|this|that|these|is|are|was|were|will|of|on|in|at|to|for|from|by|with|without|as|and|or|but|if|when|which|they|not|no|none|nothing|yes|ok|null|nil|true|false|undefined|empty|must|may|should|can|cannot|has|have|does|do|did|differs?|different|differently|the_same|same|equal|unequal|mismatch(?:ed|es)?|match(?:es|ed)?|missing|absent|required|optional|mandatory|unknown|unset|wrong|invalid|incorrect|both|between|see|compare|check|verify|choose|use|used|using|set|change|changed|unchanged|replaced?|hidden|masked|redacted|rejected|refused|failed|failure|error|configured|found|loaded|given|generated|stored|shown|never|each|every|any|one|two|authentication|authenticated|auth|successful|successfully|peers?|file|env|generate|only|enabled|disabled|expired|expires)(?:[.,;:!?)\]}'"]{0,2}(?:\s|$)|[,}\]]["}]|\\{1,64}["nr]))/iy;

/** Whether what stands at a position is no key but a part of a sentence, or stands for a key already. */
export const isProse = (text: string, at: number): boolean => matchesAt(PROSE, text, at);

/** Where a string of JSON ends, since something of JSON follows. */
const JSON_CLOSE = /"\s{0,8}(?:[,}\]]|$)/y;

/** The same after the quote that opens a key: it closed the text around it instead. */
const CLOSED_BEFORE = /"[,}\]]{1,4}\s{0,8}(?:["{[]|$)/y;

/** Where a bare word ends inside of a line: at punctuation that does not belong to it. */
const WORD_END = /[,;}\]"')]{1,4}(?:\s|$)|"[,:}\]]|[,;&|](?:["'{\\]|[\w.%-]{1,40}[ \t]{0,4}[:=])/y;

/** No key: the name of a thing to fill in, the begin of an object or a list, a quote of somebody else. */
const NO_WORD = /<[^<>\r\n]{1,80}>|[\u3000-\u9fff]|[{[](?:[\s"'{}\\]|$)|["\\]/y;

/** What was hidden before stands between brackets. */
const IN_BRACKETS = /\[[^\s[\]]{1,80}\](?=[\s,;}"')&]|$)/y;

const LIST = /\[[ \t]{0,16}(?=["'\\])/y;

/**
 * Where a text between quotes ends. The quote that opens it has so many backslashes; the one that closes it has as many,
 * or pairs of escaped backslashes before it; one with fewer closes what is around it.
 */
const closingOf = (
  text: string,
  from: number,
  slashes: number,
): { readonly end: number; readonly isClosed: boolean } => {
  let at = from;
  while (at < text.length && !isLineEnd(text.charCodeAt(at))) {
    const run = slashesEnd(text, at) - at;
    at += run;
    if (text.charCodeAt(at) === QUOTE) {
      if (run < slashes) return { end: at - run, isClosed: true };
      if ((run - slashes) % (2 * (slashes + 1)) === 0) return { end: at - slashes, isClosed: true };
      at += 1;
    } else if (run === 0) at += 1;
  }
  return { end: at, isClosed: false };
};

const singleEnd = (text: string, from: number): number | undefined => {
  let at = from;
  while (at < text.length && !isLineEnd(text.charCodeAt(at))) {
    if (text.charCodeAt(at) === SINGLE) return at;
    at += 1;
  }
  return undefined;
};

/** Between quotes, escaped or not. */
export const readQuoted: ReadKey = ({ text }, at) => {
  const quote = slashesEnd(text, at);
  if (text.charCodeAt(quote) !== QUOTE || quote - at > 64) return undefined;
  return found(quote + 1, closingOf(text, quote + 1, quote - at).end, quote === at);
};

/** Whether a bare word ends at a backslash, which begins a line end or the end of a string of JSON. */
const endsAtSlash = ({ text, isEscaped }: Place, end: number): boolean =>
  (isEscaped && endsLine(text.charCodeAt(end))) || matchesAt(JSON_CLOSE, text, end);

const wordEnd = (place: Place, from: number): number => {
  const { text } = place;
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (isBlank(code)) return at;
    if (code === BACKSLASH) {
      const end = slashesEnd(text, at);
      if (endsAtSlash(place, end)) return at;
      at = text.charCodeAt(end) === QUOTE ? end + 1 : end;
    } else {
      if (code === QUOTE && matchesAt(JSON_CLOSE, text, at)) return at;
      if (matchesAt(WORD_END, text, at)) return at;
      at += 1;
    }
  }
  return at;
};

const readUnquoted: ReadKey = (place, at) => {
  const { text } = place;
  if (isProse(text, at) || (matchesAt(NO_WORD, text, at) && !matchesAt(IN_BRACKETS, text, at))) return undefined;
  return matchesAt(IN_BRACKETS, text, at) ? found(at, IN_BRACKETS.lastIndex) : found(at, wordEnd(place, at));
};

/** Anywhere in a line: quoted, or one word. */
export const readValue: ReadKey = (place, start) => {
  const { text } = place;
  const at = text.charCodeAt(start) === BRACKET && matchesAt(LIST, text, start) ? LIST.lastIndex : start;
  const code = text.charCodeAt(at);
  if (code === QUOTE && matchesAt(CLOSED_BEFORE, text, at)) return undefined;
  const end = code === SINGLE ? singleEnd(text, at + 1) : undefined;
  if (end !== undefined) return found(at + 1, end, true);
  return readQuoted(place, at) ?? readUnquoted(place, at);
};

const lineEnd = ({ text, isEscaped }: Place, from: number): number => {
  let at = from;
  while (at < text.length && !isLineEnd(text.charCodeAt(at))) {
    const end = slashesEnd(text, at);
    const code = text.charCodeAt(end);
    if (isEscaped && end > at && endsLine(code)) return at;
    if (isEscaped && code === QUOTE && (end === at || matchesAt(JSON_CLOSE, text, end))) return at;
    at = end + 1;
  }
  return Math.min(at, text.length);
};

/** A remark behind a key, with a blank before it. */
const REMARK = /[ \t](?:#|(?:;|!|\/\/|\/\*|<!--)(?:[ \t]|$))/g;

/** Without blanks and remarks at its end. */
const withoutRemark = (text: string, from: number, to: number): number => {
  const line = text.slice(from, to);
  REMARK.lastIndex = 0;
  const remark = REMARK.exec(line);
  return from + line.slice(0, remark ? remark.index : line.length).trimEnd().length;
};

const CLOSED_BY = /["'](?:[\s;,})\]]|$)/y;

/** Everything up to the end of the line, be it quoted or not. */
export const readLine: ReadKey = (place, at) => {
  const { text, isEscaped } = place;
  const code = text.charCodeAt(at);
  const end = code === QUOTE ? closingOf(text, at + 1, 0).end : code === SINGLE ? singleEnd(text, at + 1) : undefined;
  if (end !== undefined && (matchesAt(CLOSED_BY, text, end) || isEscaped)) return found(at + 1, end, true);
  if (end !== undefined && (end >= text.length || isLineEnd(text.charCodeAt(end)))) return found(at + 1, end, true);
  if (isEscaped && code === BACKSLASH) return readQuoted(place, at) ?? found(at, lineEnd(place, at));
  return found(at, withoutRemark(text, at, lineEnd(place, at)));
};

/** Quoted, or a bare text of several words up to the end of its line. */
export const readToEnd: ReadKey = (place, at) => {
  const { text } = place;
  const end = text.charCodeAt(at) === SINGLE ? singleEnd(text, at + 1) : undefined;
  if (end !== undefined) return found(at + 1, end, true);
  const quoted = readQuoted(place, at);
  if (quoted || isProse(text, at) || matchesAt(/["\\]/y, text, at)) return quoted;
  return found(at, withoutRemark(text, at, lineEnd(place, at)));
};

/** The next word, whatever is in it. */
export const readWord: ReadKey = (place, at) => {
  const { text, isEscaped } = place;
  if (isEscaped || text.charCodeAt(at) === QUOTE) return readQuoted(place, at) ?? readUnquoted(place, at);
  let end = at;
  while (end < text.length && !isBlank(text.charCodeAt(end))) end += 1;
  return found(at, end);
};

/** The contents of an element of XML, its brackets escaped or not. */
export const readElement: ReadKey = ({ text }, at) => {
  let end = at;
  while (end < text.length && !isLineEnd(text.charCodeAt(end)) && !matchesAt(/<|&lt;|\]\]>/y, text, end)) end += 1;
  return matchesAt(/(?:\]\]>)?(?:<|&lt;)\\{0,8}\//y, text, end) ? found(at, end, true) : undefined;
};
