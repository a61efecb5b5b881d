import { describe, expect, it } from 'vitest';
import { line, type Moving, partOf } from '../../../src/tools/moves/move-parts.ts';
import { fakeInvoke, testCall } from '../../support/call.ts';
import { connection, region, twoTunnels } from '../sites/site-rows.ts';

const fresh = { CustomerGatewayId: 'cgw-9', Name: 'plant-fw', IpAddress: '198.51.100.9' };
const copy = { ...connection, VpnConnectionId: 'vco-9', CustomerGatewayId: 'cgw-9' };
const down = { ...copy, Status: 'ike_sa_not_established' };

const noRoutes = { VpnRouteEntries: [], VpnPbrRouteEntries: [], TotalCount: 0, PageNumber: 1, PageSize: 50 };

const moving = (
  connections: Moving['ground']['region']['connections'],
  now: object = copy,
  tables: object = noRoutes,
): Moving => ({
  move: { CustomerGatewayId: 'cgw-1', NewIp: '198.51.100.9' },
  ground: { region: region({ connections }), unread: [] },
  old: { CustomerGatewayId: 'cgw-1', Name: 'plant-fw', IpAddress: '198.51.100.1' },
  fresh,
  ends: { RegionId: 'cn-test', oldId: 'cgw-1', oldIp: '198.51.100.1', newId: 'cgw-9', newIp: '198.51.100.9' },
  invoke: fakeInvoke((name) => ({
    ...(/PbrRouteEntries$/.test(name) ? noRoutes : /RouteEntries$/.test(name) ? tables : now),
  })).invoke,
  call: testCall(),
});

const actions = ({ steps }: Awaited<ReturnType<typeof partOf>>) => steps.map(({ action }) => action.name);

describe('what is next for a connection to the old peer', () => {
  it('is its copy, where there is none', async () => {
    const part = await partOf(connection, moving([connection]));
    expect(part).toMatchObject({
      does: 'copy',
      steps: [
        { input: { CustomerGatewayId: 'cgw-9', IkeConfig: { RemoteId: '198.51.100.9', LocalId: '203.0.113.1' } } },
      ],
    });
  });

  it('is nothing while the copy is not up', async () => {
    expect(await partOf(connection, moving([connection, down]))).toMatchObject({
      does: 'wait',
      steps: [],
      own: ['vco-9'],
    });
  });

  it('is its routes and then its end, once the copy is up', async () => {
    const part = await partOf(connection, moving([connection, copy]));
    expect(actions(part)).toEqual([
      'CreateVpnRouteEntry',
      'DeleteVpnRouteEntry',
      'ModifyVpnRouteEntryWeight',
      'DeleteVpnConnection',
    ]);
  });

  it('is its tunnel, where it has two', async () => {
    expect(await partOf(twoTunnels(), moving([twoTunnels()]))).toMatchObject({ does: 'swap' });
  });

  it('is a person’s to decide, where another connection stands in its place', async () => {
    const other = { ...copy, RemoteSubnet: '172.30.0.0/16' };
    await expect(partOf(connection, moving([connection, other]))).rejects.toThrow(/with other networks than plant/);
  });
});

it('the end of the old connection looks whether the new tunnel is still up, and no route leads to the old one', async () => {
  const { signal } = new AbortController();
  const held = async (now: object, tables?: object) =>
    (await partOf(connection, moving([connection, copy], now, tables))).steps.at(-1)?.hold?.(signal, async () => {});
  expect(await held(copy)).toBeUndefined();
  expect(await held(down)).toMatch(/plant \(vco-9\) is not up any more \(ike_sa_not_established\)/);
  const route = {
    RouteDest: '172.29.0.0/16',
    NextHop: 'vco-1',
    Weight: 100,
    VpnInstanceId: 'vpn-1',
    State: 'published',
  };
  const added = { ...noRoutes, VpnRouteEntries: [route], TotalCount: 1 };
  expect(await held(copy, added)).toMatch(/^172\.29\.0\.0\/16 still leads to vco-1/);
});

it('a line of the board says what it is and where it stands', () => {
  expect(line('a', 'to do')).toEqual({ What: 'a', State: 'to do' });
});
