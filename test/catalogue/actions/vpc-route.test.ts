import { expect, test } from 'vitest';
import { DescribeRouteEntryList, DescribeRouteTableList } from '../../../src/catalogue/actions/vpc-route.ts';
import { messagesFrom } from '../input-messages.ts';

test.each([
  {
    action: DescribeRouteTableList,
    input: { RouteTableType: 'Own' },
    words: 'RouteTableType is one of System, Custom',
  },
  { action: DescribeRouteEntryList, input: {}, words: 'RouteTableId is required' },
  {
    action: DescribeRouteEntryList,
    input: { RouteTableId: 'vtb-1', DestinationCidrBlock: '10.0.0.1' },
    words: 'is one IPv4 CIDR block',
  },
])('$action.name refuses $input: $words', ({ action, input, words }) => {
  expect(messagesFrom(action.input, input).join('; ')).toContain(words);
});
