import { expect, it } from 'vitest';
import { placeholdersOf } from '../../../src/catalogue/message.ts';
import { userTexts } from '../../../src/tools/users/messages.ts';

it.each(Object.entries(userTexts))('%s says the same in both languages', (_, { en, zh }) => {
  expect(placeholdersOf(zh)).toEqual(placeholdersOf(en));
  expect(zh).toMatch(/\p{Script=Han}/u);
});
