import { expect, test } from 'vitest';
import { FRAME, languageOf, say } from '../../../src/views/frame/words.ts';

test.each([
  ['zh-CN', 'Gateways: 3', 'zh'],
  ['zh', '', 'zh'],
  ['en-GB', '3 个网关', 'en'],
  ['fr-FR', '3 个网关', 'en'],
  ['', '3 个网关', 'zh'],
  ['', 'Gateways: 3', 'en'],
] as const)('the locale %j and the result %j make %s', (locale, result, language) => {
  expect(languageOf(locale, result)).toBe(language);
});

test('a value is put in as it is, and cannot ask for another', () => {
  const words = { en: '{a} and {b}', zh: '{b}{a}' };
  expect(say(words, 'en', { a: '{b}', b: 2 })).toBe('{b} and 2');
  expect(say(FRAME.notSent, 'en')).toContain('{why}');
});
