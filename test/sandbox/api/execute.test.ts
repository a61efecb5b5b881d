import { describe, expect, test } from 'vitest';
import { startPublic } from '../public/start-public.ts';
import { codeOf, goodCalls, ofTunnel } from '../public-writes/good-calls.ts';
import { startTiny } from '../start-tiny.ts';

const tiny = startTiny();

describe('a client token', () => {
  const ask = (IpAddress: string, ClientToken: string) =>
    tiny.call('CreateCustomerGateway', { IpAddress, ClientToken, Name: 'token-test' });

  test('with the same parameters gives the first reply again and makes nothing new', async () => {
    const first = await ask('192.0.2.1', 'FAKE-token-1');
    const second = await ask('192.0.2.1', 'FAKE-token-1');
    expect(second.body.CustomerGatewayId).toBe(first.body.CustomerGatewayId);
    expect(second.body.RequestId).not.toBe(first.body.RequestId);
    const requests = (await tiny.control('requests')).body;
    expect(requests.at(-1)).toMatchObject({ replayed: true });
    expect(requests.at(-2)).toMatchObject({ replayed: false });
    const made = tiny.cloud.world.data.customer_gateways.filter((one) => one.IpAddress === '192.0.2.1');
    expect(made).toHaveLength(1);
  });

  test('with other parameters is refused', async () => {
    await ask('192.0.2.2', 'FAKE-token-2');
    const { status, body } = await ask('192.0.2.3', 'FAKE-token-2');
    expect([status, body.Code]).toEqual([400, 'IdempotentParameterMismatch']);
  });

  test('that met a refusal may be used again', async () => {
    expect((await ask('198.51.100.1', 'FAKE-token-3')).body.Code).toBe('InvalidIpAddress.AlreadyExist');
    expect((await ask('192.0.2.4', 'FAKE-token-3')).status).toBe(200);
  });

  test('of 65 characters, or outside ASCII, is refused', async () => {
    expect((await ask('192.0.2.5', 'x'.repeat(65))).body.Code).toBe('InvalidClientToken');
    expect((await ask('192.0.2.5', 'tökén')).body.Code).toBe('InvalidClientToken');
    expect((await ask('192.0.2.5', 'x'.repeat(64))).status).toBe(200);
  });

  test('two at once make one thing', async () => {
    const [a, b] = await Promise.all([ask('192.0.2.6', 'FAKE-token-4'), ask('192.0.2.6', 'FAKE-token-4')]);
    expect(a.body.CustomerGatewayId).toBe(b.body.CustomerGatewayId);
  });

  test('repeats a deletion as a success', async () => {
    const parameters = { CustomerGatewayId: 'cgw-3', ClientToken: 'FAKE-token-5' };
    expect((await tiny.call('DeleteCustomerGateway', parameters)).status).toBe(200);
    expect((await tiny.call('DeleteCustomerGateway', parameters)).status).toBe(200);
    expect((await tiny.call('DeleteCustomerGateway', { CustomerGatewayId: 'cgw-3' })).status).toBe(404);
  });
});

describe('a request', () => {
  test('may bring parameters that the action does not know; they change nothing and are told in the log', async () => {
    const { status } = await tiny.call('DescribeRegions', { Department: '7', Verbose: 'true' });
    const { undocumented } = (await tiny.control('requests')).body.at(-1);
    expect([status, undocumented]).toEqual([200, ['Verbose']]);
  });

  test('with an empty parameter is one without it', async () => {
    expect((await tiny.call('DescribeVpnGateway', { VpnGatewayId: '' })).body.Code).toBe('MissingVpnGatewayId');
    expect((await tiny.call('DescribeVpnGateways', { PageSize: '', Status: '' })).status).toBe(200);
  });
});

test('where polls are counted, naming a connection or a server names its gateway', async () => {
  await tiny.reset();
  const statusAfter = async (action: string, parameters: Record<string, string>): Promise<unknown> => {
    await tiny.control('patch', { 'vpn-1.Status': 'updating for 0 polls' });
    await tiny.call(action, parameters);
    return (await tiny.control('state')).body.gateways[0].Status;
  };
  expect(await statusAfter('DescribeVpnConnection', { VpnConnectionId: 'vco-2' })).toBe('active');
  expect(await statusAfter('DescribeVpnRouteEntries', { VpnGatewayId: 'vpn-1' })).toBe('active');
  expect(await statusAfter('DescribeVpnGateway', { VpnGatewayId: 'vpn-2' })).toBe('updating');
});

describe('a dry run', () => {
  const cloud = startPublic();
  const attempt = (action: string, parameters: Record<string, string>) =>
    codeOf(cloud, action, { ...parameters, DryRun: 'true' });
  const { CreateVpnConnection } = goodCalls;

  test('of a good change answers with its code and changes nothing', async () => {
    const before = await cloud.state();
    expect(await attempt('CreateVpnConnection', { ...CreateVpnConnection, ClientToken: 'FAKE-dry' })).toBe(
      'DryRunOperation',
    );
    expect({ ...(await cloud.state()), now: '' }).toEqual({ ...before, now: '' });
    expect(await codeOf(cloud, 'CreateVpnConnection', { ...CreateVpnConnection, ClientToken: 'FAKE-dry' })).toBe('ok');
  });

  test('of a bad change answers as the change itself, and changes nothing either', async () => {
    const bad = { ...CreateVpnConnection, [ofTunnel(2, 'CustomerGatewayId')]: 'cgw-none' };
    expect(await attempt('CreateVpnConnection', bad)).toBe('InvalidCustomerGatewayInstanceId.NotFound');
    await cloud.patch({ 'vpn-shop0001.Status': 'updating for 9 polls' });
    expect(await attempt('CreateVpnConnection', CreateVpnConnection)).toBe('VpnGateway.Configuring');
  });

  test('does not end the change that a gateway is in, nor begin one', async () => {
    await cloud.reset({ polls: 3 });
    await cloud.ask('ModifyVpnGatewayAttribute', { VpnGatewayId: 'vpn-data0001' });
    const status = async () => (await cloud.state()).gateways.map((one: { Status: string }) => one.Status).slice(0, 2);
    await attempt('CreateVpnConnection', CreateVpnConnection);
    expect(await status()).toEqual(['active', 'updating']);
  });

  test('is an ordinary call where the platform ignores it, and where the action does not know it', async () => {
    const { VpnGatewayId } = await cloud.ask('CreateVpnGateway', { ...goodCalls.CreateVpnGateway, DryRun: 'true' });
    expect(VpnGatewayId).toMatch(/^vpn-/);
    await cloud.reset({ dry_run: 'ignored' });
    expect(await attempt('CreateVpnConnection', CreateVpnConnection)).toBe('ok');
  });
});
