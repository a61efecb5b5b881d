import { describe, expect, test } from 'vitest';
import {
  endsOf,
  hasBgp,
  healthOf,
  isConnectionUp,
  isOnNoGateway,
  isOnTransitRouter,
  isUpStatus,
  statusText,
  tunnelName,
  tunnelNotes,
  tunnelRows,
} from '../../../src/guard/plan/tunnel-state.ts';
import { format } from '../../../src/guard/text/message.ts';
import { isOwnTunnel } from '../../../src/network/tunnels.ts';

const up = 'ipsec_sa_established';
const down = 'ike_sa_not_established';
const tunnel = (id: string, more: object = {}) => ({ TunnelId: id, CustomerGatewayId: `cgw-${id}`, ...more });
/** What stands beside the tunnels is never theirs, whatever it says. */
const dual = (TunnelOptions: unknown, more: object = {}) => ({
  ...{ VpnConnectionId: 'vco-1', Status: up, CustomerGatewayId: 'cgw-top' },
  ...{ TunnelOptionsSpecification: { TunnelOptions }, ...more },
});

test.each([
  ['its own, up', { Status: up }, true],
  ['its own, down', { Status: down }, false],
  ['its own, of no status', {}, undefined],
  ['both up', dual([tunnel('a', { Status: up }), tunnel('b', { Status: up })]), true],
  ['one up', dual([tunnel('a', { Status: down }), tunnel('b', { Status: up })]), true],
  ['one up, one of no status', dual([tunnel('a', {}), tunnel('b', { Status: up })]), true],
  ['one down, one of no status', dual([tunnel('a', { Status: down }), tunnel('b')]), undefined],
  ['both down', dual([tunnel('a', { Status: down }), tunnel('b', { Status: down })]), false],
  ['one in place of a list', dual(tunnel('a', { Status: up })), undefined],
  ['null', dual(null), undefined],
])('a connection with tunnels %s carries traffic: %j -> %s', (_, row, expected) => {
  expect(isConnectionUp(row)).toBe(expected);
});

test('a tunnel is called by its ID and its part, as far as there are any', () => {
  expect([
    tunnelName({ TunnelId: 'tun-a', Role: 'master' }),
    tunnelName({ TunnelId: 'tun-a', TunnelIndex: 2 }),
    tunnelName({ TunnelId: 'tun-a' }),
    tunnelName({ Role: 'slave' }),
    tunnelName({}),
  ]).toEqual(['tun-a (master)', 'tun-a (2)', 'tun-a', 'slave', '?']);
  expect([statusText(up).en, statusText('x').en, statusText(undefined).en]).toEqual([
    ...['up now', 'down now', 'status not known'],
  ]);
  expect([isUpStatus(up), isUpStatus(down), isUpStatus(undefined)]).toEqual([true, false, undefined]);
});

describe('what is said of each tunnel', () => {
  const said = (row: object) =>
    tunnelNotes({ ...row }, 'hq', {
      own: { en: 'own {name} {status}', zh: '' },
      each: { en: '{name} {tunnel} {peer} {status}', zh: '' },
    }).map((each) => format(each, 'en'));

  test.each([
    [{ Status: down }, ['own hq down now']],
    [
      dual([tunnel('a', { Status: up, Role: 'master' }), { TunnelId: 'b', Status: down, Role: 'slave' }]),
      ['hq a (master) cgw-a up now', 'hq b (slave) not known down now'],
    ],
    [
      dual([tunnel('a'), tunnel('a')]),
      [
        'Not known: what tunnels hq has: the list of them is not understood (one stands there twice).',
        'own hq status not known',
      ],
    ],
  ])('of %j', (row, expected) => {
    expect(said(row)).toEqual(expected);
  });
});

test.each([
  [{ CustomerGatewayId: 'cgw-1' }, ['cgw-1'], 0],
  [{}, [], 0],
  [dual([tunnel('a'), tunnel('b')]), ['cgw-a', 'cgw-b'], 0],
  [dual([tunnel('a'), tunnel('b', { CustomerGatewayId: 'cgw-a' })]), ['cgw-a'], 0],
  [dual([tunnel('a'), { TunnelId: 'b' }]), ['cgw-a'], 1],
  [dual(null), [], 1],
])('the customer gateways of %j are %j, with %i unknown', (row, ids, unread) => {
  const ends = endsOf(row, 'hq');
  expect([ends.ids, ends.unread.length]).toEqual([ids, unread]);
});

test('what a seal holds of tunnels changes with each of them, and not with what stands beside', () => {
  const [a, b] = [tunnel('a', { Status: up }), tunnel('b', { Status: up })];
  const before = healthOf(dual([a, b]));
  expect(healthOf(dual([a, b], { Status: down }))).toEqual(before);
  expect(healthOf(dual([a, { ...b, Status: down }]))).not.toEqual(before);
  expect(healthOf(dual([a, { ...b, TunnelBgpConfig: { BgpStatus: 'failed' } }]))).not.toEqual(before);
  expect([healthOf({ Status: up }), healthOf({}), healthOf(dual(null))]).toEqual([up, null, 'null']);
});

test('each tunnel is compared by its own peer, and what is not understood by none', () => {
  const peers = (row: object) => tunnelRows({ ...row }).map((each) => each['CustomerGatewayId']);
  expect(peers(dual([tunnel('a'), tunnel('b')]))).toEqual(['cgw-a', 'cgw-b']);
  expect(peers(dual(null))).toEqual([undefined]);
  expect(peers({ CustomerGatewayId: 'cgw-1' })).toEqual(['cgw-1']);
});

test.each([
  [{}, false],
  [{ EnableTunnelsBgp: true }, true],
  [{ EnableTunnelsBgp: false, VpnBgpConfig: {} }, false],
  [{ VpnBgpConfig: { LocalAsn: '1' } }, true],
  [dual([tunnel('a')], { VpnBgpConfig: { LocalAsn: '1' } }), false],
  [dual([tunnel('a'), tunnel('b', { TunnelBgpConfig: { LocalAsn: '1' } })]), true],
])('BGP of %j: %s', (row, expected) => {
  expect(hasBgp(row)).toBe(expected);
});

test.each([
  [{ VpnGatewayId: 'vpn-1', AttachType: 'VPNGW' }, false, false],
  [{ VpnGatewayId: '', AttachType: 'CEN' }, true, true],
  [{ TransitRouterId: 'tr-1' }, true, true],
  [{ AttachType: 'NO_ASSOCIATED' }, false, true],
  [{ AttachType: 'VPNGW' }, false, false],
  [{}, false, false],
])('%j hangs on a transit router: %s, on no gateway: %s', (row, router, none) => {
  expect([isOnTransitRouter(row), isOnNoGateway(row)]).toEqual([router, none]);
});

test('a connection is its own tunnel only where it lists none', () => {
  expect([isOwnTunnel({}), isOwnTunnel(dual([])), isOwnTunnel(dual([tunnel('a')])), isOwnTunnel(dual(null))]).toEqual([
    ...[true, true, false, false],
  ]);
});
