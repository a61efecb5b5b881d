import { expect, it } from 'vitest';
import { groupOf } from '../../../src/vendors/crypto-names.ts';
import { listed, meant, offerFrom } from '../../../src/vendors/syntax/words.ts';

it.each([
  ['["a", "b"]', ['a', 'b']],
  ['a,b c', ['a', 'b', 'c']],
  [undefined, []],
])('the words of the list %s', (text, words) => {
  expect(listed(text)).toEqual(words);
});

it('means what its words mean, each once', () => {
  expect(meant('group14, 14, what', groupOf)).toEqual(['group14']);
});

it('nothing chosen is no offer', () => {
  expect(offerFrom([], [], [])).toEqual([]);
  expect(offerFrom(['aes'], [], [])).toEqual([{ enc: ['aes'], hash: [], prf: [], dh: [] }]);
});
