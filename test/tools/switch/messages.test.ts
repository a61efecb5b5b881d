import { expect, test } from 'vitest';
import { placeholdersOf } from '../../../src/catalogue/message.ts';
import { switchTexts } from '../../../src/tools/switch/messages.ts';

test.each(Object.entries(switchTexts))('%s says the same in both languages', (_, { en, zh }) => {
  expect(placeholdersOf(zh)).toEqual(placeholdersOf(en));
  expect(zh).toMatch(/\p{Script=Han}/u);
});
