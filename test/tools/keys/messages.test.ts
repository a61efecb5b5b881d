import { expect, it } from 'vitest';
import { placeholdersOf } from '../../../src/catalogue/message.ts';
import { keyTexts } from '../../../src/tools/keys/messages.ts';

it.each(Object.entries(keyTexts))('%s says the same in both languages', (_, { en, zh }) => {
  expect(placeholdersOf(zh)).toEqual(placeholdersOf(en));
  expect(zh).toMatch(/\p{Script=Han}/u);
});
