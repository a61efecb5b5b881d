import { expect, test } from 'vitest';
import { DiagnoseVpnGateway, GetVpnGatewayDiagnoseResult } from '../../../src/catalogue/actions/gateway-diagnosis.ts';
import { messagesFrom } from '../input-messages.ts';

test.each([
  { action: GetVpnGatewayDiagnoseResult, input: {}, words: 'DiagnoseId is missing' },
  {
    action: DiagnoseVpnGateway,
    input: { VpnGatewayId: 'vpn-1', ResourceId: 'vco-1', ResourceType: 'SSL' },
    words: 'can only be IPsec',
  },
  {
    action: DiagnoseVpnGateway,
    input: {
      VpnGatewayId: 'vpn-1',
      ResourceId: 'vco-1',
      ResourceType: 'IPsec',
      IPsecExtendInfo: { PrivateSourceIp: 'host' },
    },
    words: 'is an IPv4 address',
  },
])('$action.name refuses $input: $words', ({ action, input, words }) => {
  expect(messagesFrom(action.input, input).join('; ')).toContain(words);
});
