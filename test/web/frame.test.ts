import { expect, test } from 'vitest';
import { framed, otherLanguage } from '../../src/web/frame.ts';
import { html } from '../../src/web/html.ts';

test.each([
  ['en', 'en', '中文'],
  ['zh', 'zh-CN', 'English'],
] as const)('a page in %s says so, and leads to the other language', (language, lang, other) => {
  const nav = otherLanguage(language);
  const page = framed({ language, nonce: 'NONCE', title: 'a < b', kind: 'Kind', tone: 'plain', nav }, html`<p>x</p>`);
  expect(page).toContain(`<html lang="${lang}">`);
  expect(page.replace('&#20013;&#25991;', '中文')).toContain(`>${other}</a>`);
  expect(page).toContain('<title>a &lt; b</title><style nonce="NONCE">');
  expect(page).toContain('<p>x</p></main>');
});
