import { expect, test } from 'vitest';
import { DescribeSslVpnClients } from '../../../src/catalogue/actions/ssl-client.ts';
import { messagesFrom } from '../input-messages.ts';

test.each([{ action: DescribeSslVpnClients, input: {}, words: 'VpnGatewayId is required' }])(
  '$action.name refuses $input: $words',
  ({ action, input, words }) => {
    expect(messagesFrom(action.input, input).join('; ')).toContain(words);
  },
);
