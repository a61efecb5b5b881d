import { expect, test } from 'vitest';
import type { Action, Fields } from '../../../src/catalogue/action.ts';
import { actions } from '../../../src/catalogue/index.ts';
import { CloudError } from '../../../src/errors.ts';
import { lookUpCreated } from '../../../src/guard/unfinished/look-up.ts';
import { fakeInvoke, testCall } from '../../support/call.ts';
import { plannedWrite } from '../planned-write.ts';

const sinceMs = 1_800_000_000_000;
const MINUTE = 60_000;

const look = (action: Action, asked: Fields, reply: Fields, known: readonly string[] = []) => {
  const request = plannedWrite({ action, asked });
  return lookUpCreated(request, sinceMs, new Set(known), fakeInvoke(() => ({ ...reply })).invoke, testCall());
};

const asked = { SslVpnServerId: 'vss-1', Name: 'bob' };
const cert = (SslVpnClientCertId: string, more: Fields = {}) => ({
  ...asked,
  SslVpnClientCertId,
  CreateTime: sinceMs + 1_000,
  ...more,
});
const lookForCert = (rows: readonly Fields[], known: readonly string[] = []) =>
  look(actions.CreateSslVpnClientCert, asked, { SslVpnClientCertKeys: rows, TotalCount: rows.length }, known);

const ids = (rows: readonly Fields[]) => rows.map((row) => row['SslVpnClientCertId']);

test.each<[string, Fields, readonly string[], readonly string[]]>([
  ['made in time', {}, ['vsc-1'], []],
  ['made a little before, by another clock', { CreateTime: sinceMs - 4 * MINUTE }, ['vsc-1'], []],
  ['made before', { CreateTime: sinceMs - 6 * MINUTE }, [], []],
  ['made long after', { CreateTime: sinceMs + 61 * MINUTE }, [], []],
  ['of another name', { Name: 'eve' }, [], []],
  ['that says not when it was made', { CreateTime: undefined }, [], ['vsc-1']],
])('of a certificate %s', async (_, more, fits, undated) => {
  const seen = await lookForCert([cert('vsc-1', more)]);
  if ('unread' in seen) throw new Error(seen.unread);
  expect([ids(seen.fits), ids(seen.undated)]).toEqual([fits, undated]);
});

test('what others made, as is known, is left out', async () => {
  expect(await lookForCert([cert('vsc-1'), cert('vsc-2')], ['vsc-2'])).toMatchObject({
    fits: [{ SslVpnClientCertId: 'vsc-1' }],
  });
});

test.each([
  ['the first tunnel', ['cgw-1', 'cgw-2'], 1],
  ['the second tunnel', ['cgw-2', 'cgw-1'], 1],
  ['no tunnel', ['cgw-2', 'cgw-3'], 0],
])('a connection is recognised by the peer of %s, whatever stands beside', async (_, peers, found) => {
  const pair = { VpnGatewayId: 'vpn-1', CustomerGatewayId: 'cgw-1' };
  const TunnelOptions = peers.map((CustomerGatewayId, at) => ({ TunnelId: `tun-${at}`, CustomerGatewayId }));
  for (const CustomerGatewayId of ['', 'cgw-1', 'cgw-3']) {
    const row = { VpnConnectionId: 'vco-1', VpnGatewayId: 'vpn-1', CustomerGatewayId, CreateTime: sinceMs };
    const rows = [{ ...row, TunnelOptionsSpecification: { TunnelOptions } }];
    const seen = await look(actions.CreateVpnConnection, pair, { VpnConnections: rows, TotalCount: 1 });
    expect('fits' in seen && seen.fits).toHaveLength(found);
  }
});

test('a route is the same thing whenever it was made', async () => {
  const route = { VpnGatewayId: 'vpn-1', RouteDest: '10.0.0.0/8', NextHop: 'vco-1', Weight: 0 };
  const rows = [
    { ...route, State: 'normal', CreateTime: 1 },
    { ...route, State: 'normal', NextHop: 'vco-2' },
  ];
  const seen = await look(actions.CreateVpnRouteEntry, route, { VpnRouteEntries: rows, TotalCount: 2 });
  expect(seen).toMatchObject({ fits: [{ NextHop: 'vco-1' }], undated: [] });
});

test.each<[string, Fields]>([
  ['without its rows', { TotalCount: 0 }],
  ['with text where they belong', { SslVpnClientCertKeys: 'none', TotalCount: 0 }],
  ['with fewer than it counts', { SslVpnClientCertKeys: [], TotalCount: 2 }],
])('a list %s was not read', async (_, reply) => {
  expect(await look(actions.CreateSslVpnClientCert, asked, reply)).toEqual({ unread: expect.any(String) });
});

test('a list that the cloud refuses was not read, and a fault of ours is one', async () => {
  const request = plannedWrite({ action: actions.CreateSslVpnClientCert, asked });
  const failing = (error: Error) =>
    lookUpCreated(
      request,
      sinceMs,
      new Set(),
      async () => {
        throw error;
      },
      testCall(),
    );
  const forbidden = { Code: 'Forbidden.RAM', HttpStatus: 403, Retryable: false, OutcomeKnown: true };
  expect(await failing(new CloudError(forbidden, 'x', 'y'))).toEqual({ unread: 'Forbidden.RAM' });
  await expect(failing(new TypeError('oops'))).rejects.toThrow('oops');
});

test('what creates nothing that is listed is not looked for', async () => {
  expect(await look(actions.AssumeRole, {}, {})).toEqual({ unread: expect.any(String) });
});
