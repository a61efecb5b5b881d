import { expect, test } from 'vitest';
import { diversionMessages } from '../../../src/guard/diversion/messages.ts';

const placeholders = (text: string): readonly string[] => (text.match(/\{\w+\}/g) ?? []).toSorted();

test.each(Object.entries(diversionMessages))('%s has the same placeholders in both languages', (_, { en, zh }) => {
  expect(placeholders(zh)).toEqual(placeholders(en));
  expect(zh).toMatch(/\p{Script=Han}/u);
});
