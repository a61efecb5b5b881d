import { expect, test } from 'vitest';
import { isJson, jsonIn, rowsIn, textIn, textsIn } from '../../../src/views/frame/json.ts';

const odd = [undefined, null, 'text', 3, [], [1], {}];

test.each(odd)('nothing is read from %j where the field is not of the kind', (value) => {
  expect(rowsIn({ f: value }, 'f')).toEqual([]);
  expect(rowsIn(value, 'f')).toEqual([]);
  expect(textIn(value, 'f')).toBe('');
  expect(jsonIn(value, 'f')).toEqual({});
});

test('texts, numbers and yes or no are text; a lone text is a list of one', () => {
  expect(['a', 3, true].map((f) => textIn({ f }, 'f'))).toEqual(['a', '3', 'true']);
  expect(textsIn({ f: 'a' }, 'f')).toEqual(['a']);
  expect(textsIn({ f: ['a', 2, 'b'] }, 'f')).toEqual(['a', 'b']);
  expect(rowsIn({ f: [{ a: 1 }, 'x', null] }, 'f')).toEqual([{ a: 1 }]);
  expect(isJson([])).toBe(false);
});
