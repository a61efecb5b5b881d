import { expect, test } from 'vitest';
import { organizationParameters, stackHeaders } from '../../../src/client/wire/stack-headers.ts';

const wireRequest = {
  action: 'DescribeVpnGateway',
  product: 'Vpc' as const,
  version: '2016-04-28',
  endpoint: { origin: 'https://gw.example', path: '/' },
  parameters: {},
};

test('what is not known is not sent', () => {
  expect(stackHeaders({ ...wireRequest, region: undefined, target: undefined }, {})).toEqual({
    'x-acs-caller-sdk-source': 'vpn-gateway-mcp',
  });
});

test('the call’s own region and target are named', () => {
  expect(stackHeaders({ ...wireRequest, region: 'cn-a', target: 'vpn-1' }, { organization: '11' })).toMatchObject({
    'x-acs-organizationid': '11',
    'x-acs-regionid': 'cn-a',
    'x-acs-instanceid': 'vpn-1',
  });
});

test.each([
  [{ organization: '11', resourceGroup: '22' }, {}],
  [{ organizationParameters: true }, {}],
  [
    { organizationParameters: true, organization: '11' },
    { Department: '11', OrganizationId: '11' },
  ],
  [
    { organizationParameters: true, organization: '11', resourceGroup: '22' },
    { Department: '11', OrganizationId: '11', ResourceGroup: '22' },
  ],
])('of %j the parameters are %j', (options, expected) => {
  expect(organizationParameters(options)).toEqual(expected);
});
