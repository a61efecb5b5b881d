import { ROAClient } from '@alicloud/pop-core';
import { describe, expect, test } from 'vitest';
import {
  actionAt,
  isPathSignedBy,
  pathStringToSign,
  readPathSigned,
} from '../../../src/sandbox/ascm/path-signature.ts';
import { startPublic } from '../public/start-public.ts';
import { startTiny } from '../start-tiny.ts';
import { key } from '../tiny-world.ts';

const ORGANIZATIONS = '/ascm/auth/organization/queryList';
const SETS = '/ascm/auth/resource_group/list_resource_group';

const tiny = startTiny();

/** The vendor's own client: neither side's signer is trusted here. */
const client = (
  more: { accessKeySecret?: string; apiVersion?: string; securityToken?: string } = {},
  endpoint?: string,
) => new ROAClient({ endpoint: endpoint ?? tiny.cloud.endpoint, apiVersion: '2019-05-10', ...key, ...more });

describe("requests of the vendor's client", () => {
  test.each(['GET', 'POST'] as const)('%s is understood', async (method) => {
    expect((await client().request(method, ORGANIZATIONS)).data).toHaveLength(2);
    const { data, pageInfo } = await client().request(method, SETS, { pageNumber: '1', pageSize: '1' });
    expect([data[0].resourceGroupName, pageInfo.pageSize]).toEqual(['lab', 1]);
  });

  test.each([
    ['another secret', { accessKeySecret: 'FAKE-other' }, 'SignatureDoesNotMatch'],
    ['a token that was never given', { securityToken: 'CAISfake' }, 'InvalidSecurityToken.MismatchWithAccessKey'],
    ['another version', { apiVersion: '2016-04-28' }, 'InvalidAction.NotFound'],
  ])('%s is refused', async (_, wrong, code) => {
    await expect(client(wrong).request('POST', ORGANIZATIONS)).rejects.toMatchObject({ code });
  });

  test('on the public cloud there is no such thing', async () => {
    await expect(client({}, it.cloud.endpoint).request('POST', ORGANIZATIONS)).rejects.toThrow();
  });
});

const it = startPublic();

test('a signature that is no digest is refused', () => {
  expect(isPathSignedBy('FAKE', 'text', 'short')).toBe(false);
});

test('other paths are none of the console', () => {
  expect([actionAt('/'), actionAt('toString'), actionAt(`${ORGANIZATIONS}/x`)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  const other = { method: 'POST', path: '/', parameters: { Action: 'DescribeRegions' }, inUrl: [], headers: {} };
  expect(readPathSigned(other)).toBe(other);
});

test('what is signed has a line for each of four headers, also where one is absent', () => {
  const headers = { accept: 'application/json', date: 'Tue, 01 Dec 2026 08:00:00 GMT', 'x-acs-b': '2', 'x-acs-a': '1' };
  const parameters = { pageSize: '10', name: 'a b', empty: '' };
  const text = pathStringToSign({ method: 'POST', path: SETS, parameters, inUrl: Object.keys(parameters), headers });
  expect(text.split('\n')).toEqual([
    ...['POST', 'application/json', '', '', headers.date, 'x-acs-a:1', 'x-acs-b:2'],
    `${SETS}?empty&name=a b&pageSize=10`,
  ]);
});

test('a time that is none stays as it is, to be refused', () => {
  const headers = { date: 'soon', authorization: 'acs FAKE-KEY:FAKE' };
  const { parameters } = readPathSigned({ method: 'POST', path: SETS, parameters: {}, inUrl: [], headers });
  expect(parameters).toMatchObject({ Timestamp: 'soon', AccessKeyId: 'FAKE-KEY', Signature: 'FAKE' });
});
