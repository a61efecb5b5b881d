import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import type { Principal } from '../../../src/catalogue/risk.ts';
import type { Approvers } from '../../../src/guard/host/approvers.ts';
import { clockTime, loginOf, personIn } from '../../../src/guard/page/person.ts';

const principal = (name: string): Principal => ({ name, may: () => true });
// The pages read nothing of a request but through the login.
const request = {} as IncomingMessage;
const form = (fields: Record<string, string>) => new URLSearchParams(fields);

const approvers: Approvers = {
  ...{ origin: () => '', mustBeOther: false, mount: () => {}, onCallerGone: () => {} },
  principalOf: (token) => {
    if (token === 'broken') throw new Error('no keys');
    return token === 'right' ? principal('boss') : undefined;
  },
  login: {
    at: (path) => `/login?back=${path}`,
    personOf: () => ({ principal: principal('ana'), formToken: 'the-token-of-the-form' }),
  },
};
const nameOf = async (fields: Record<string, string>, given: Approvers | undefined = approvers) =>
  (await personIn(request, form(fields), given))?.name;

test('a token says who it is, blanks around it aside, and a wrong one nobody, also beside a login', async () => {
  expect(await nameOf({ token: ' right\n' })).toBe('boss');
  expect(await nameOf({ token: 'wrong', form: 'the-token-of-the-form' })).toBeUndefined();
});

test('where it cannot be found out whose token it is, it is nobody’s', async () => {
  expect(await nameOf({ token: 'broken' })).toBeUndefined();
});

test('a login counts only by the form that was made for it', async () => {
  expect(await nameOf({ form: 'the-token-of-the-form' })).toBe('ana');
  for (const given of [{}, { form: '' }, { form: 'another' }, { form: 'the-token-of-the-for\u0000' }])
    expect(await nameOf(given)).toBeUndefined();
});

test('where nobody says who they are, nobody is known', async () => {
  expect(await personIn(request, form({ token: 'right' }), undefined)).toBeUndefined();
  expect(loginOf(request, '/x', undefined)).toBeUndefined();
  const { login: _, ...without } = approvers;
  expect(loginOf(request, '/x', without)).toBeUndefined();
});

test('a page learns where to log in, and who has', () => {
  expect(loginOf(request, '/x', approvers)?.shown).toEqual({
    href: '/login?back=/x',
    person: { name: 'ana', formToken: 'the-token-of-the-form' },
  });
});

test('a time is read as a clock shows it', () => {
  expect(clockTime(Date.UTC(2026, 10, 23, 9, 5), 'en')).toMatch(/^\d\d:\d\d \S+$/);
  expect(clockTime(Date.UTC(2026, 10, 23, 9, 5), 'zh')).toMatch(/\d\d:\d\d/);
});
