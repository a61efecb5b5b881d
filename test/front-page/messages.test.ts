import { expect, test } from 'vitest';
import { placeholdersOf } from '../../src/catalogue/message.ts';
import { frontText } from '../../src/front-page/messages.ts';

test.each(Object.entries(frontText))('%s is said in both languages, with the same places', (_, { en, zh }) => {
  expect(placeholdersOf(zh)).toEqual(placeholdersOf(en));
  expect(zh).toMatch(/\p{Script=Han}|^\{/u);
  expect(en).not.toMatch(/\p{Script=Han}/u);
});
