import { describe, expect, test } from 'vitest';
import { BadSettings, CloudError } from '../../../src/errors.ts';
import { foundIn } from '../../../src/guard/plan/impact.ts';
import { createLiveState } from '../../../src/guard/plan/live-state.ts';
import { listOf, unreadOf } from '../../../src/guard/plan/seen.ts';
import { fakeInvoke, testCall } from '../../support/call.ts';
import { region, startBench } from '../bench.ts';

const failure = (Code: string, HttpStatus = 400) =>
  new CloudError({ Code, HttpStatus, Retryable: false, OutcomeKnown: true }, Code, 'x');

const lookWith = (answer: Parameters<typeof fakeInvoke>[0], call = testCall()) => {
  const { invoke, asked } = fakeInvoke(answer);
  return { liveState: createLiveState(invoke, call, 'cn-hangzhou'), asked };
};

test('what was seen once is not asked for again', async () => {
  const { liveState, asked } = lookWith(() => ({ VpnGatewayId: 'vpn-1', Name: 'a' }));
  expect(await liveState.gateway('vpn-1')).toEqual(await liveState.gateway('vpn-1'));
  expect(asked).toEqual([{ action: 'DescribeVpnGateway', input: { RegionId: 'cn-hangzhou', VpnGatewayId: 'vpn-1' } }]);
});

test('a list is read to its end, page by page', async () => {
  const { liveState, asked } = lookWith((_, { PageNumber }) => ({
    TotalCount: 120,
    VpnConnections: Array.from({ length: PageNumber === 3 ? 20 : 50 }, (_each, at) => ({
      VpnConnectionId: `vco-${PageNumber}-${at}`,
    })),
  }));
  expect(listOf(await liveState.connectionsOf({ VpnGatewayId: 'vpn-1' }))).toHaveLength(120);
  expect(asked).toHaveLength(3);
});

test('both route tables are one list, each entry saying its kind', async () => {
  const { liveState } = lookWith((action) =>
    action === 'DescribeVpnRouteEntries'
      ? {
          VpnRouteEntries: [{ RouteDest: '10.0.0.0/8', NextHop: 'vco-1', Weight: 100, State: 'published' }],
          TotalCount: 1,
        }
      : {
          TotalCount: 1,
          VpnPbrRouteEntries: [
            { RouteSource: '10.1.0.0/16', RouteDest: '10.0.0.0/8', NextHop: 'vco-2', Weight: 0, State: 'normal' },
          ],
        },
  );
  expect(listOf(await liveState.routes('vpn-1'))).toEqual([
    { RouteType: 'dbr', RouteDest: '10.0.0.0/8', NextHop: 'vco-1', Weight: 100, State: 'published' },
    {
      RouteType: 'pbr',
      RouteSource: '10.1.0.0/16',
      RouteDest: '10.0.0.0/8',
      NextHop: 'vco-2',
      Weight: 0,
      State: 'normal',
    },
  ]);
});

describe('what is not there and what cannot be seen are two things', () => {
  test.each([
    ['a 404', () => Promise.reject(failure('Anything', 404)), { missing: true }],
    ['a code of absence', () => Promise.reject(failure('InvalidVpnGatewayInstanceId.NotFound')), { missing: true }],
    ['an empty reply', () => ({}), { missing: true }],
    ['a reply about something else', () => ({ VpnGatewayId: 'vpn-2' }), { missing: true }],
    ['a refusal', () => Promise.reject(failure('Forbidden', 403)), { unread: 'Forbidden' }],
  ])('%s', async (_, answer, expected) => {
    // An Invoke may answer with a promise that rejects.
    const { liveState } = lookWith(answer as () => Record<string, unknown>);
    expect(await liveState.gateway('vpn-1')).toEqual(expected);
  });

  test('a list without the one that was asked for', async () => {
    const { liveState } = lookWith(() => ({ SslVpnServers: [{ SslVpnServerId: 'vss-2' }], TotalCount: 1 }));
    expect(await liveState.sslServer('vss-1')).toEqual({ missing: true });
  });
});

