import { expect, it } from 'vitest';
import { allIn, allSaidOf, at, flattened, type Statement, saidOf } from '../../../src/vendors/syntax/statement.ts';

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
  expect(saidOf(tree, 'a', 'b')).toBe('1');
  expect(saidOf(tree, 'a', 'c')).toBeUndefined();
  expect(allSaidOf(tree, 'a', 'b')).toEqual(['1', '2', '3']);
});

it('flat lines have the words of all levels', () => {
  expect(flattened(tree)).toEqual(['a b 1', 'a b 2', 'a c', 'a b 3']);
});
