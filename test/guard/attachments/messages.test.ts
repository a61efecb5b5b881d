import { expect, test } from 'vitest';
import { attachmentMessages } from '../../../src/guard/attachments/messages.ts';

const placesIn = (text: string): readonly string[] => (text.match(/\{\w+\}/g) ?? []).toSorted();

test.each(Object.entries(attachmentMessages))('%s says the same in both languages', (_, { en, zh }) => {
  expect([...new Set(placesIn(zh))]).toEqual([...new Set(placesIn(en))]);
  expect(zh).not.toBe(en);
});
