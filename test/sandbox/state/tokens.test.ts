import { expect, test } from 'vitest';
import { policyAllows, randomText } from '../../../src/sandbox/state/tokens.ts';

const policy = (...statements: object[]): string => JSON.stringify({ Version: '1', Statement: statements });
const allow = (Action: unknown) => ({ Effect: 'Allow', Action, Resource: '*' });

const table: { name: string; policy: string; action: string; allowed: boolean }[] = [
  { name: 'a star allows all', policy: policy(allow('*')), action: 'vpc:DeleteVpnGateway', allowed: true },
  {
    name: 'a pattern allows what it covers',
    policy: policy(allow(['vpc:Describe*'])),
    action: 'vpc:DescribeVpnGateways',
    allowed: true,
  },
  {
    name: 'a pattern forbids what it does not cover',
    policy: policy(allow(['vpc:Describe*'])),
    action: 'vpc:DeleteVpnGateway',
    allowed: false,
  },
  {
    name: 'a dot in a pattern is a dot',
    policy: policy(allow('vpc.DescribeRegions')),
    action: 'vpc:DescribeRegions',
    allowed: false,
  },
  {
    name: 'a denial wins',
    policy: policy(allow('*'), { Effect: 'Deny', Action: 'vpc:Delete*' }),
    action: 'vpc:DeleteVpnGateway',
    allowed: false,
  },
  { name: 'no statement allows nothing', policy: policy(), action: 'vpc:DescribeRegions', allowed: false },
  { name: 'another service is not covered', policy: policy(allow('vpc:*')), action: 'sts:AssumeRole', allowed: false },
];
for (const { name, policy: text, action, allowed } of table)
  test(name, () => expect(policyAllows(text, action)).toBe(allowed));

test('random texts have their length and never repeat', () => {
  const made = new Set(Array.from({ length: 200 }, () => randomText(16)));
  expect(made.size).toBe(200);
  expect([...made].every((one) => /^[A-Za-z0-9]{16}$/.test(one))).toBe(true);
});
