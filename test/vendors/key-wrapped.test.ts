import { expect, test } from 'vitest';
import { createPlaces, type ReadKey } from '../../src/vendors/key-form.ts';
import { readColumn, readPercent, readPercentQuoted } from '../../src/vendors/key-wrapped.ts';

const taken = (read: ReadKey, text: string, name: string): string | undefined => {
  const at = text.indexOf(name);
  const found = read(createPlaces(text)(at), at + name.length);
  return found && text.slice(found.from, found.to);
};

test.each([
  ['quotes', readPercentQuoted, 'k%22:FAKE%5C%22one%22%2C', 'FAKE%5C%22one'],
  ['quotes, encoded twice', readPercentQuoted, 'k%2522:FAKE%255C%2522one%2522', 'FAKE%255C%2522one'],
  ['a query', readPercent, 'a k:FAKE%3D%26b', 'FAKE%3D'],
  ['nothing', readPercent, 'a k:%26b', undefined],
])('percent-encoded: %s', (_, read, text, key) => {
  expect(taken(read, text, /k[%\d]*:/.exec(text)?.[0] ?? '')).toBe(key);
});

test.each([
  ['the second column', 'ID,Secret\nx,FAKE\n', 'FAKE'],
  ['between others', 'User,Secret,Login\r\n"x","FAKE",z', 'FAKE'],
  ['in JSON', '{"a":"ID,Secret\\nx,FAKE\\n"}', 'FAKE'],
  ['a first column is no table', 'Secret\nFAKE', undefined],
  ['a sentence with a comma', 'well, a secret Secret of mine', undefined],
  ['no line below', 'ID,Secret', undefined],
])('a column of a table: %s', (_, text, key) => {
  expect(taken(readColumn, text, 'Secret')).toBe(key);
});
