import { expect, test } from 'vitest';
import { createPlaces, type ReadKey } from '../../src/vendors/key-form.ts';
import {
  isProse,
  readElement,
  readLine,
  readQuoted,
  readToEnd,
  readValue,
  readWord,
} from '../../src/vendors/key-value.ts';

/** What a reader takes that begins behind `=`. */
const taken = (read: ReadKey, text: string): string | undefined => {
  const at = text.indexOf('=') + 1;
  const found = read(createPlaces(text)(at), at);
  return found && text.slice(found.from, found.to);
};

test.each([
  ['a word', readValue, 'k=FAKEone two', 'FAKEone'],
  ['a word before the next setting', readValue, 'k=FAKE,b=2', 'FAKE'],
  ['quotes', readValue, 'k="FAKE \\"one\\"" two', 'FAKE \\"one\\"'],
  ['quotes that end with a backslash', readValue, 'k="FAKE\\\\" two', 'FAKE\\\\'],
  ['escaped quotes', readValue, '"k=\\"FAKE\\\\\\"one\\"", two', 'FAKE\\\\\\"one'],
  ['single quotes', readValue, "k='FAKE one' two", 'FAKE one'],
  ['a list', readValue, 'k=[ "FAKE one" ]', 'FAKE one'],
  ['the end of a string of JSON', readValue, '{"a":"k=FAKE"}', 'FAKE'],
  ['an escaped line end', readValue, '"k=FAKE\\nb"', 'FAKE'],
  ['a mark of ours', readValue, 'k=[secret:0a1b2c3d:16], b', '[secret:0a1b2c3d:16]'],
  ['a thing to fill in', readValue, 'k=<your key>', undefined],
  ['a word of language', readValue, 'k=not the same', undefined],
  ['an empty text', readValue, 'k="" b', undefined],
  ['a quote that closes what is around', readValue, '{"a":"k=","b":1}', undefined],
  ['the rest of a line', readLine, 'k=FAKE one, two\nb', 'FAKE one, two'],
  ['the rest without a remark', readLine, 'k=FAKE one  # two', 'FAKE one'],
  ['the rest in JSON', readLine, '{"a":"x\\nk=FAKE one\\nb"}', 'FAKE one'],
  ['quotes on a line', readLine, 'k="FAKE one"; two', 'FAKE one'],
  ['quotes that do not close it', readLine, 'k="FAKE"one', '"FAKE"one'],
  ['the rest, not language', readToEnd, 'k=mismatch of keys', undefined],
  ['the rest, to its end', readToEnd, 'k=FAKE one', 'FAKE one'],
  ['a whole word', readWord, 'k=FAKE,;}one two', 'FAKE,;}one'],
  ['only what is quoted', readQuoted, 'k=FAKE', undefined],
  ['an element', readElement, '<k =FAKE one</k>', 'FAKE one'],
  ['an element that does not end', readElement, '<k =FAKE one<b>', undefined],
])('%s', (_, read, text, key) => {
  expect(taken(read, text)).toBe(key);
});

test.each(['mismatch', 'the same', '16 characters', '3, of', '****', 'not.'])('%s is no key', (text) => {
  expect(isProse(text, 0)).toBe(true);
});

test.each(['FAKEkey1', '1234567', '10.0.0.1', 'notary9', '16characters'])('%s may be one', (text) => {
  expect(isProse(text, 0)).toBe(false);
});