describe('a list that cannot be believed', () => {
  const lists: readonly (readonly [string, Record<string, unknown>, string, readonly unknown[]])[] = [
    ['is missing', { TotalCount: 2 }, 'has no list', []],
    ['is empty beside a count', { VpnConnections: [], TotalCount: 2 }, 'its TotalCount is 2, 0 came', []],
    [
      'has no count',
      { VpnConnections: [{ VpnConnectionId: 'vco-1' }] },
      'no TotalCount',
      [{ VpnConnectionId: 'vco-1' }],
    ],
  ];
  test.each(lists)('because it %s is not read, and shows what came', async (_, reply, why, came) => {
    const seen = await lookWith(() => reply).liveState.connectionsOf({ VpnGatewayId: 'vpn-1' });
    expect(unreadOf(seen)).toMatchObject({ en: expect.stringContaining(why), zh: expect.any(String) });
    expect([listOf(seen), 'found' in seen, foundIn(seen)]).toEqual([came, false, undefined]);
  });

  test('makes both route tables unread when it is one of them', async () => {
    const { liveState } = lookWith((action) =>
      action === 'DescribeVpnRouteEntries'
        ? { VpnRouteEntries: [{ RouteDest: '10.0.0.0/8', NextHop: 'a', Weight: 0, State: 'normal' }], TotalCount: 1 }
        : { TotalCount: 0 },
    );
    const seen = await liveState.routes('vpn-1');
    expect([listOf(seen), unreadOf(seen)]).toEqual([
      [],
      { en: expect.stringContaining('no list'), zh: expect.any(String) },
    ]);
  });

  test('shows one thing that is among its rows, and does not show that another is gone', async () => {
    const { liveState } = lookWith(() => ({ SslVpnServers: [{ SslVpnServerId: 'vss-1' }] }));
    expect(await liveState.sslServer('vss-1')).toEqual({ found: { SslVpnServerId: 'vss-1' } });
    expect(await liveState.sslServer('vss-2')).toMatchObject({ unread: { en: expect.any(String) } });
  });
});

test('nothing is asked about a thing without an ID', async () => {
  const { liveState, asked } = lookWith(() => ({}));
  const looks = [
    liveState.gateway(''),
    liveState.gatewaysOf(''),
    liveState.customerGateway(''),
    liveState.connection(''),
    liveState.connectionsOf({ VpnGatewayId: '' }),
    liveState.routes(''),
    liveState.sslServer(''),
    liveState.sslServersOf(''),
    liveState.certificate(''),
    liveState.certificatesOf(''),
  ];
  for (const seen of await Promise.all(looks)) expect(unreadOf(seen)).toMatchObject({ en: 'no ID is given for it' });
  expect(asked).toEqual([]);
});

test('settings that allow no call and an abort are no matter of a plan', async () => {
  const { liveState } = lookWith((() => Promise.reject(new BadSettings('s', 'no keys', 'x'))) as never);
  await expect(liveState.gateway('vpn-1')).rejects.toThrow('no keys');
  const stopped = testCall({ signal: AbortSignal.abort(new Error('gone')) });
  await expect(
    lookWith((() => Promise.reject(failure('X'))) as never, stopped).liveState.gateway('vpn-1'),
  ).rejects.toThrow('gone');
});

test('the reason of what is unread is told, of what was read there is none', () => {
  expect([unreadOf({ unread: 'Forbidden' }), unreadOf({ missing: true }), unreadOf({ found: 1 })]).toEqual([
    'Forbidden',
    undefined,
    undefined,
  ]);
});

describe('the names of all things of a kind in the region', () => {
  test.each([
    ['vpn-gateway', 'vpn-hq0001', 'hq-gateway'],
    ['customer-gateway', 'cgw-old0001', 'closed-branch-router'],
    ['connection', 'vco-wh0001', 'warehouse'],
    ['ssl-server', 'vss-hq0001', 'staff-vpn'],
    ['client-certificate', 'vsc-linphone', 'lin-phone'],
  ] as const)('%s', async (kind, Id, Name) => {
    const bench = await startBench();
    const seen = await createLiveState(bench.client.invoke, bench.call(), region).namesOf(kind);
    expect(seen).toEqual({ found: expect.arrayContaining([{ Id, Name }]) });
  });

  test('every page of them', async () => {
    const bench = await startBench({ world: 'fleet' });
    const place = 'cn-qingdao-env11-d01';
    const seen = await createLiveState(bench.client.invoke, bench.call(), place).namesOf('connection');
    const all = (await bench.state())['connections']?.filter(({ RegionId }) => RegionId === place) ?? [];
    expect(all.length).toBeGreaterThan(50);
    expect(
      listOf(seen)
        .map(({ Id }) => Id)
        .toSorted(),
    ).toEqual(all.map((each) => String(each['VpnConnectionId'])).toSorted());
  });
});
