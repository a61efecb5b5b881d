import { expect, test } from 'vitest';
import {
  DescribeVpnConnectionLogs,
  DiagnoseVpnConnections,
  DiagnoseVpnGateway,
  GetVpnGatewayDiagnoseResult,
} from '../../../src/catalogue/actions/diagnosis.ts';
import { messagesFrom } from '../input-messages.ts';

test.each([
  { action: DiagnoseVpnConnections, input: {}, words: 'name connections, tunnels or a gateway' },
  { action: DiagnoseVpnConnections, input: { VpnConnectionIds: [] }, words: 'VpnConnectionIds names 1 to 50' },
  { action: DiagnoseVpnConnections, input: { VpnConnectionIds: ['head office'] }, words: 'starts with vco-' },
  { action: DescribeVpnConnectionLogs, input: { VpnConnectionId: 'vco-1' }, words: 'MinutePeriod is missing' },
  {
    action: DescribeVpnConnectionLogs,
    input: { VpnConnectionId: 'vco-1', MinutePeriod: 11 },
    words: 'MinutePeriod is at most 10',
  },
])('$action.name refuses $input: $words', ({ action, input, words }) => {
  expect(messagesFrom(action.input, input).join('; ')).toContain(words);
});

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
