import { request } from 'node:http';
import { beforeEach, describe, expect, test } from 'vitest';
import { stillDate } from '../support/still-date.ts';
import { startTiny } from './start-tiny.ts';
import { tinyWorld } from './tiny-world.ts';

const tiny = startTiny();
beforeEach(() => tiny.reset());

test('the state is the whole world under the API names, keys in the clear', async () => {
  const { body } = await tiny.control('state');
  expect(body.gateways[0]).toMatchObject({ VpnGatewayId: 'vpn-1', Status: 'active' });
  expect(body.connections[1].IkeConfig.Psk).toBe('FAKE-psk-two');
  expect(Object.keys(body)).toEqual(
    expect.arrayContaining(['customer_gateways', 'routes_dbr', 'routes_pbr', 'platform', 'now']),
  );
});

test('the state shows computed tunnels with their cause and both logs', async () => {
  const { body } = await tiny.control('state');
  expect(body.connections.map((one: { Status: string }) => one.Status)).toEqual([
    'ipsec_sa_established',
    'ike_sa_not_established',
  ]);
  expect(body.tunnels[0]).toEqual({ VpnConnectionId: 'vco-1' });
  expect(body.tunnels[1]).toMatchObject({
    VpnConnectionId: 'vco-2',
    cause: 'psk-mismatch',
    log: { cloud: expect.any(Array) },
  });
});

test('of two tunnels each is shown with its own status, cause and logs', async () => {
  await tiny.control('reset', { world: 'public' });
  const { body } = await tiny.control('state');
  const paris = body.connections.find((one: { VpnConnectionId: string }) => one.VpnConnectionId === 'vco-paris001');
  expect(paris.tunnels.map((one: { Status: string }) => one.Status)).toEqual([
    'ipsec_sa_established',
    'ike_sa_not_established',
  ]);
  const second = body.tunnels.find((one: { TunnelId?: string }) => one.TunnelId === 'tun-paris001b');
  expect(second).toMatchObject({ VpnConnectionId: 'vco-paris001', cause: 'psk-mismatch' });
  expect(second.log.cloud.length).toBeGreaterThan(0);
});

test('a key stays in the clear here even where replies mask it', async () => {
  await tiny.reset({ psk_masking: 'masked' });
  expect((await tiny.control('state')).body.connections[0].IkeConfig.Psk).toBe('FAKE-psk-one');
});

test('the clock advances and is set', async () => {
  stillDate();
  const ahead = (await tiny.control('clock', { advanceMs: 86_400_000 })).body;
  expect(Date.parse(ahead.now) - Date.now()).toBe(86_400_000);
  expect(Date.parse(ahead.signaturesJudgedBy)).toBe(Date.now());
  const set = (await tiny.control('clock', { set: '2031-01-01T00:00:00Z' })).body;
  expect(set.now.slice(0, 10)).toBe('2031-01-01');
});

test('a patch changes the running world: mending the device brings the tunnel up', async () => {
  expect((await tiny.control('patch', { 'vco-2.peer': {} })).status).toBe(200);
  const { body } = await tiny.call('DescribeVpnConnection', { VpnConnectionId: 'vco-2' });
  expect([body.Status, body.VcoHealthCheck.Status]).toEqual(['ipsec_sa_established', 'success']);
});

test('a patched status may count polls', async () => {
  await tiny.control('patch', { 'vpn-1.Status': 'updating for 1 polls' });
  const ask = async () => (await tiny.call('DescribeVpnGateway', { VpnGatewayId: 'vpn-1' })).body.Status;
  expect([await ask(), await ask()]).toEqual(['updating', 'active']);
});

describe('a reset', () => {
  test('without a world goes back to the first one, with nothing left of what happened', async () => {
    stillDate();
    await tiny.call('DeleteCustomerGateway', { CustomerGatewayId: 'cgw-3', ClientToken: 'FAKE-once' });
    await tiny.control('faults', { kind: 'throttle', times: 5 });
    await tiny.control('clock', { advanceMs: 86_400_000, skewMs: 86_400_000 });
    expect((await tiny.control('reset', {})).status).toBe(200);
    expect((await tiny.control('requests')).body).toEqual([]);
    expect(
      (await tiny.call('DeleteCustomerGateway', { CustomerGatewayId: 'cgw-3', ClientToken: 'FAKE-once' })).status,
    ).toBe(200);
    expect((await tiny.control('requests')).body).toMatchObject([{ replayed: false, verdict: 'ok' }]);
    expect(tiny.cloud.clock.now()).toBe(Date.now());
  });

  test('takes a patch', async () => {
    await tiny.control('reset', { patch: [{ 'vpn-1.BusinessStatus': 'FinancialLocked' }] });
    expect((await tiny.call('DescribeVpnGateway', { VpnGatewayId: 'vpn-1' })).body.BusinessStatus).toBe(
      'FinancialLocked',
    );
  });

  test('takes a whole world', async () => {
    await tiny.control('reset', { world: { ...tinyWorld(), gateways: [], connections: [], routes_dbr: [] } });
    expect((await tiny.call('DescribeVpnGateways')).body.TotalCount).toBe(0);
  });

  test('with a patch that fits nothing is refused and changes nothing', async () => {
    const { status, body } = await tiny.control('reset', { patch: { 'vpn-404.Name': 'x' } });
    expect(status).toBe(400);
    expect(body.error).toContain('vpn-404');
    expect((await tiny.call('DescribeVpnGateways')).body.TotalCount).toBe(2);
  });
});

test('an unknown path or a body that is no JSON is refused', async () => {
  expect((await tiny.control('weather')).status).toBe(404);
  const bad = await fetch(`${tiny.cloud.controlEndpoint}/clock`, { method: 'POST', body: '{' });
  expect(bad.status).toBe(400);
});

/** fetch sets Host itself, so the question is asked with node:http. */
const ask = (headers: Record<string, string>): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const { hostname, port, pathname } = new URL(tiny.cloud.controlEndpoint);
    const path = `${pathname}/state`;
    request({ hostname, port, path, headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });

test('only callers that mean loopback are answered', async () => {
  expect(await ask({})).toBe(200);
  expect(await ask({ host: 'localhost:80' })).toBe(200);
  expect(await ask({ host: 'evil.example' })).toBe(403);
  expect(await ask({ host: '127.0.0.1.evil.example' })).toBe(403);
  expect(await ask({ origin: 'https://evil.example' })).toBe(403);
});

test('the path cannot be guessed', () => {
  expect(new URL(tiny.cloud.controlEndpoint).pathname).toMatch(/^\/control\/[0-9a-f]{24}$/);
});
