import { expect, test } from 'vitest';
import { placeholdersOf } from '../../src/catalogue/message.ts';
import { noticeText } from '../../src/webhook/messages.ts';

test.each(Object.entries(noticeText))('%s is said in both languages, with the same places', (_, { en, zh }) => {
  expect(placeholdersOf(zh)).toEqual(placeholdersOf(en));
  expect(zh).toMatch(/\p{Script=Han}/u);
});
