import { describe, expect, it } from 'vitest';
import { type Answers, answerOf, profileOf, questions } from '../../../src/commands/setup/questions.ts';
import { options } from '../../../src/settings/options.ts';

const named = (name: string) => {
  const question = questions.find((one) => one.name === name);
  if (!question) throw new Error(name);
  return question;
};

const askedAfter = (answers: Answers): readonly string[] =>
  questions.filter(({ when }) => when?.(answers) ?? true).map(({ name }) => name);

describe('what is asked', () => {
  it('is about options that there are, and never about a secret', () => {
    for (const { name } of questions) {
      if (name === 'cloud') continue;
      const option = options.find((one) => one.name === name);
      expect([name, option !== undefined, option && 'secret' in option]).toEqual([name, true, false]);
    }
  });

  it.each<[Answers, readonly string[], readonly string[]]>([
    [{ cloud: 'sandbox' }, ['read-only'], ['region', 'organization', 'cloud-profile']],
    [{ cloud: 'public' }, ['region', 'cloud-profile'], ['gateway', 'organization', 'endpoint', 'sts-endpoint']],
    [{ cloud: 'stack', gateway: 'pop' }, ['popgw-domain', 'organization'], ['endpoint', 'resource-group']],
    [{ cloud: 'stack', gateway: 'asapi', organization: '33' }, ['endpoint', 'resource-group'], ['popgw-domain']],
    [{ cloud: 'stack', 'role-arn': 'acs:ram::1:role/x' }, ['sts-endpoint'], []],
  ])('after %j is what belongs to it', (answers, some, none) => {
    expect(askedAfter(answers)).toEqual(expect.arrayContaining([...some]));
    expect(askedAfter(answers).filter((name) => none.includes(name))).toEqual([]);
  });

  it('is the organization only once the way, the keys and the role are known, by which it is looked up', () => {
    const names = questions.map(({ name }) => name);
    const at = (name: string): number => names.indexOf(name);
    const before = ['region', 'popgw-domain', 'endpoint', 'ca-file', 'cloud-profile', 'role-arn', 'sts-endpoint'];
    for (const name of before) expect([name, at(name) >= 0 && at(name) < at('organization')]).toEqual([name, true]);
    expect(at('organization')).toBeLessThan(at('resource-group'));
  });
});

it.each([
  ['cloud', '', 'public'],
  ['cloud', '2', 'stack'],
  ['cloud', ' Sandbox ', 'sandbox'],
  ['cloud', '4', undefined],
  ['cloud', 'mars', undefined],
  ['region', '', undefined],
  ['region', ' cn-hangzhou ', 'cn-hangzhou'],
  ['role-arn', '', ''],
])('of %s, %j means %j', (name, typed, expected) => {
  expect(answerOf(named(name), typed)).toBe(expected);
});

it.each<[Answers, Answers]>([
  [
    { cloud: 'sandbox', 'read-only': 'true' },
    { sandbox: 'office', 'read-only': 'true' },
  ],
  [
    { cloud: 'public', region: 'cn-hangzhou', 'role-arn': '' },
    { platform: 'public', region: 'cn-hangzhou' },
  ],
  [
    { cloud: 'stack', region: 'r', gateway: 'pop', 'popgw-domain': 'example.internal', organization: '33' },
    { platform: 'stack', gateway: 'pop', region: 'r', 'popgw-domain': 'example.internal', organization: '33' },
  ],
])('%j becomes the profile %j', (answers, profile) => {
  expect(profileOf(answers)).toEqual(profile);
});
