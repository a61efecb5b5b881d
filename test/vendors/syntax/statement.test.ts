import { expect, it } from 'vitest';
import { allIn, at, flattened, type Statement, textOf, textsOf } from '../../../src/vendors/syntax/statement.ts';

const leaf = (...words: string[]): Statement => ({ words, inside: [] });
const tree: readonly Statement[] = [
  { words: ['a'], inside: [leaf('b', '1'), leaf('b', '2'), leaf('c')] },
  { words: ['a'], inside: [leaf('b', '3')] },
];

it('statements are found by the path of their names, in every branch', () => {
  expect(allIn(tree, 'a')).toHaveLength(2);
  expect(at(tree, 'a', 'b')).toHaveLength(3);
  expect(at(tree, 'b')).toEqual([]);
});

it('what is said of a name is the rest of its words', () => {
  expect(textOf(tree, 'a', 'b')).toBe('1');
  expect(textOf(tree, 'a', 'c')).toBeUndefined();
  expect(textsOf(tree, 'a', 'b')).toEqual(['1', '2', '3']);
});

it('flat lines have the words of all levels', () => {
  expect(flattened(tree)).toEqual(['a b 1', 'a b 2', 'a c', 'a b 3']);
});
