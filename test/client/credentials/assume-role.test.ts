import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import { roleRequestOf } from '../../../src/client/credentials/assume-role.ts';
import { secretOf, signers, sts } from '../fake-sts.ts';
import type { Reply } from '../recorder.ts';
import { bareCall, startClient } from '../start-client.ts';

test('what the tool was given is asked of STS, and nothing that was not given', () => {
  const given = { RoleArn: 'acs:ram::1:role/ops', RoleSessionName: 'me', Policy: '{}', DurationSeconds: 900 };
  expect(roleRequestOf(given)).toEqual({
    roleArn: given.RoleArn,
    sessionName: 'me',
    policy: '{}',
    durationSeconds: 900,
  });
  expect(roleRequestOf({ RoleArn: 'a', RoleSessionName: 'b' })).toEqual({ roleArn: 'a', sessionName: 'b' });
});

test('keys of a session are shown to STS with their token', async () => {
  const { client, server } = await startClient(
    sts(Date.now),
    {
      accessKeyId: 'STS.given',
      accessKeySecret: secretOf('STS.given'),
      securityToken: 'tok',
      roleArn: 'acs:ram::1:role/ops',
      now: Date.now,
    },
    secretOf,
  );
  await client.invoke(actions.DescribeVpnGateways, {}, bareCall());
  expect(signers(server.requests)[0]).toBe('AssumeRole STS.given tok');
  expect(server.requests.every(({ isSigned }) => isSigned)).toBe(true);
});

test('an OIDC token is exchanged for keys, unsigned, with the token in the body', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'client-oidc-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'token'), 'fake.jwt.token\n');
  const { client, server } = await startClient(
    sts(Date.now),
    {
      accessKeyId: undefined,
      accessKeySecret: undefined,
      roleArn: 'acs:ram::1:role/pod',
      oidcProviderArn: 'acs:ram::1:oidc-provider/k8s',
      oidcTokenFile: join(folder, 'token'),
      now: Date.now,
    },
    secretOf,
  );
  await client.invoke(actions.DescribeVpnGateways, {}, bareCall());
  expect(server.requests[0]).toMatchObject({
    query: { Action: 'AssumeRoleWithOIDC', Version: '2015-04-01' },
    form: {
      OIDCToken: 'fake.jwt.token',
      OIDCProviderArn: 'acs:ram::1:oidc-provider/k8s',
      RoleArn: 'acs:ram::1:role/pod',
    },
  });
  expect(server.requests[1]).toMatchObject({ isSigned: true, parameters: { AccessKeyId: 'STS.1' } });
});

test('STS is asked again after a throttle and a lost reply: another session does no harm', async () => {
  const good = sts(Date.now);
  const { client, server } = await startClient(
    (request, count) =>
      count === 1 ? 'cut' : count === 2 ? { status: 400, body: { Code: 'Throttling' } } : good(request, count),
    { now: Date.now },
    secretOf,
  );
  await client.invoke(actions.AssumeRole, { RoleArn: 'acs:ram::1:role/ops', RoleSessionName: 'me' }, bareCall());
  expect(server.actions()).toEqual(Array(3).fill('AssumeRole'));
});

test('a refresh that fails is warned about, and the old session serves on', async () => {
  let asked = 0;
  const good = sts(() => Date.UTC(2026, 10, 23, 1, 2, 3));
  const { client, server, clock, warnings } = await startClient(
    (request, count): Reply => {
      if (request.parameters['Action'] === 'AssumeRole') asked += 1;
      return asked > 1 && request.parameters['Action'] === 'AssumeRole'
        ? { status: 403, body: { Code: 'NoPermission', Message: 'no' } }
        : (good(request, count) as Reply);
    },
    { roleArn: 'acs:ram::1:role/ops' },
    secretOf,
  );
  await client.invoke(actions.DescribeVpnGateways, {}, bareCall());
  clock.nowMs += 50 * 60_000;
  await client.invoke(actions.DescribeVpnGateways, {}, bareCall());
  expect(server.requests.at(-1)?.parameters['AccessKeyId']).toBe('STS.1');
  expect(warnings).toHaveLength(1);
});

test('an STS without TLS is warned about, unless it is on this machine', async () => {
  const role = { RoleArn: 'acs:ram::1:role/ops', RoleSessionName: 'me' };
  const far = await startClient(sts(Date.now), { stsEndpoint: 'http://sts.invalid' }, secretOf);
  await expect(far.client.invoke(actions.AssumeRole, role, bareCall())).rejects.toMatchObject({ phase: 'name' });
  expect(far.warnings).toEqual(['STS is reached without TLS: keys travel in the clear']);
  const near = await startClient(sts(Date.now), {}, secretOf);
  await near.client.invoke(actions.AssumeRole, role, bareCall());
  expect(near.warnings).toEqual([]);
});

test('an STS that hands out nothing is told, and the identity stays', async () => {
  const { client } = await startClient(() => ({ body: { RequestId: 'R' } }));
  const work = client.invoke(actions.AssumeRole, { RoleArn: 'acs:ram::1:role/ops', RoleSessionName: 'me' }, bareCall());
  await expect(work).rejects.toMatchObject({ code: 'EmptyReply' });
  expect(await client.identity()).toMatchObject({ Source: 'settings' });
});
