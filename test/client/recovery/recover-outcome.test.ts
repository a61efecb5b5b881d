import { expect, test } from 'vitest';
import type { Action } from '../../../src/catalogue/action.ts';
import { actions } from '../../../src/catalogue/index.ts';
import { CloudError, Unreachable } from '../../../src/errors.ts';
import type { Answer, Reply } from '../recorder.ts';
import { bareCall, startClient } from '../start-client.ts';

const gone = (Code: string): Reply => ({ status: 404, body: { Code, Message: 'not there', RequestId: 'R-gone' } });
const fault: Reply = { status: 500, body: { Code: 'InternalError', Message: 'oops', RequestId: 'R-500' } };
const inTurn =
  (...replies: ReturnType<Answer>[]): Answer =>
  (_, count) =>
    replies[Math.min(count, replies.length) - 1] ?? 'cut';

test.each([
  ['DeleteVpnGateway', { VpnGatewayId: 'vpn-1' }, 'InvalidVpnGatewayInstanceId.NotFound'],
  ['DeleteVpnGateway', { VpnGatewayId: 'vpn-1' }, 'IncorrectStatus.VpnGateway'],
  ['DeleteVpnConnection', { VpnConnectionId: 'vco-1' }, 'InvalidVpnConnectionInstanceId.NotFound'],
  ['DeleteCustomerGateway', { CustomerGatewayId: 'cgw-1' }, 'InvalidCustomerGatewayInstanceId.NotFound'],
  ['DeleteSslVpnServer', { SslVpnServerId: 'vss-1' }, 'InvalidSslVpnServerId.NotFound'],
] as const)('%s %j that finds nothing any more after a lost reply has worked', async (name, input, code) => {
  const { client, server } = await startClient(inTurn('cut', gone(code)));
  const action: Action = actions[name];
  expect(await client.invoke(action, input, bareCall())).toEqual({ RequestId: 'R-gone' });
  expect(server.requests).toHaveLength(2);
});

test('a first delete that finds nothing is an error', async () => {
  const { client } = await startClient(() => gone('InvalidVpnGatewayInstanceId.NotFound'));
  await expect(client.invoke(actions.DeleteVpnGateway, { VpnGatewayId: 'vpn-1' }, bareCall())).rejects.toThrow(
    CloudError,
  );
});

test('a delete that was throttled before is still a first delete', async () => {
  const throttled = { status: 400, body: { Code: 'Throttling' } };
  const { client } = await startClient(inTurn(throttled, gone('InvalidVpnGatewayInstanceId.NotFound')));
  await expect(client.invoke(actions.DeleteVpnGateway, { VpnGatewayId: 'vpn-1' }, bareCall())).rejects.toThrow(
    CloudError,
  );
});

const newGateway = { VpcId: 'vpc-1', Name: 'office', Bandwidth: 5 as const };
const entry = (VpnGatewayId: string, ageMs: number, more: Record<string, unknown> = {}) => ({
  VpnGatewayId,
  VpcId: 'vpc-1',
  Name: 'office',
  CreateTime: Date.UTC(2026, 10, 23, 1, 2, 3) - ageMs,
  ...more,
});
/** Loses the reply of every create and lists these gateways. */
const losing =
  (reply: ReturnType<Answer>, ...entries: unknown[]): Answer =>
  ({ parameters }) =>
    parameters['Action'] === 'CreateVpnGateway'
      ? reply
      : { body: { TotalCount: entries.length, VpnGateways: { VpnGateway: entries } } };

test.each([
  ['cut', 'cut' as const],
  ['a server fault', fault],
  ['half an answer', { body: '{"VpnGate' }],
])('a gateway whose reply was lost (%s) is looked for and never created twice', async (_, reply) => {
  const { client, server } = await startClient(losing(reply, entry('vpn-old', 86_400_000), entry('vpn-new', 0)));
  const call = bareCall();
  const output = await client.invoke(actions.CreateVpnGateway, newGateway, call);
  expect(output).toMatchObject({ VpnGatewayId: 'vpn-new', Name: 'office', Recovered: expect.stringContaining('lost') });
  expect(actions.CreateVpnGateway.output.safeParse(output).success).toBe(true);
  expect(server.actions().filter((name) => name === 'CreateVpnGateway')).toHaveLength(1);
  expect(server.requests[1]?.parameters).toMatchObject({
    Action: 'DescribeVpnGateways',
    VpcId: 'vpc-1',
    RegionId: 'cn-a',
  });
  expect(call.steps).toHaveLength(1);
});

test('nothing found means that the outcome is unknown, and says so', async () => {
  const { client, server } = await startClient(losing('cut', entry('vpn-other', 0, { Name: 'lab' })));
  const problem = await client
    .invoke(actions.CreateVpnGateway, newGateway, bareCall())
    .catch((reason: unknown) => reason);
  expect(problem).toBeInstanceOf(Unreachable);
  expect(problem).toMatchObject({
    outcomeKnown: false,
    message: expect.stringContaining('nothing new was found yet'),
    remedy: expect.stringContaining('before you repeat'),
  });
  expect(server.actions()).toEqual(['CreateVpnGateway', ...Array(3).fill('DescribeVpnGateways')]);
});

