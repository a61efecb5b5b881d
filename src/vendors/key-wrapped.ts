import { endOf, type FoundKey, matchesAt, type ReadKey } from './key-form.ts';

// Keys in what a wire or a spreadsheet makes of a text.

const ESCAPED_SIGN = /%(?:25){0,16}5C%(?:25){0,16}(?:22|5C)/iy;
const QUOTE_SIGN = /%(?:25){0,16}22/y;
const AND_SIGN = /%(?:25){0,16}26|[\s&"']/y;

const readUntil = (text: string, from: number, end: RegExp): FoundKey | undefined => {
  let at = from;
  while (at < text.length && !matchesAt(end, text, at) && !matchesAt(/\s/y, text, at))
    at = endOf(ESCAPED_SIGN, text, at) ?? at + 1;
  return at > from ? { from, to: Math.min(at, text.length), isQuoted: false } : undefined;
};

/** Between quotes of percent-encoded JSON, as the cloud echoes what it was sent. */
export const readPercentQuoted: ReadKey = ({ text }, at) => readUntil(text, at, QUOTE_SIGN);

/** A value of a percent-encoded query. */
export const readPercent: ReadKey = ({ text }, at) => readUntil(text, at, AND_SIGN);

const HEADING = /"?[ \t]{0,4}(?:,[^\r\n\\]{0,300})?(?:\r\n|\n|\r|(?:\\{1,8}r)?\\{1,8}n)/y;

/** The column of a table whose heading a name is: `AccessKey ID,AccessKey Secret` and the line below it. */
export const readColumn: ReadKey = ({ text, at, lineStart }, end) => {
  const before = text.slice(Math.max(lineStart, at - 300), at);
  if (!/,[^,]{0,40}$/.test(before) || at - lineStart > 300 || !matchesAt(HEADING, text, end)) return undefined;
  let from = HEADING.lastIndex;
  for (const _ of before.matchAll(/,/g)) from = endOf(/[^,\r\n]{0,300},/y, text, from) ?? text.length;
  const to = endOf(/"?[^,"\s\\]{1,300}/y, text, from);
  return to === undefined ? undefined : { from: text.charAt(from) === '"' ? from + 1 : from, to, isQuoted: false };
};
