import { expect, test } from 'vitest';
import { DescribeVpcs, DescribeVSwitches } from '../../../src/catalogue/actions/vpc.ts';
import { messagesFrom } from '../input-messages.ts';

test.each([
  { action: DescribeVpcs, input: { Tag: [{ Name: 'env' }] }, words: 'unknown parameter in Tag.0: Name' },
  { action: DescribeVSwitches, input: { VSwitchId: 'vpc-1' }, words: 'VSwitchId starts with vsw-' },
])('$action.name refuses $input: $words', ({ action, input, words }) => {
  expect(messagesFrom(action.input, input).join('; ')).toContain(words);
});