test('several that fit are all named, and none is taken', async () => {
  const { client } = await startClient(losing(fault, entry('vpn-a', 0), entry('vpn-b', 0)));
  const work = client.invoke(actions.CreateVpnGateway, newGateway, bareCall());
  await expect(work).rejects.toMatchObject({
    message: expect.stringContaining('vpn-a, vpn-b'),
    failure: { Code: 'InternalError', OutcomeKnown: false, Retryable: false },
  });
});

const hour = 3_600_000;

test('a create is as old as its first request, however long its reply was waited for', async () => {
  const started = await startClient((request, count) => {
    if (request.parameters['Action'] === 'CreateVpnGateway') started.clock.nowMs += hour;
    return losing('cut', entry('vpn-new', 0))(request, count);
  });
  const output = await started.client.invoke(actions.CreateVpnGateway, newGateway, bareCall());
  expect(output.VpnGatewayId).toBe('vpn-new');
});

/** Refuses the first request for its time stamp: the cloud's clock is an hour ahead of ours, whose time is `entry`'s. */
const refusingOnce =
  (answer: Answer): Answer =>
  (request, count) =>
    count === 1
      ? {
          status: 400,
          body: { Code: 'InvalidTimeStamp.Expired' },
          headers: { date: new Date(Date.UTC(2026, 10, 23, 1, 2, 3) + hour).toUTCString() },
        }
      : answer(request, count);

test('where our clock is behind, what is older by the cloud’s clock is not taken for ours', async () => {
  const { client } = await startClient(refusingOnce(losing('cut', entry('vpn-older', 0))));
  await client.invoke(actions.DescribeVpnGateways, {}, bareCall());
  const work = client.invoke(actions.CreateVpnGateway, newGateway, bareCall());
  await expect(work).rejects.toThrow(/nothing new was found yet/);
});

test('a clock that the create itself corrects counts from the first attempt on', async () => {
  const halfAnHourOld = entry('vpn-older', -hour / 2);
  const { client, server } = await startClient(refusingOnce(losing('cut', halfAnHourOld)));
  const work = client.invoke(actions.CreateVpnGateway, newGateway, bareCall());
  await expect(work).rejects.toThrow(/nothing new was found yet/);
  expect(server.actions().slice(0, 3)).toEqual(['CreateVpnGateway', 'CreateVpnGateway', 'DescribeVpnGateways']);
});

test('with a clock that the create itself corrects, its own gateway is found', async () => {
  const { client } = await startClient(refusingOnce(losing('cut', entry('vpn-new', -hour))));
  const output = await client.invoke(actions.CreateVpnGateway, newGateway, bareCall());
  expect(output.VpnGatewayId).toBe('vpn-new');
});

test('what this client made a moment before is not taken for what was lost', async () => {
  const { client } = await startClient(
    inTurn({ body: { VpnGatewayId: 'vpn-first' } }, 'cut', {
      body: { TotalCount: 1, VpnGateways: { VpnGateway: [entry('vpn-first', 0)] } },
    }),
  );
  await client.invoke(actions.CreateVpnGateway, newGateway, bareCall());
  const second = client.invoke(actions.CreateVpnGateway, newGateway, bareCall());
  await expect(second).rejects.toThrow(/nothing new was found yet/);
});

test('a route whose reply was lost is found though routes have no ID', async () => {
  const route = { RouteDest: '10.1.0.0/16', NextHop: 'vco-1', Weight: 100 as const };
  const listed = { ...route, VpnInstanceId: 'vpn-1', State: 'published', CreateTime: Date.UTC(2026, 10, 23, 1, 2, 3) };
  const { client } = await startClient(({ parameters }) =>
    parameters['Action'] === 'CreateVpnRouteEntry'
      ? fault
      : { body: { VpnRouteEntries: { VpnRouteEntry: [listed] }, TotalCount: 1 } },
  );
  const input = { VpnGatewayId: 'vpn-1', ...route, PublishVpc: true };
  for (let i = 0; i < 2; i += 1) {
    const output = await client.invoke(actions.CreateVpnRouteEntry, input, bareCall());
    expect(output).toMatchObject({ ...route, Recovered: expect.any(String) });
  }
});

test('a list that cannot be read either is told', async () => {
  const { client } = await startClient(() => 'cut');
  const work = client.invoke(actions.CreateVpnGateway, newGateway, bareCall());
  await expect(work).rejects.toThrow(/could not be looked up either/);
});

test('a create that surely never arrived is not looked for', async () => {
  const { client } = await startClient(() => ({}), { endpoint: 'http://127.0.0.1:1' });
  const work = client.invoke(actions.CreateVpnGateway, newGateway, bareCall());
  await expect(work).rejects.toMatchObject({
    phase: 'connect',
    outcomeKnown: true,
    message: expect.not.stringContaining('unknown'),
  });
});

test('a change that cannot be recognised afterwards is told as unknown', async () => {
  const { client } = await startClient(() => fault);
  const work = client.invoke(actions.ModifyVpnGatewayAttribute, { VpnGatewayId: 'vpn-1', Name: 'x1' }, bareCall());
  await expect(work).rejects.toMatchObject({ failure: { OutcomeKnown: false } });
});
