import { expect, test } from 'vitest';
import type { GatewayOptions } from '../../../src/client/options.ts';
import { composePop } from '../../../src/client/wire/pop.ts';
import type { WireRequest } from '../../../src/client/wire/wire-request.ts';
import { testKeys } from '../recorder.ts';

const order: WireRequest = {
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
  composePop(order, { keys, nonce: 'n-1', timestamp: '2026-11-23T01:02:03Z' }, options);

test('as POST nothing but the path shows in the URL', () => {
  const { request } = compose();
  expect(request).toMatchObject({ method: 'POST', path: '/' });
  const body = new URLSearchParams(request.body);
  expect(body.get('IkeConfig')).toBe('{"Psk":"fake-psk"}');
  expect(body.get('SecurityToken')).toBe('CAIS+/fake==');
  expect(body.get('Timestamp')).toBe('2026-11-23T01:02:03Z');
});

test('as GET everything is in the query and the signature is another one', () => {
  const { request, stringToSign } = compose({ method: 'GET' });
  expect(request.body).toBeUndefined();
  expect(request.path).toMatch(/^\/\?AccessKeyId=.*&Signature=/);
  expect(stringToSign).toMatch(/^GET&%2F&/);
  expect(compose().stringToSign).toMatch(/^POST&%2F&/);
});

test('signature type and millisecond never appear', () => {
  expect(compose().request.body).not.toMatch(/SignatureType|\.\d+Z/);
});

test('the public cloud gets no headers of a private one', () => {
  expect(Object.keys(compose().request.headers).some((name) => name.startsWith('x-acs'))).toBe(false);
});

test('an organization brings the headers of Apsara Stack', () => {
  const { headers } = compose({ organization: '11', resourceGroup: '22', sdkSource: 'me' }).request;
  expect(headers).toMatchObject({
    'x-acs-organizationid': '11',
    'x-acs-resourcegroupid': '22',
    'x-acs-regionid': 'cn-a',
    'x-acs-instanceid': 'vco-1',
    'x-acs-caller-sdk-source': 'me',
  });
});

test('parameters for a proxy that ends TLS are signed ones', () => {
  const { request, stringToSign } = compose({ secureTransport: true, sourceIp: '203.0.113.9', format: 'XML' });
  expect(new URLSearchParams(request.body).get('SecureTransport')).toBe('true');
  expect(stringToSign).toMatch(/SourceIp%3D203\.0\.113\.9/);
  expect(stringToSign).toMatch(/Format%3DXML/);
});
