import { expect, it } from 'vitest';
import { readBraces } from '../../../src/vendors/syntax/braces.ts';
import { flattened } from '../../../src/vendors/syntax/statement.ts';

const read = (text: string): readonly string[] => flattened(readBraces(text.split('\n'), { comment: /#.*$/ }));

it.each([
  ['one statement a line', 'a {\n b c\n d {\n  e f\n }\n}', ['a b c', 'a d e f']],
  ['all on one line', 'a { b c; d { e f; } }', ['a b c', 'a d e f']],
  ['quotes that hold blanks and braces', 'a { b "c { d"; }', ['a b c { d']],
  ['comments', 'a { # b\n c d; }', ['a c d']],
  ['a brace too many', '} a { b c; } } d e', ['a b c', 'd e']],
  ['a block that is never closed', 'a { b {\n c d', ['a b c d']],
])('reads %s', (_name, text, lines) => {
  expect(read(text)).toEqual(lines);
});
