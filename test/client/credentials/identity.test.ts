import { expect, onTestFinished, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import { secretOf, signers, sts } from '../fake-sts.ts';
import { startRecorder, testKeys } from '../recorder.ts';
import { bareCall, startClient } from '../start-client.ts';

const list = actions.DescribeVpnGateways;
const role = { RoleArn: 'acs:ram::1:role/ops', RoleSessionName: 'me' };
const id = testKeys.accessKeyId;
const minute = 60_000;

/** A client whose cloud hands out sessions; `clock` is the client's, moved by hand. */
const start = async (options = {}) => {
  const held: { nowMs: number } = { nowMs: 0 };
  const started = await startClient(
    sts(() => held.nowMs),
    options,
    secretOf,
  );
  held.nowMs = started.clock.nowMs;
  const move = (ms: number): void => {
    started.clock.nowMs += ms;
    held.nowMs = started.clock.nowMs;
  };
  return { ...started, move };
};

test('assuming a role switches who signs, and returns no key', async () => {
  const { client, server } = await start();
  const output = await client.invoke(actions.AssumeRole, role, bareCall());
  expect(output).toEqual({
    RequestId: 'R-sts-1',
    AssumedRoleUser: { Arn: 'acs:ram::1:role/ops/me', AssumedRoleId: '33:me' },
    Credentials: { Expiration: '2026-11-23T02:02:03.000Z' },
  });
  await client.invoke(list, {}, bareCall());
  expect(signers(server.requests)).toEqual([`AssumeRole ${id} -`, 'DescribeVpnGateways STS.1 fake-token-1']);
  expect(server.requests.every(({ isSigned }) => isSigned)).toBe(true);
  expect(server.requests[0]).toMatchObject({
    method: 'POST',
    path: '/',
    parameters: { Version: '2015-04-01', RoleArn: role.RoleArn, RoleSessionName: 'me' },
  });
  expect(server.requests[0]?.parameters).not.toHaveProperty('DurationSeconds');
  expect(await client.identity()).toMatchObject({
    Account: `${role.RoleArn} via LTAI****0001`,
    Principal: `${id} ${role.RoleArn}`,
    Source: 'AssumeRole',
  });
});

test('an assumed role refreshes itself ahead of its end, from the first identity, once for all', async () => {
  const { client, server, move } = await start();
  await client.invoke(actions.AssumeRole, { ...role, DurationSeconds: 3600 }, bareCall());
  move(49 * minute);
  await Promise.all(Array.from({ length: 10 }, () => client.invoke(list, {}, bareCall())));
  const signed = signers(server.requests);
  expect(signed.filter((line) => line.startsWith('AssumeRole'))).toEqual([`AssumeRole ${id} -`, `AssumeRole ${id} -`]);
  expect(signed.slice(2)).toEqual(Array(10).fill('DescribeVpnGateways STS.2 fake-token-2'));
  expect(server.requests[1]?.parameters['DurationSeconds']).toBe('3600');
});

test('a second role is assumed from the first identity too', async () => {
  const { client, server } = await start();
  await client.invoke(actions.AssumeRole, role, bareCall());
  await client.invoke(actions.AssumeRole, { ...role, RoleArn: 'acs:ram::1:role/other' }, bareCall());
  expect(signers(server.requests)).toEqual([`AssumeRole ${id} -`, `AssumeRole ${id} -`]);
});

test('a role that is refused leaves the identity as it was', async () => {
  const refuse = { status: 403, body: { Code: 'NoPermission', Message: 'no', RequestId: 'R' } };
  const { client } = await startClient(() => refuse);
  await expect(client.invoke(actions.AssumeRole, role, bareCall())).rejects.toMatchObject({ code: 'NoPermission' });
  expect(await client.identity()).toMatchObject({ Account: 'LTAI****0001' });
});

test('a role from the settings is assumed at the first call, and its region of STS is taken', async () => {
  const { client, server } = await start({ roleArn: role.RoleArn, roleSessionName: 'set', externalId: 'x-1' });
  expect(server.requests).toEqual([]);
  await client.invoke(list, {}, bareCall());
  expect(signers(server.requests)).toEqual([`AssumeRole ${id} -`, 'DescribeVpnGateways STS.1 fake-token-1']);
  expect(server.requests[0]?.parameters).toMatchObject({ RoleSessionName: 'set', ExternalId: 'x-1' });
  expect(await client.identity()).toMatchObject({ Account: `${role.RoleArn} via LTAI****0001` });
});

test('a session that the cloud ends early is renewed once, and the call succeeds', async () => {
  let sessions = 0;
  const { client, server } = await startClient(
    ({ parameters }) => {
      if (parameters['Action'] === 'AssumeRole') {
        sessions += 1;
        return sts(Date.now)({ parameters } as never, 0);
      }
      return sessions < 2
        ? { status: 400, body: { Code: 'InvalidSecurityToken.Expired' } }
        : { body: { RequestId: 'R' } };
    },
    { roleArn: role.RoleArn, now: Date.now },
    secretOf,
  );
  await client.invoke(list, {}, bareCall());
  expect(server.actions()).toEqual(['AssumeRole', 'DescribeVpnGateways', 'AssumeRole', 'DescribeVpnGateways']);
});

test('a search that found nothing is repeated at the next call', async () => {
  const { client } = await start({ accessKeyId: undefined, accessKeySecret: undefined });
  for (let i = 0; i < 2; i += 1) {
    await expect(client.invoke(list, {}, bareCall())).rejects.toMatchObject({ setting: 'ALIBABA_CLOUD_ACCESS_KEY_ID' });
  }
});

test('an instance without a role is asked once a minute, not at every call', async () => {
  const metadata = await startRecorder(() => ({ status: 404 }));
  onTestFinished(() => metadata.close());
  const { client, move } = await start({
    accessKeyId: undefined,
    accessKeySecret: undefined,
    ecsMetadataDisabled: false,
    metadataUrl: metadata.url,
  });
  const asked = async (): Promise<number> => {
    await expect(client.invoke(list, {}, bareCall())).rejects.toThrow(/no credentials/);
    return metadata.requests.length;
  };
  const once = await asked();
  expect(once).toBeGreaterThan(0);
  expect(await asked()).toBe(once);
  move(2 * minute);
  expect(await asked()).toBe(2 * once);
});
