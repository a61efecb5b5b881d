import { expect, test } from 'vitest';
import { listMessages } from '../../../src/guard/steps/messages.ts';

const placesIn = (text: string): readonly string[] => (text.match(/\{\w+\}/g) ?? []).toSorted();

test.each(Object.entries(listMessages))('%s says the same in both languages', (_, { en, zh }) => {
  expect([...new Set(placesIn(zh))]).toEqual([...new Set(placesIn(en))]);
  expect(zh).not.toBe(en);
});
