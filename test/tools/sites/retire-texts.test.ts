import { expect, test } from 'vitest';
import { placeholdersOf } from '../../../src/catalogue/message.ts';
import { texts } from '../../../src/tools/sites/retire-texts.ts';

test.each(Object.entries(texts))('%s says the same in both languages', (_, { en, zh }) => {
  expect([...new Set(placeholdersOf(zh))]).toEqual([...new Set(placeholdersOf(en))]);
  expect(zh).toMatch(/\p{Script=Han}/u);
});
