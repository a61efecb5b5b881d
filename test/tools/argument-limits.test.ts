import { expect, test } from 'vitest';
import { sizeProblem } from '../../src/tools/argument-limits.ts';

/** Lists inside of each other. */
const nested = (levels: number): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = [value];
  return value;
};

test.each([
  ['a name', { Name: 'x'.repeat(16_385) }, 'Name has 16385 characters, at most 16384 are read'],
  ['a text inside', { IkeConfig: { Psk: 'x'.repeat(400_000) } }, 'IkeConfig.Psk has 400000 characters'],
  ['one of a list', { Rules: ['a', 'x'.repeat(20_000)] }, 'Rules[] has 20000 characters'],
  ['a paste', { Log: 'x'.repeat(1_048_577) }, 'Log has 1048577 characters, at most 1048576 are read: paste'],
  ['a paste inside of a plan', { Arguments: { Log: 'x'.repeat(20_000) } }, 'Arguments.Log has 20000 characters'],
  ['a parameter name', { ['x'.repeat(257)]: 1 }, "A parameter's name has 257 characters"],
  ['many values', { Rules: Array(10_001).fill('a') }, 'Rules has more than 10000 values'],
  ['a deep list', { Rules: nested(100_000) }, 'nests deeper than 16 levels'],
])('%s beyond its limit is named with the rule', (_, args, says) => {
  expect(sizeProblem(args)).toContain(says);
});

test('what a tool may be given is within the limits', () => {
  const Arguments = { IkeConfig: { Psk: { generate: true } }, LocalSubnet: '10.0.0.0/8,'.repeat(1000) };
  expect(sizeProblem({ Log: 'x'.repeat(1_048_576), PeerConfig: 'y', Tool: 'z', Arguments })).toBeUndefined();
});
