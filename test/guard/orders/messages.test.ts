import { expect, test } from 'vitest';
import { orderMessages } from '../../../src/guard/orders/messages.ts';

const placesIn = (text: string): readonly string[] => (text.match(/\{\w+\}/g) ?? []).toSorted();

test.each(Object.entries(orderMessages))('%s says the same in both languages', (_, { en, zh }) => {
  expect([...new Set(placesIn(zh))]).toEqual([...new Set(placesIn(en))]);
  expect(zh).not.toBe(en);
});
