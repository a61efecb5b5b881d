import { expect, test } from 'vitest';
import { credentialSourceOfIni, parseIni } from '../../../src/client/credentials/ini-file.ts';

const file = `
# keys of the team
[default]
type = access_key
access_key_id = LTAIfake1   ; note
access_key_secret = "fake=secret"

[ecs]
type = ecs_ram_role
role_name = edge

[role]
type=ram_role_arn
access_key_id=LTAIfake2
access_key_secret=fake2
role_arn=acs:ram::1:role/ops
role_session_name=me

[hollow]
type = access_key
access_key_id =
[sts]
type = sts
`;

test('sections, comments and quotes are read', () => {
  expect(Object.fromEntries(parseIni(file).get('default') ?? [])).toEqual({
    type: 'access_key',
    access_key_id: 'LTAIfake1',
    access_key_secret: 'fake=secret',
  });
});

const where = (name: string) => `profile ${name} of f`;
const keys = (id: string, secret: string) => ({ accessKeyId: id, accessKeySecret: secret });

test.each([
  ['default', { how: 'keys', keys: keys('LTAIfake1', 'fake=secret'), where: where('default') }],
  ['ecs', { how: 'ecs', roleName: 'edge', where: where('ecs') }],
  [
    'role',
    {
      how: 'role',
      base: { how: 'keys', keys: keys('LTAIfake2', 'fake2'), where: where('role') },
      role: { roleArn: 'acs:ram::1:role/ops', sessionName: 'me' },
      sts: {},
      where: where('role'),
    },
  ],
  ['hollow', undefined],
  ['nobody', undefined],
])('the credential source of %s', (name, expected) => {
  expect(credentialSourceOfIni('f', file, name)).toEqual(expected);
});

test('another type is refused by its name', () => {
  expect(() => credentialSourceOfIni('f', file, 'sts')).toThrow(/type sts/);
});

test.each([
  ['bearer', /has type bearer which/],
  ['FAKE-key-in-the-wrong-line', /has a type which/],
])('a section of type %s is refused, and only a known word is repeated', (type, words) => {
  expect(() => credentialSourceOfIni('/p', `[x]\ntype = ${type}\n`, 'x')).toThrow(words);
});
