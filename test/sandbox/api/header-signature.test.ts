import { createHash, createHmac, randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { headerStringToSign, isHeaderSignedBy, readHeaderSigned } from '../../../src/sandbox/api/header-signature.ts';
import type { Incoming } from '../../../src/sandbox/api/incoming.ts';
import { startPublic } from '../public/start-public.ts';
import { stamp } from '../send-request.ts';
import { startTiny } from '../start-tiny.ts';

/** What the vendor's current signer for TypeScript made of a made-up request. */
const emptyBody = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const signed = 'host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version';
const signature = '89e5f5a36920b6216a97bed5d52dc39b4082c512e3a414687d8f7eb511d9b539';
const parameters = {
  ...{ RegionId: 'cn-hangzhou', 'Tag.1.Key': 'env', 'Tag.1.Value': "prod & (test)*'!", Name: 'ü ~x', Empty: '' },
};
const vector: Incoming = {
  ...{ method: 'POST', gateway: 'pop', path: '/', parameters, inUrl: Object.keys(parameters), bodySha256: emptyBody },
  headers: {
    ...{ host: '127.0.0.1:1234', 'x-acs-version': '2016-04-28', 'x-acs-action': 'DescribeVpnGateways' },
    ...{ 'x-acs-date': '2026-11-23T09:00:00Z', 'x-acs-signature-nonce': 'FAKE-nonce-1' },
    ...{ 'x-acs-content-sha256': emptyBody, 'user-agent': 'ua' },
    authorization: `ACS3-HMAC-SHA256 Credential=FAKE-key,SignedHeaders=${signed},Signature=${signature}`,
  },
};

test("agrees with the vendor's signer", () => {
  const text = headerStringToSign(readHeaderSigned(vector));
  expect(isHeaderSignedBy('FAKE-secret', text, signature)).toBe(true);
  expect(isHeaderSignedBy('FAKE-other', text, signature)).toBe(false);
  expect(isHeaderSignedBy('FAKE-secret', headerStringToSign({ ...vector, bodySha256: 'other' }), signature)).toBe(
    false,
  );
});

test('what stands in the headers is told as parameters', () => {
  expect(readHeaderSigned(vector).parameters).toMatchObject({
    ...{ ...parameters, Action: 'DescribeVpnGateways', Version: '2016-04-28', AccessKeyId: 'FAKE-key' },
    ...{ Timestamp: '2026-11-23T09:00:00Z', SignatureNonce: 'FAKE-nonce-1', Signature: signature },
  });
});

test.each(['', 'Basic eHl6', 'ACS3-HMAC-SHA256 nonsense'])(
  'a request with the authorization "%s" is left as it is',
  (authorization) => {
    const plain = { ...vector, headers: { ...vector.headers, authorization } };
    expect(readHeaderSigned(plain)).toBe(plain);
  },
);

const world = startPublic();
const tiny = startTiny();

/** Sends a call signed in its headers; `alter` changes them after the signing. */
const send = async (endpoint: string, body: string, alter: Record<string, string> = {}) => {
  const { accessKeyId, accessKeySecret } = world.cloud;
  const headers: Record<string, string> = {
    ...{ host: new URL(endpoint).host, 'x-acs-action': 'DescribeVpcs', 'x-acs-version': '2016-04-28' },
    ...{ 'x-acs-date': stamp(), 'x-acs-signature-nonce': randomUUID() },
    'x-acs-content-sha256': createHash('sha256').update(body).digest('hex'),
  };
  const names = Object.keys(headers).sort();
  const lines = names.map((name) => `${name}:${headers[name]}\n`).join('');
  const hash = headers['x-acs-content-sha256'];
  const canonical = ['POST', '/', 'RegionId=cn-hangzhou', lines, names.join(';'), hash].join('\n');
  const text = `ACS3-HMAC-SHA256\n${createHash('sha256').update(canonical).digest('hex')}`;
  const mac = createHmac('sha256', accessKeySecret).update(text).digest('hex');
  const authorization = `ACS3-HMAC-SHA256 Credential=${accessKeyId},SignedHeaders=${names.join(';')},Signature=${mac}`;
  const { host: _, ...own } = headers;
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  const all = { ...own, ...type, authorization, ...alter };
  const answer = await fetch(`${endpoint}/?RegionId=cn-hangzhou`, { method: 'POST', headers: all, body });
  return JSON.parse(await answer.text());
};

describe('a call signed in its headers', () => {
  test('is answered on the public cloud, its body counts', async () => {
    expect(await send(world.cloud.endpoint, 'VpcName=shop')).toMatchObject({ TotalCount: 1 });
  });

  test('is refused where a header or the body is not the signed one', async () => {
    const other = { 'x-acs-action': 'DescribeVSwitches' };
    expect(await send(world.cloud.endpoint, '', other)).toMatchObject({ Code: 'SignatureDoesNotMatch' });
    const hash = { 'x-acs-content-sha256': emptyBody };
    expect(await send(world.cloud.endpoint, 'VpcName=shop', hash)).toMatchObject({ Code: 'SignatureDoesNotMatch' });
  });

  test('is no call on Apsara Stack', async () => {
    expect(await send(tiny.cloud.endpoint, '')).toMatchObject({ Code: 'MissingAction' });
  });
});
