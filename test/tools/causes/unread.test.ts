import { expect, it } from 'vitest';
import { formatUnread, unreadHead, wasRead } from '../../../src/tools/causes/unread.ts';
import { factsWith } from '../../support/tunnel.ts';

const forbidden = { Action: 'DescribeVpnRouteEntries', Reason: 'Forbidden' };

it('an empty list is known to be empty only when it was read', () => {
  const facts = factsWith({}, { unseen: [forbidden] });
  expect(wasRead(facts, 'DescribeVpnRouteEntries')).toBe(false);
  expect(wasRead(facts, 'DescribeVpnConnections')).toBe(true);
});

it('a verdict begins with each read that failed, once', () => {
  expect(unreadHead({ unseen: [forbidden, forbidden] }, 'en')).toBe(
    'Not known: DescribeVpnRouteEntries could not be read, see NotVisible. ',
  );
  expect(unreadHead({ unseen: [] }, 'en')).toBe('');
});

it('a read that failed is named with its reason', () => {
  expect(formatUnread('DescribeVpnGateway', 'Forbidden', 'en')).toBe('DescribeVpnGateway: Forbidden');
  expect(formatUnread('DescribeVpnGateway', 'Forbidden', 'zh')).toBe('DescribeVpnGateway：Forbidden');
});
