import { describe, expect, test } from 'vitest';
import { isOurPress, languageOf, readForm, sendPage, sendStatus } from '../../src/web/answer.ts';
import { serve } from '../support/identity-server.ts';

const at = (query: string): URL => new URL(`http://localhost/${query}`);

test.each([
  ['?lang=zh', 'en', 'en-GB', 'zh'],
  ['?lang=fr', undefined, 'zh-CN,en', 'zh'],
  ['?lang=fr', 'en', 'zh-CN,en', 'en'],
  ['', undefined, 'en-GB,zh', 'en'],
  ['', 'zh', 'en-GB', 'zh'],
  ['', undefined, 'de', 'en'],
] as const)(
  'of %s, what was set (%s) and the browser (%s), the first that says one counts',
  (query, set, accepted, language) => {
    expect(languageOf(at(query), { headers: { 'accept-language': accepted } }, set)).toBe(language);
  },
);

test.each([
  ['GET', {}, true],
  ['GET', { 'sec-fetch-dest': 'document', 'sec-fetch-site': 'cross-site' }, true],
  ['GET', { 'sec-fetch-dest': 'iframe' }, false],
  ['POST', { 'sec-fetch-dest': 'document', 'sec-fetch-site': 'same-origin' }, true],
  ['POST', { 'sec-fetch-dest': 'document', 'sec-fetch-site': 'cross-site' }, false],
] as const)('a page of somebody else presses no button: %s %j', (method, headers, isOurs) => {
  expect(isOurPress({ method, headers })).toBe(isOurs);
});

describe('over HTTP', () => {
  test('each page has a nonce of its own and a policy that lets nothing else in', async () => {
    const url = await serve((_request, response) => sendPage(response, 200, (nonce) => nonce, { 'x-more': 'yes' }));
    const [first, second] = [await fetch(url), await fetch(url)];
    const nonce = await first.text();
    expect(first.headers.get('content-security-policy')).toBe(
      `default-src 'none'; style-src 'nonce-${nonce}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
    );
    expect(first.headers.get('x-more')).toBe('yes');
    expect(await second.text()).not.toBe(nonce);
  });

  test('a form is read, anything else and too much of it is not', async () => {
    const url = await serve((request, response) => {
      readForm(request).then((form) => (form ? response.end(form.get('name')) : sendStatus(response, 400)));
    });
    const post = (body: URLSearchParams | string) => fetch(url, { method: 'POST', body });
    expect(await (await post(new URLSearchParams({ name: '名' }))).text()).toBe('名');
    expect((await post('name=x')).status).toBe(400);
    expect((await post(new URLSearchParams({ name: 'x'.repeat(9000) }))).status).toBe(400);
  });
});
