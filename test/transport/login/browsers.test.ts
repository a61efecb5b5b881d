import { expect, test } from 'vitest';
import { createBrowsers } from '../../../src/transport/login/browsers.ts';

const ana = { principal: { name: 'ana', may: () => true }, formToken: 'f' };
const requestWith = (cookie: string) => ({ headers: { cookie: cookie.split(';')[0] ?? '' } });

test('a browser is known by its cookie, for a quarter of an hour', () => {
  let nowMs = 0;
  const browsers = createBrowsers(
    () => false,
    () => nowMs,
  );
  const cookie = browsers.keep(ana);
  expect(browsers.find(requestWith(cookie))).toBe(ana);
  expect(browsers.find({ headers: {} })).toBeUndefined();
  expect(browsers.find(requestWith('vpn_mcp_login=guessed'))).toBeUndefined();
  nowMs = 15 * 60_000;
  expect(browsers.find(requestWith(cookie))).toBeUndefined();
});

test('a forgotten browser is nobody’s, and two cookies of the name are none', () => {
  const browsers = createBrowsers(() => false);
  const cookie = browsers.keep(ana);
  const [pair = ''] = cookie.split(';');
  expect(browsers.find({ headers: { cookie: `${pair}; vpn_mcp_login=other` } })).toBeUndefined();
  expect(browsers.find({ headers: { cookie: `other=1; ${pair}` } })).toBe(ana);
  browsers.forget(requestWith(cookie));
  expect(browsers.find(requestWith(cookie))).toBeUndefined();
});

test('over TLS the cookie is of this host alone', () => {
  expect(createBrowsers(() => true).keep(ana)).toMatch(
    /^__Host-vpn_mcp_login=[\w-]{43}; Path=\/; HttpOnly; .*; Secure$/,
  );
});

test('who begins without end pushes out the oldest beginnings, and nobody who has logged in', () => {
  const browsers = createBrowsers(() => false);
  const begun = { begun: { state: 's', verifier: 'v' }, back: '/approve/x' };
  const [person, first] = [browsers.keep(ana), browsers.keep(begun)];
  for (let count = 0; count < 1_000; count += 1) browsers.keep(begun);
  expect(browsers.find(requestWith(first))).toBeUndefined();
  expect(browsers.find(requestWith(person))).toBe(ana);
});

test('of those who have logged in the oldest goes', () => {
  const browsers = createBrowsers(() => false);
  const first = browsers.keep(ana);
  for (let count = 0; count < 1_000; count += 1) browsers.keep(ana);
  expect(browsers.find(requestWith(first))).toBeUndefined();
});
