import { expect, test } from 'vitest';
import { Suspended } from '../../src/catalogue/invoke.ts';

test('a suspended call carries its question and no secret of it in the message', () => {
  const question = { message: 'Delete it?', seal: 'sealed-text', expiresAtMs: 1 };
  const suspended = new Suspended(question);
  expect(suspended.question).toBe(question);
  expect(suspended.name).toBe('Suspended');
  expect(suspended.message).not.toContain('sealed-text');
});
