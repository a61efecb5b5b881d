import { expect, test } from 'vitest';
import type { GatewayOptions } from '../../../src/client/options.ts';
import { composeAsapi } from '../../../src/client/wire/asapi.ts';
import type { WireRequest } from '../../../src/client/wire/wire-request.ts';
import { testKeys } from '../recorder.ts';

const wireRequest: WireRequest = {
  action: 'CreateCustomerGateway',
  product: 'Vpc',
  version: '2016-04-28',
  endpoint: { origin: 'https://public.asapi.r1.example', path: '/asapi/v3/' },
  region: 'cn-a',
  target: undefined,
  parameters: { RegionId: 'cn-a', IpAddress: '203.0.113.7', Name: '\u7f51\u5173 *~' },
};
const keys = { ...testKeys, securityToken: 'CAIS+/fake==' };
const compose = (options: GatewayOptions = {}) => {
  const { httpRequest, stringToSign } = composeAsapi(
    wireRequest,
    { keys, nonce: 'n-1', timestamp: '2026-11-23T01:02:03Z' },
    options,
  );
  const query = Object.fromEntries(new URL(httpRequest.path, httpRequest.origin).searchParams);
  return { httpRequest, stringToSign, query };
};

test('common parameters and signature travel in the query, business ones in a form', () => {
  const { httpRequest, query } = compose();
  expect(httpRequest.path).toMatch(/^\/asapi\/v3\/\?/);
  expect(query).toMatchObject({
    Product: 'Vpc',
    Version: '2016-04-28',
    Action: 'CreateCustomerGateway',
    RegionId: 'cn-a',
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
    SignatureType: '',
    SecurityToken: 'CAIS+/fake==',
  });
  expect(query).not.toHaveProperty('IpAddress');
  expect(Object.fromEntries(new URLSearchParams(httpRequest.body))).toEqual({
    IpAddress: '203.0.113.7',
    Name: '\u7f51\u5173 *~',
  });
});

test('the signed path is the root, whatever the endpoint’s', () => {
  expect(compose().stringToSign).toMatch(/^POST&%2F&AccessKeyId/);
});

test('SHA-256 is version 2.1 and changes the signature alone', () => {
  const { query } = compose({ signature: 'HMAC-SHA256' });
  expect(query).toMatchObject({ SignatureMethod: 'HMAC-SHA256', SignatureVersion: '2.1' });
  expect(Buffer.from(String(query['Signature']), 'base64')).toHaveLength(32);
});

test('a JSON body repeats the common parameters and says which signature it has', () => {
  const { httpRequest, query } = compose({ bodyFormat: 'json' });
  expect(httpRequest.headers).toMatchObject({ 'content-type': 'application/json', 'x-ascm-sign-version': '1.0' });
  expect(JSON.parse(httpRequest.body ?? '')).toEqual({ IpAddress: '203.0.113.7', Name: '\u7f51\u5173 *~', ...query });
});

test('organization, region, product and gateway version go as headers', () => {
  const { headers } = compose({ organization: '11', resourceGroup: '22', asapiVersion: '3.0' }).httpRequest;
  expect(headers).toMatchObject({
    'x-acs-organizationid': '11',
    'x-acs-resourcegroupid': '22',
    'x-acs-regionid': 'cn-a',
    'x-acs-caller-sdk-source': 'vpn-gateway-mcp',
    'x-acs-asapi-product': 'Vpc',
    'x-acs-asapi-gateway-version': '3.0',
  });
  expect(headers).not.toHaveProperty('x-acs-instanceid');
});

test('organization and resource set are parameters only where asked for', () => {
  const parts = { organization: '11', resourceGroup: '22' };
  expect(compose(parts).query).not.toHaveProperty('Department');
  expect(compose({ ...parts, organizationParameters: true }).query).toMatchObject({
    Department: '11',
    OrganizationId: '11',
    ResourceGroup: '22',
  });
});

test('the secret is never sent', () => {
  const { httpRequest } = compose();
  expect(JSON.stringify(httpRequest)).not.toContain(testKeys.accessKeySecret);
});
