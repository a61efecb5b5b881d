import { expect, it } from 'vitest';
import { withoutClosing } from '../../src/tools/without-closing.ts';

it('takes away at every depth that no other key is taken, and nothing else', () => {
  const inner = { type: 'object', properties: { A: { type: 'string' } }, additionalProperties: false };
  const open = { type: 'object', properties: { A: { type: 'string' } } };
  expect(
    withoutClosing({ ...inner, properties: { List: { type: 'array', items: inner }, Any: { anyOf: [inner] } } }),
  ).toEqual({ ...open, properties: { List: { type: 'array', items: open }, Any: { anyOf: [open] } } });
  expect(withoutClosing({ type: 'object', additionalProperties: true })).toEqual({
    type: 'object',
    additionalProperties: true,
  });
});
