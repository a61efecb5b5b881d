import { expect, test } from 'vitest';
import { DescribeVcoRouteEntries, DescribeVpnAttachments } from '../../../src/catalogue/actions/attachment.ts';
import { messagesFrom } from '../input-messages.ts';

test.each([
  { action: DescribeVpnAttachments, input: { AttachType: 'VPN' }, words: 'AttachType can only be CEN' },
  { action: DescribeVcoRouteEntries, input: {}, words: 'VpnConnectionId is required' },
])('$action.name refuses $input: $words', ({ action, input, words }) => {
  expect(messagesFrom(action.input, input).join('; ')).toContain(words);
});
