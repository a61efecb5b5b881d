import { expect, test } from 'vitest';
import { readResult } from '../../../src/views/frame/result.ts';

test('data, text and error of a result are read', () => {
  const content = [{ type: 'text', text: 'a' }, { type: 'image' }, { type: 'text', text: 'b' }];
  expect(readResult({ content, structuredContent: { A: 1 }, _meta: { m: 1 } })).toEqual({
    data: { A: 1 },
    text: 'a\nb',
    isError: false,
    meta: { m: 1 },
  });
});

test.each([{}, { content: 'x', structuredContent: [], isError: 'yes', _meta: 3 }])('%j reads as nothing', (params) => {
  expect(readResult(params)).toEqual({ data: {}, text: '', isError: false, meta: {} });
});
