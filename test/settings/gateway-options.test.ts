import { expect, it } from 'vitest';
import { gatewayOptions } from '../../src/settings/gateway-options.ts';
import { read } from '../support/start.ts';

// What the vendor's command line, SDKs and Terraform providers read, with a value as they write it.
const variables = [
  ['ALIBABA_CLOUD_REGION_ID', 'cn-a', 'region', 'cn-a'],
  ['ALIBABACLOUD_REGION_ID', 'cn-a', 'region', 'cn-a'],
  ['ALICLOUD_REGION_ID', 'cn-a', 'region', 'cn-a'],
  ['REGION_ID', 'cn-a', 'region', 'cn-a'],
  ['REGION', 'cn-a', 'region', 'cn-a'],
  ['ALICLOUD_REGION', 'cn-a', 'region', 'cn-a'],
  ['ALIBABA_CLOUD_REGION', 'cn-a', 'region', 'cn-a'],
  ['ALIBABACLOUDSTACK_REGION', 'cn-a', 'region', 'cn-a'],
  ['ALIBABA_CLOUD_ENDPOINT', 'vpc.example', 'endpoint', 'vpc.example'],
  ['ALIBABA_CLOUD_ENDPOINT_TYPE', 'vpc', 'endpointType', 'vpc'],
  ['ALIBABA_CLOUD_SOURCE_IP', '192.0.2.1', 'sourceIp', '192.0.2.1'],
  ['ALIBABACLOUDSTACK_SOURCE_IP', '192.0.2.1', 'sourceIp', '192.0.2.1'],
  ['ALIBABA_CLOUD_SECURE_TRANSPORT', 'true', 'secureTransport', true],
  ['ALIBABACLOUDSTACK_SECURE_TRANSPORT', 'true', 'secureTransport', true],
  ['ALIBABA_CLOUD_CA_BUNDLE', '/ca.pem', 'caFile', '/ca.pem'],
  ['HTTP_PROXY', 'http://p:1', 'httpProxy', 'http://p:1'],
  ['HTTPS_PROXY', 'http://p:1', 'httpsProxy', 'http://p:1'],
  ['https_proxy', 'http://p:1', 'httpsProxy', 'http://p:1'],
  ['NO_PROXY', 'a.example,.b.example', 'noProxy', ['a.example', '.b.example']],
  ['ALIBABACLOUDSTACK_INSECURE', 'true', 'insecure', true],
  ['ALIBABACLOUDSTACK_PROTOCOL', 'HTTP', 'protocol', 'http'],
  ['ALIBABACLOUDSTACK_PROXY', 'http://p:1', 'proxy', 'http://p:1'],
  ['ALIBABACLOUDSTACK_POPGW_DOMAIN', 'pop.example', 'popgwDomain', 'pop.example'],
  ['ALIBABACLOUDSTACK_CENTER_REGION', 'false', 'centerRegion', false],
  ['ALIBABACLOUDSTACK_DOMAIN', 'asapi.example/asapi/v3', 'asapiDomain', 'asapi.example/asapi/v3'],
  ['ALIBABACLOUDSTACK_DEPARTMENT', '11', 'organization', '11'],
  ['ALIBABACLOUDSTACK_RESOURCE_GROUP', '7', 'resourceGroup', '7'],
  ['ALIBABACLOUDSTACK_RESOURCE_GROUP_SET', 'set', 'resourceGroupSet', 'set'],
  ['CLIENT_READ_TIMEOUT', '60000', 'readTimeoutMs', 60_000],
  ['CLIENT_CONNECT_TIMEOUT', '60000', 'connectTimeoutMs', 60_000],
] as const;

it.each(variables)('%s=%s is read as %s', (variable, text, key, value) => {
  const also = key === 'resourceGroup' ? { VPN_MCP_ORGANIZATION: '1' } : {};
  const { settings } = read([], { [variable]: text, ...also });
  expect([settings[key], settings.sources[key]]).toEqual([value, variable]);
});

it('every variable of the vendor that is read stands above, in one spelling or the other', () => {
  const read = gatewayOptions.flatMap((row) => ('vendor' in row ? row.vendor : [])).map((name) => name.toUpperCase());
  const known = new Set(variables.map(([name]) => name.toUpperCase()));
  expect(read.filter((name) => !known.has(name))).toEqual([]);
});
