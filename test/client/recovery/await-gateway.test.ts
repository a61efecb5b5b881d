import { expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import type { Answer, Reply } from '../recorder.ts';
import { bareCall, startClient } from '../start-client.ts';

const configuring: Reply = { status: 400, body: { Code: 'VpnGateway.Configuring', Message: 'busy', RequestId: 'R' } };
const state = (Status?: string): Reply => ({
  body: { RequestId: 'R', VpnGatewayId: 'vpn-1', ...(Status && { Status }) },
});

/** Refuses changes while the gateway has been looked at fewer than `looks` times. */
const busyFor = (looks: number): Answer => {
  let seen = 0;
  return ({ parameters }) => {
    const action = parameters['Action'] ?? '';
    if (action === 'DescribeVpnGateway') {
      seen += 1;
      return state(seen >= looks ? 'active' : 'updating');
    }
    if (action === 'DescribeVpnConnection') return { body: { VpnConnectionId: 'vco-1', VpnGatewayId: 'vpn-1' } };
    if (action === 'DescribeSslVpnServers')
      return { body: { SslVpnServers: [{ SslVpnServerId: 'vss-1', VpnGatewayId: 'vpn-1' }] } };
    return seen >= looks ? { body: { RequestId: 'R-done' } } : configuring;
  };
};

test('a busy gateway is looked at until it is active, then the change is sent again with its token', async () => {
  const { client, server, waits } = await startClient(busyFor(3));
  const call = bareCall();
  await client.invoke(actions.ModifyVpnGatewayAttribute, { VpnGatewayId: 'vpn-1', Name: 'new' }, call);
  const look = 'DescribeVpnGateway';
  expect(server.actions()).toEqual(['ModifyVpnGatewayAttribute', look, look, look, 'ModifyVpnGatewayAttribute']);
  expect(server.requests[0]?.parameters['ClientToken']).toBe(server.requests[4]?.parameters['ClientToken']);
  expect(waits).toEqual([500, 800, 1280]);
  expect(call.steps.map(({ message }) => message)).toEqual(
    Array(2).fill('vpn-1 is updating: waiting for the change before ours'),
  );
});

test('the gateway behind a connection or an SSL server is found', async () => {
  for (const [action, input] of [
    [actions.DeleteVpnConnection, { VpnConnectionId: 'vco-1' }],
    [actions.DeleteSslVpnServer, { SslVpnServerId: 'vss-1' }],
  ] as const) {
    const { client, server } = await startClient(busyFor(1));
    await client.invoke(action, input, bareCall());
    expect(server.requests.at(2)?.parameters).toMatchObject({ Action: 'DescribeVpnGateway', VpnGatewayId: 'vpn-1' });
  }
});

test('a connection that names no gateway causes no look at one without an ID', async () => {
  let count = 0;
  const { client, server } = await startClient(({ parameters }) => {
    if (parameters['Action'] === 'DescribeVpnConnection')
      return { body: { VpnConnectionId: 'vco-1', VpnGatewayId: '' } };
    count += 1;
    return count < 2 ? configuring : { body: {} };
  });
  await client.invoke(actions.DeleteVpnConnection, { VpnConnectionId: 'vco-1' }, bareCall());
  expect(server.actions()).toEqual(['DeleteVpnConnection', 'DescribeVpnConnection', 'DeleteVpnConnection']);
});

test('what hangs on no gateway that could be looked at is just sent again', async () => {
  let count = 0;
  const { client, server } = await startClient(() => {
    count += 1;
    return count < 3 ? configuring : { body: {} };
  });
  await client.invoke(actions.DeleteCustomerGateway, { CustomerGatewayId: 'cgw-1' }, bareCall());
  expect(server.actions()).toEqual(Array(3).fill('DeleteCustomerGateway'));
});

test('a gateway whose state cannot be read is not waited for', async () => {
  let changes = 0;
  const { client, server } = await startClient(({ parameters }) => {
    if (parameters['Action'] === 'DescribeVpnGateway') return { status: 403, body: { Code: 'Forbidden' } };
    changes += 1;
    return changes < 2 ? configuring : { body: {} };
  });
  await client.invoke(actions.DeleteVpnGateway, { VpnGatewayId: 'vpn-1' }, bareCall());
  expect(server.actions()).toEqual(['DeleteVpnGateway', 'DescribeVpnGateway', 'DeleteVpnGateway']);
});

test('a reply without a state ends the looking', async () => {
  let changes = 0;
  const { client, server } = await startClient(({ parameters }) => {
    if (parameters['Action'] === 'DescribeVpnGateway') return state();
    changes += 1;
    return changes < 2 ? configuring : { body: {} };
  });
  await client.invoke(actions.DeleteVpnGateway, { VpnGatewayId: 'vpn-1' }, bareCall());
  expect(server.actions()).toHaveLength(3);
});

test('the wait has an end', async () => {
  const { client, waits } = await startClient(({ parameters }) =>
    parameters['Action'] === 'DescribeVpnGateway' ? state('updating') : configuring,
  );
  const work = client.invoke(actions.DeleteVpnGateway, { VpnGatewayId: 'vpn-1' }, bareCall());
  await expect(work).rejects.toMatchObject({
    code: 'VpnGateway.Configuring',
    failure: { Retryable: true, OutcomeKnown: true },
  });
  const total = waits.reduce((sum, ms) => sum + ms, 0);
  expect(total).toBeGreaterThan(280_000);
  expect(total).toBeLessThanOrEqual(300_000);
});

test('a read does not wait for the end of a change', async () => {
  const { client, server, waits } = await startClient(() => configuring);
  const work = client.invoke(actions.DescribeVpnConnections, { VpnGatewayId: 'vpn-1' }, bareCall());
  await expect(work).rejects.toMatchObject({ code: 'VpnGateway.Configuring', failure: { Retryable: true } });
  expect(server.actions()).toEqual(Array(4).fill('DescribeVpnConnections'));
  expect(waits).toEqual([500, 1000, 2000]);
});

test('a caller who goes away ends the wait', async () => {
  const aborter = new AbortController();
  const { client } = await startClient(({ parameters }) => {
    if (parameters['Action'] !== 'DescribeVpnGateway') return configuring;
    aborter.abort(new Error('gone'));
    return state('updating');
  });
  const work = client.invoke(actions.DeleteVpnGateway, { VpnGatewayId: 'vpn-1' }, bareCall({ signal: aborter.signal }));
  await expect(work).rejects.toThrow('gone');
});
