import { describe, expect, test } from 'vitest';
import type { SendOptions } from '../send-request.ts';
import { startTiny } from '../start-tiny.ts';
import { person, reader } from '../tiny-world.ts';

const tiny = startTiny();

describe('a request is refused before it is looked at', () => {
  const table: { name: string; how: SendOptions; status: number; code: string }[] = [
    { name: 'a wrong secret', how: { secret: 'FAKE-wrong' }, status: 400, code: 'SignatureDoesNotMatch' },
    {
      name: 'an unknown key',
      how: { common: { AccessKeyId: 'FAKE-nobody' } },
      status: 404,
      code: 'InvalidAccessKeyId.NotFound',
    },
    {
      name: 'a token with a permanent key',
      how: { common: { SecurityToken: 'CAISxyz' } },
      status: 400,
      code: 'InvalidSecurityToken.MismatchWithAccessKey',
    },
    {
      name: 'a token that never was one',
      how: { common: { SecurityToken: 'rubbish' } },
      status: 400,
      code: 'InvalidSecurityToken.Malformed',
    },
    {
      name: 'an action of STS under the version of VPC',
      how: { common: { Action: 'AssumeRole' } },
      status: 404,
      code: 'InvalidAction.NotFound',
    },
    {
      name: 'an unknown action',
      how: { common: { Action: 'DescribeVpnGatway' } },
      status: 404,
      code: 'InvalidAction.NotFound',
    },
    {
      name: 'a property that every object has',
      how: { common: { Action: 'toString' } },
      status: 404,
      code: 'InvalidAction.NotFound',
    },
  ];
  for (const { name, how, status, code } of table)
    test(name, async () => {
      const reply = await tiny.call('DescribeVpnGateways', {}, how);
      expect({ status: reply.status, Code: reply.body.Code }).toEqual({ status, Code: code });
    });
});

test('a nonce is good once', async () => {
  const how = { common: { SignatureNonce: 'FAKE-nonce-once' } };
  expect((await tiny.call('DescribeRegions', {}, how)).status).toBe(200);
  const again = await tiny.call('DescribeRegions', {}, how);
  expect([again.status, again.body.Code]).toEqual([400, 'SignatureNonceUsed']);
});

test('a request with a wrong signature does not use up its nonce', async () => {
  const common = { SignatureNonce: 'FAKE-nonce-kept' };
  expect((await tiny.call('DescribeRegions', {}, { common, secret: 'FAKE-wrong' })).status).toBe(400);
  expect((await tiny.call('DescribeRegions', {}, { common })).status).toBe(200);
});

test('a wrong signature is answered with the string that should have been signed', async () => {
  const { body } = await tiny.call('DescribeVpnGateways', { PageSize: '5' }, { secret: 'FAKE-wrong' });
  expect(body.Message).toMatch(
    /server string to sign is:POST&%2F&AccessKeyId%3DFAKE-KEY%26Action%3DDescribeVpnGateways%26/,
  );
  expect(body.Message).toContain('%26PageSize%3D5%26');
});

describe('organizations', () => {
  const ask = (headers: Record<string, string>, key = person) => tiny.call('DescribeVpnGateways', {}, { headers, key });

  test('a personal key without an organization is refused', async () => {
    const { status, body } = await ask({});
    expect([status, body.Code]).toEqual([403, 'NoPermission']);
  });

  test('a personal key with an organization is let in', async () => {
    expect((await ask({ 'x-acs-organizationid': '7', 'x-acs-resourcegroupid': '70' })).status).toBe(200);
  });

  test('an organization or resource set that is not there is refused', async () => {
    expect((await ask({ 'x-acs-organizationid': '99' })).body.Code).toBe('NoPermission');
    expect((await ask({ 'x-acs-organizationid': '8', 'x-acs-resourcegroupid': '70' })).body.Code).toBe('NoPermission');
  });

  test('a resource set without an organization is refused', async () => {
    expect((await tiny.call('DescribeVpnGateways', {}, { headers: { 'x-acs-resourcegroupid': '70' } })).status).toBe(
      400,
    );
  });

  test('what one organization makes, another does not see', async () => {
    const headers = { 'x-acs-organizationid': '7', 'x-acs-resourcegroupid': '70' };
    const made = await tiny.call('CreateCustomerGateway', { IpAddress: '192.0.2.70' }, { headers });
    const id: string = made.body.CustomerGatewayId;
    const seenBy = async (organization: string) =>
      (
        await tiny.call(
          'DescribeCustomerGateway',
          { CustomerGatewayId: id },
          { headers: { 'x-acs-organizationid': organization } },
        )
      ).body;
    expect(await seenBy('7')).toMatchObject({
      Department: '7',
      DepartmentName: 'Research',
      ResourceGroup: '70',
      ResourceGroupName: 'lab',
    });
    expect((await seenBy('8')).Code).toBe('InvalidCustomerGatewayInstanceId.NotFound');
  });
});

test('an action that a key may not do is refused with 403', async () => {
  const { status, body } = await tiny.call('DeleteVpnConnection', { VpnConnectionId: 'vco-1' }, { key: reader });
  expect([status, body.Code]).toEqual([403, 'Forbidden']);
});

test('an unknown region is refused, and the header x-acs-regionid stands in for the parameter', async () => {
  expect((await tiny.call('DescribeVpnGateways', { RegionId: 'cn-nowhere' })).body.Code).toBe(
    'InvalidRegionId.NotFound',
  );
  const headers = { 'x-acs-regionid': 'cn-test-2' };
  const there = await tiny.call('DescribeVpnGateways', { RegionId: '' }, { headers });
  expect(there.body.TotalCount).toBe(0);
});
