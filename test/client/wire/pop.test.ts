import { expect, test } from 'vitest';
import type { GatewayOptions } from '../../../src/client/options.ts';
import { composePop } from '../../../src/client/wire/pop.ts';
import type { WireRequest } from '../../../src/client/wire/wire-request.ts';
import { testKeys } from '../recorder.ts';

const wireRequest: WireRequest = {
  action: 'ModifyVpnConnectionAttribute',
  product: 'Vpc',
  version: '2016-04-28',
  endpoint: { origin: 'https://gw.example', path: '/' },
  region: 'cn-a',
  target: 'vco-1',
  parameters: { RegionId: 'cn-a', VpnConnectionId: 'vco-1', IkeConfig: '{"Psk":"fake-psk"}' },
};
const keys = { ...testKeys, securityToken: 'CAIS+/fake==' };
const compose = (options: GatewayOptions = {}) =>
  composePop(wireRequest, { keys, nonce: 'n-1', timestamp: '2026-11-23T01:02:03Z' }, options);

test('as POST nothing but the path shows in the URL', () => {
  const { httpRequest } = compose();
  expect(httpRequest).toMatchObject({ method: 'POST', path: '/' });
  const body = new URLSearchParams(httpRequest.body);
  expect(body.get('IkeConfig')).toBe('{"Psk":"fake-psk"}');
  expect(body.get('SecurityToken')).toBe('CAIS+/fake==');
  expect(body.get('Timestamp')).toBe('2026-11-23T01:02:03Z');
});

test('as GET everything is in the query and the signature is another one', () => {
  const { httpRequest, stringToSign } = compose({ method: 'GET' });
  expect(httpRequest.body).toBeUndefined();
  expect(httpRequest.path).toMatch(/^\/\?AccessKeyId=.*&Signature=/);
  expect(stringToSign).toMatch(/^GET&%2F&/);
  expect(compose().stringToSign).toMatch(/^POST&%2F&/);
});

test('signature type and millisecond never appear', () => {
  expect(compose().httpRequest.body).not.toMatch(/SignatureType|\.\d+Z/);
});

test('the public cloud gets no headers of a private one', () => {
  expect(Object.keys(compose().httpRequest.headers).some((name) => name.startsWith('x-acs'))).toBe(false);
});

test('an organization brings the headers of Apsara Stack', () => {
  const { headers } = compose({ organization: '11', resourceGroup: '22', sdkSource: 'me' }).httpRequest;
  expect(headers).toMatchObject({
    'x-acs-organizationid': '11',
    'x-acs-resourcegroupid': '22',
    'x-acs-regionid': 'cn-a',
    'x-acs-instanceid': 'vco-1',
    'x-acs-caller-sdk-source': 'me',
  });
});

test('organization and resource set are signed parameters where asked for, of this product alone', () => {
  const parts = { organization: '11', resourceGroup: '22' };
  expect(compose(parts).httpRequest.body).not.toContain('Department');
  const { httpRequest, stringToSign } = compose({ ...parts, organizationParameters: true });
  expect(Object.fromEntries(new URLSearchParams(httpRequest.body))).toMatchObject({
    ...{ Department: '11', OrganizationId: '11', ResourceGroup: '22' },
  });
  expect(stringToSign).toContain('Department%3D11');
  const stamp = { keys, nonce: 'n-1', timestamp: '2026-11-23T01:02:03Z' };
  const sts = composePop({ ...wireRequest, product: 'Sts' }, stamp, { ...parts, organizationParameters: true });
  expect(sts.httpRequest.body).not.toContain('Department');
});

test('parameters for a proxy that ends TLS are signed ones', () => {
  const { httpRequest, stringToSign } = compose({ secureTransport: true, sourceIp: '203.0.113.9', format: 'XML' });
  expect(new URLSearchParams(httpRequest.body).get('SecureTransport')).toBe('true');
  expect(stringToSign).toMatch(/SourceIp%3D203\.0\.113\.9/);
  expect(stringToSign).toMatch(/Format%3DXML/);
});
