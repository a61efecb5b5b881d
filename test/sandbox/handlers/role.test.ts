import { beforeEach, describe, expect, test } from 'vitest';
import { stillDate } from '../../support/still-date.ts';
import { type Key, sendRequest } from '../send-request.ts';
import { startTiny } from '../start-tiny.ts';
import { key, person } from '../tiny-world.ts';

const tiny = startTiny();
beforeEach(() => tiny.reset());

const role = { RoleArn: 'acs:ram::1234567890123456:role/admin', RoleSessionName: 'alice@work' };
const assume = (parameters: Record<string, string> = {}, by: Key = key, headers = {}) =>
  sendRequest(tiny.cloud.stsEndpoint, by, 'AssumeRole', { ...role, ...parameters }, { headers });
const keyOf = async (parameters: Record<string, string> = {}, by: Key = key): Promise<Key> => {
  const { AccessKeyId, AccessKeySecret, SecurityToken } = (await assume(parameters, by)).body.Credentials;
  return { accessKeyId: AccessKeyId, accessKeySecret: AccessKeySecret, securityToken: SecurityToken };
};
const ask = (by: Key) => tiny.call('DescribeVpnGateways', {}, { key: by });

describe('AssumeRole refuses', () => {
  const table: { name: string; parameters: Record<string, string>; code: string }[] = [
    { name: 'no role', parameters: { RoleArn: '' }, code: 'MissingRoleArn' },
    {
      name: 'something that is no role',
      parameters: { RoleArn: 'acs:ram::123:user/bob' },
      code: 'InvalidParameter.RoleArn',
    },
    { name: 'no session name', parameters: { RoleSessionName: '' }, code: 'MissingRoleSessionName' },
    {
      name: 'a session name of one character',
      parameters: { RoleSessionName: 'a' },
      code: 'InvalidParameter.RoleSessionName',
    },
    {
      name: 'a session name with a blank',
      parameters: { RoleSessionName: 'a b' },
      code: 'InvalidParameter.RoleSessionName',
    },
    { name: 'less than 15 minutes', parameters: { DurationSeconds: '899' }, code: 'InvalidParameter.DurationSeconds' },
    { name: 'more than an hour', parameters: { DurationSeconds: '3601' }, code: 'InvalidParameter.DurationSeconds' },
    { name: 'a policy that is no JSON', parameters: { Policy: '{' }, code: 'InvalidParameter.PolicyGrammar' },
    {
      name: 'a policy without statements',
      parameters: { Policy: '{"Version":"1"}' },
      code: 'InvalidParameter.PolicyGrammar',
    },
    {
      name: 'a policy of 1025 characters',
      parameters: { Policy: `"${'x'.repeat(1023)}"` },
      code: 'InvalidParameter.PolicySize',
    },
  ];
  for (const { name, parameters, code } of table)
    test(name, async () => {
      const { status, body } = await assume(parameters);
      expect([status, body.Code]).toEqual([400, code]);
    });
});

test('a role gives out a key that works and says whose it is', async () => {
  stillDate();
  const { body } = await assume();
  expect(body.AssumedRoleUser.Arn).toBe('acs:ram::1234567890123456:role/admin/alice@work');
  expect(body.AssumedRoleUser.AssumedRoleId).toMatch(/^\d+:alice@work$/);
  expect(body.Credentials.AccessKeyId).toMatch(/^STS\./);
  expect(body.Credentials.Expiration).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  const lifetime = Date.parse(body.Credentials.Expiration) - Date.now();
  expect(Math.abs(lifetime - 3_600_000)).toBeLessThan(1000);
  expect((await ask(await keyOf())).status).toBe(200);
});

test('a role key without its token, or with that of another, is refused', async () => {
  const one = await keyOf();
  const other = await keyOf();
  const { accessKeyId, accessKeySecret } = one;
  expect((await ask({ accessKeyId, accessKeySecret })).body.Code).toBe('MissingSecurityToken');
  const mixed = { accessKeyId, accessKeySecret, securityToken: other.securityToken ?? '' };
  expect((await ask(mixed)).body.Code).toBe('InvalidSecurityToken.MismatchWithAccessKey');
});

test('a role key ends when its time is over, by the clock of the world', async () => {
  const short = await keyOf({ DurationSeconds: '900' });
  tiny.cloud.clock.advance(899_000 - 5000);
  expect((await ask(short)).status).toBe(200);
  tiny.cloud.clock.advance(10_000);
  const { status, body } = await ask(short);
  expect([status, body.Code]).toEqual([400, 'InvalidSecurityToken.Expired']);
});

test('a role may be assumed from a role', async () => {
  const first = await keyOf();
  const second = await keyOf({ RoleArn: 'acs:ram::99:role/second' }, first);
  expect((await ask(second)).status).toBe(200);
});

test("a session's policy takes permissions away", async () => {
  const Policy = '{"Version":"1","Statement":[{"Effect":"Allow","Action":"vpc:Describe*","Resource":"*"}]}';
  const limited = await keyOf({ Policy });
  expect((await ask(limited)).status).toBe(200);
  const { status, body } = await tiny.call('DeleteVpnConnection', { VpnConnectionId: 'vco-1' }, { key: limited });
  expect([status, body.Code]).toEqual([403, 'NoPermission']);
});

test('a role assumed by a person still needs an organization', async () => {
  const { Credentials } = (await assume({}, person, { 'x-acs-organizationid': '7' })).body;
  const by = {
    accessKeyId: Credentials.AccessKeyId,
    accessKeySecret: Credentials.AccessKeySecret,
    securityToken: Credentials.SecurityToken,
  };
  expect((await ask(by)).body.Code).toBe('NoPermission');
});

test('a role can be assumed by GET, in XML, and through ASAPI', async () => {
  const how = { method: 'GET', common: { Format: 'XML' } } as const;
  const xml = await sendRequest(tiny.cloud.stsEndpoint, key, 'AssumeRole', role, how);
  expect(xml.text).toContain('<AssumeRoleResponse><Credentials><AccessKeyId>STS.');
  const asapi = await sendRequest(tiny.cloud.asapiEndpoint, key, 'AssumeRole', role, { common: { Product: 'Sts' } });
  expect(asapi.body.asapiSuccess).toBe(true);
});
