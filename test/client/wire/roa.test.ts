import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { composeRoa } from '../../../src/client/wire/roa.ts';
import type { WireRequest } from '../../../src/client/wire/wire-request.ts';

const path = '/ascm/auth/resource_group/list_resource_group';
const wireRequest: WireRequest = {
  action: 'ListResourceGroup',
  product: 'ascm',
  version: '2019-05-10',
  endpoint: { origin: 'https://ascm.gw.example', path },
  region: 'cn-a',
  target: undefined,
  parameters: { pageSize: '1000', pageNumber: '1' },
};
const keys = { accessKeyId: 'fake-id', accessKeySecret: 'fake-secret' };
const compose = (more: Partial<WireRequest> = {}, securityToken?: string) =>
  composeRoa(
    { ...wireRequest, ...more },
    { keys: { ...keys, ...(securityToken && { securityToken }) }, nonce: 'n-1', timestamp: '2026-11-23T01:02:03Z' },
    {},
  );

/** The whole request, so that a change of any byte of it is seen; the digest is reckoned here for a second time. */
test('the request is this one', () => {
  const signed = [
    ...['POST', 'application/json', '1B2M2Y8AsgTpgAmY7PhCfg==', 'application/json', 'Mon, 23 Nov 2026 01:02:03 GMT'],
    ...['x-acs-action:ListResourceGroup', 'x-acs-caller-sdk-source:vpn-gateway-mcp', 'x-acs-regionid:cn-a'],
    ...['x-acs-signature-method:HMAC-SHA1', 'x-acs-signature-nonce:n-1', 'x-acs-signature-version:1.0'],
    ...['x-acs-version:2019-05-10', `${path}?pageNumber=1&pageSize=1000`],
  ].join('\n');
  const signature = createHmac('sha1', 'fake-secret').update(signed).digest('base64');
  expect(compose()).toEqual({
    stringToSign: signed,
    httpRequest: {
      method: 'POST',
      origin: 'https://ascm.gw.example',
      path: `${path}?pageNumber=1&pageSize=1000`,
      body: '',
      headers: {
        'user-agent': 'vpn-gateway-mcp',
        accept: 'application/json',
        'content-md5': '1B2M2Y8AsgTpgAmY7PhCfg==',
        'content-type': 'application/json',
        date: 'Mon, 23 Nov 2026 01:02:03 GMT',
        'x-acs-regionid': 'cn-a',
        'x-acs-caller-sdk-source': 'vpn-gateway-mcp',
        'x-acs-action': 'ListResourceGroup',
        'x-acs-version': '2019-05-10',
        'x-acs-signature-method': 'HMAC-SHA1',
        'x-acs-signature-version': '1.0',
        'x-acs-signature-nonce': 'n-1',
        authorization: `acs fake-id:${signature}`,
      },
    },
  });
});

test('without parameters the path stands alone', () => {
  expect(compose({ parameters: {} }).httpRequest.path).toBe(path);
});

test('what travels is escaped, what is signed is not', () => {
  const { httpRequest, stringToSign } = compose({ parameters: { name: 'a b&c' } });
  expect(httpRequest.path).toBe(`${path}?name=a%20b%26c`);
  expect(stringToSign.split('\n').at(-1)).toBe(`${path}?name=a b&c`);
});

test('a token is a signed header, and the secret is nowhere', () => {
  const { httpRequest, stringToSign } = compose({}, 'CAIS+/fake==');
  expect(httpRequest.headers['x-acs-security-token']).toBe('CAIS+/fake==');
  expect(stringToSign).toContain('x-acs-security-token:CAIS+/fake==');
  expect(JSON.stringify(httpRequest)).not.toContain('fake-secret');
});
