import { describe, expect, test } from 'vitest';
import { Unreachable } from '../../src/errors.ts';
import { AddSubnet } from '../../src/tools/subnets/add-subnet.ts';
import { RemoveSubnet } from '../../src/tools/subnets/remove-subnet.ts';
import { refusalOf } from '../guard/bench.ts';
import { type Fault, startStage } from './subnets-stage.ts';

// Networks come and go at a pair of tunnels, on every kind of platform, with a fault at every step. After every write the
// simulated cloud tells which destinations can be reached: those that could be before never cannot.

const OLD = '172.20.0.0/16';
const NEW = '172.21.0.0/16';
const both = `${OLD},${NEW}`;
const add = { VpnConnectionId: 'plant-main', Cidrs: NEW };
const pair = ['vco-plant0002', 'vco-plant0001'];

type Stage = Awaited<ReturnType<typeof startStage>>;

const listsOf = async ({ bench }: Stage) => {
  const { connections = [] } = await bench.state();
  return pair.map((id) => connections.find(({ VpnConnectionId }) => VpnConnectionId === id)?.['RemoteSubnet']);
};

const routesTo = async ({ bench }: Stage, dest: string) =>
  ((await bench.state())['routes_dbr'] ?? [])
    .filter(({ RouteDest }) => RouteDest === dest)
    .map(({ NextHop, Weight, State }) => `${NextHop} ${Weight} ${State}`);

const neverLost = ({ seen }: Stage, dest: string): void => {
  expect(seen.filter((reached) => !reached.includes(dest))).toEqual([]);
};

const ADDS = [
  'ModifyVpnConnectionAttribute',
  'ModifyVpnConnectionAttribute',
  'CreateVpnRouteEntry',
  'CreateVpnRouteEntry',
] as const;
const REMOVES = [
  'DeleteVpnRouteEntry',
  'DeleteVpnRouteEntry',
  'ModifyVpnConnectionAttribute',
  'ModifyVpnConnectionAttribute',
] as const;

const entries = ['vco-plant0001 100 published', 'vco-plant0002 0 published'];

describe.each([
  ['as the guide has it', {}],
  ['with the newer contract of weights', { 'platform.weight_contract': 'public' }],
  ['where weights have no effect', { 'platform.weight_contract': 'dual-tunnel' }],
  ['where settings that are left out fall back', { 'platform.ike_config': 'replace' }],
  ['where keys read masked', { 'platform.psk_masking': 'masked' }],
])('on a platform %s', (_, patch) => {
  test('a network comes, the tunnel that stands by first, and goes again; what could be reached always can', async () => {
    const stage = await startStage({ patch });
    const before = await stage.bench.state();
    const { reply, questions } = await stage.run(AddSubnet, add);
    expect(reply).toMatchObject({ State: 'done', Steps: ADDS.map((Action) => ({ Action, State: 'done' })) });
    expect(reply.Board.every(({ State }) => State === 'done')).toBe(true);
    expect(questions).toHaveLength(1);
    expect(await listsOf(stage)).toEqual([both, both]);
    expect(await routesTo(stage, NEW)).toEqual(entries);
    const sent = await stage.bench.writes();
    expect(sent.slice(0, 2).map(({ parameters }) => parameters['VpnConnectionId'])).toEqual(pair);
    expect(sent[0]?.parameters).not.toHaveProperty('IkeConfig');

    const again = await stage.run(AddSubnet, add);
    expect(again.reply).toMatchObject({ State: 'done', Steps: [] });
    expect(again.questions).toEqual([]);

    const removed = await stage.run(RemoveSubnet, add);
    expect(removed.reply).toMatchObject({ State: 'done', Steps: REMOVES.map((Action) => ({ Action, State: 'done' })) });
    expect(removed.questions).toHaveLength(1);
    neverLost(stage, OLD);
    const after = await stage.bench.state();
    expect(after['routes_dbr']).toEqual(before['routes_dbr']);
    expect(await listsOf(stage)).toEqual([OLD, OLD]);
    expect(after['connections']?.map(({ IkeConfig }) => IkeConfig)).toEqual(
      before['connections']?.map(({ IkeConfig }) => IkeConfig),
    );
  });
});

const lost = (known: boolean) =>
  new Unreachable({ host: 'h', phase: known ? 'connect' : 'read', outcomeKnown: known }, 'lost', 'x');

const others: Readonly<Record<string, (step: number) => Fault>> = {
  'refused by the cloud': (step) => async (at, send, bench) => {
    if (at === step) await bench.control('faults', { kind: 'refuse', code: 'OperationFailed.Odd' });
    return send();
  },
  'answered with 500 after it acted': (step) => async (at, send, bench) => {
    if (at === step) await bench.control('faults', { kind: 'error-after', times: 9 });
    try {
      return await send();
    } finally {
      await bench.control('faults', []);
    }
  },
  'lost before it was sent': (step) => (at, send) => (at === step ? Promise.reject(lost(true)) : send()),
  'lost on its way': (step) => (at, send) => (at === step ? Promise.reject(lost(false)) : send()),
  'done, and its reply lost': (step) => async (at, send) => {
    if (at !== step) return send();
    await send();
    throw lost(false);
  },
  'begun while the gateway is busy': (step) => async (at, send, bench) => {
    if (at === step) await bench.patch({ 'vpn-hq0001.Status': 'updating for 1 polls' });
    return send();
  },
};

const table = Object.keys(others).flatMap((fault) => [1, 2, 3, 4].map((step) => [fault, step] as const));

describe.each([
  ['AddSubnet', AddSubnet, OLD, both, ADDS],
  ['RemoveSubnet', RemoveSubnet, both, OLD, REMOVES],
] as const)('%s', (name, tool, first, last, actions) => {
  const ready = async (stage: Stage): Promise<void> => {
    if (name === 'AddSubnet') return;
    for (const id of pair) await stage.bench.patch({ [`${id}.RemoteSubnet`]: both, [`${id}.peer.LocalSubnet`]: both });
    const route = { VpnInstanceId: 'vpn-hq0001', RouteDest: NEW, State: 'published' };
    await stage.bench.patch([
      { 'routes_dbr+': { ...route, NextHop: 'vco-plant0001', Weight: 100 } },
      { 'routes_dbr+': { ...route, NextHop: 'vco-plant0002', Weight: 0 } },
    ]);
  };

  test.each(table)(
    '%s at step %i: it stops there or goes on, and the same call ends it, nothing twice',
    async (fault, step) => {
      const stage = await startStage({ fault: others[fault]?.(step) });
      await ready(stage);
      const one = await stage.run(tool, add);
      expect(await listsOf(stage)).toSatisfy((lists: readonly unknown[]) =>
        lists.every((list) => list === first || list === last),
      );
      if (one.reply.State !== 'done') expect(one.reply.Next.join(' ')).toContain('Repeat the same call');
      stage.bench.clock.advance(70_000);
      const two = await stage.run(tool, add);
      expect(two.reply.State).toBe('done');
      expect(await listsOf(stage)).toEqual([last, last]);
      expect(await routesTo(stage, NEW)).toEqual(name === 'AddSubnet' ? entries : []);
      expect((await stage.acted()).toSorted()).toEqual([...actions].toSorted());
      neverLost(stage, OLD);
    },
  );

  test.each([1, 2, 3])(
    'after step %i somebody else changes a list: it stops, and nothing of theirs is lost',
    async (step) => {
      const theirs = `${last},172.30.0.0/16`;
      const stage = await startStage({
        fault: async (at, send, bench) => {
          const output = await send();
          if (at === step)
            await bench.patch({ 'vco-plant0001.RemoteSubnet': theirs, 'vco-plant0001.peer.LocalSubnet': theirs });
          return output;
        },
      });
      await ready(stage);
      await stage.run(tool, add).catch(() => undefined);
      expect((await listsOf(stage))[1]).toBe(theirs);
    },
  );
});

describe('a peer that does not take the new list', () => {
  test('stops it after the tunnel that stands by, and the other is not touched', async () => {
    const stage = await startStage({ mirrors: false });
    const { reply } = await stage.run(AddSubnet, add);
    expect(reply.Steps.map(({ State }) => State)).toEqual(['done', 'not begun', 'not begun', 'not begun']);
    expect(reply.Steps[1]).toMatchObject({ Code: 'held' });
    expect(await listsOf(stage)).toEqual([both, OLD]);
    neverLost(stage, OLD);

    const again = await stage.run(AddSubnet, add);
    expect(again.reply).toMatchObject({ State: 'waits for people', Steps: [] });
    expect(again.reply.Next[0]).toContain('plant-backup');
    expect(again.questions).toEqual([]);

    await stage.bench.patch({ 'vco-plant0002.peer.LocalSubnet': both });
    const third = await stage.run(AddSubnet, add);
    expect(third.reply.Steps.map(({ State }) => State)).toEqual(['done', 'not begun', 'not begun']);
    await stage.bench.patch({ 'vco-plant0001.peer.LocalSubnet': both });
    expect((await stage.run(AddSubnet, add)).reply.State).toBe('done');
    expect(await routesTo(stage, NEW)).toEqual(entries);
    neverLost(stage, OLD);
  });

  test('of a tunnel that stands alone: its routes wait, and its board says for whom', async () => {
    const stage = await startStage({
      mirrors: false,
      patch: { 'vco-wh0001.peer.IkeConfig.IkePfs': 'group2' },
    });
    const args = { VpnConnectionId: 'warehouse', Cidrs: '172.31.48.0/22' };
    expect(await stage.plan(AddSubnet, args)).toContain('stands alone');
    const { reply } = await stage.run(AddSubnet, args);
    expect(reply.Steps.map(({ State }) => State)).toEqual(['done', 'not begun']);
    const again = await stage.run(AddSubnet, args);
    expect(again.reply.State).toBe('done');
    expect(again.reply.Board).toContainEqual({
      What: 'peer of warehouse (vco-wh0001): the same lists, mirrored',
      State: 'waits for people',
    });
  });
});

describe('is refused before anybody is asked:', () => {
  test.each([
    ['a network off its boundary', AddSubnet, { ...add, Cidrs: '172.21.0.1/16' }, /172\.21\.0\.0\/16/],
    ['everything', AddSubnet, { ...add, Cidrs: '0.0.0.0/0' }, /names no network/],
    ['addresses of the cloud itself', AddSubnet, { ...add, Cidrs: '100.64.1.0/24' }, /100\.64\.0\.0\/10/],
    ['a network twice', AddSubnet, { ...add, Cidrs: '172.21.0.0/16,172.21.4.0/24' }, /overlap/],
    ['what holds a network that is there', AddSubnet, { ...add, Cidrs: '172.16.0.0/12' }, /holds 172\.20\.0\.0\/16/],
    ['what is on the other side', AddSubnet, { ...add, Cidrs: '10.10.4.0/24' }, /other side/],
    ['the pool of SSL clients', AddSubnet, { ...add, Cidrs: '10.99.0.0/25' }, /staff-vpn/],
    [
      'more than five',
      AddSubnet,
      { ...add, Cidrs: [1, 2, 3, 4, 5].map((n) => `172.2${n}.0.0/16`).join() },
      /5 are allowed/,
    ],
    ['a connection that is not there', AddSubnet, { ...add, VpnConnectionId: 'plant-mian' }, /plant-main|plant-mian/],
    [
      'part of a name',
      AddSubnet,
      { ...add, VpnConnectionId: 'plant' },
      /plant-main.*plant-backup|plant-backup.*plant-main/,
    ],
    ['the last network', RemoveSubnet, { ...add, Cidrs: OLD }, /without any network/],
    ['a part of a network', RemoveSubnet, { ...add, Cidrs: '172.20.4.0/24' }, /is a part of 172\.20\.0\.0\/16/],
  ] as const)('%s', async (_, tool, args, why) => {
    const stage = await startStage();
    expect((await refusalOf(stage.run(tool, args))).message).toMatch(why);
    expect(await stage.acted()).toEqual([]);
  });

  test('the network that the health check pings', async () => {
    const stage = await startStage();
    await stage.run(AddSubnet, add);
    const refused = await refusalOf(stage.run(RemoveSubnet, { ...add, Cidrs: OLD }));
    expect(refused.message).toContain('health check of vco-plant000');
    expect(refused.message).toContain('172.20.0.1');
  });

  test('a route too many', async () => {
    const stage = await startStage();
    const route = { VpnInstanceId: 'vpn-hq0001', NextHop: 'vco-plant0001', Weight: 100, State: 'normal' };
    await stage.bench.patch(
      Array.from({ length: 17 }, (_, n) => ({ 'routes_dbr+': { ...route, RouteDest: `172.20.${n}.0/24` } })),
    );
    expect((await refusalOf(stage.run(AddSubnet, add))).message).toMatch(/19 destination routes and 2 more/);
  });

  test('a destination that another tunnel carries', async () => {
    const stage = await startStage();
    const route = { VpnInstanceId: 'vpn-hq0001', NextHop: 'vco-other', Weight: 100, State: 'published' };
    await stage.bench.patch({ 'routes_dbr+': { ...route, RouteDest: NEW } });
    expect((await refusalOf(stage.run(AddSubnet, add))).message).toContain('vco-other already');
  });
});

test('what goes by routes alone gets and loses routes alone', async () => {
  const all = { RemoteSubnet: '0.0.0.0/0', LocalSubnet: '0.0.0.0/0' };
  const patch = Object.fromEntries(
    pair.flatMap((id) => [
      ...Object.entries(all).map(([field, value]) => [`${id}.${field}`, value]),
      ...Object.entries(all).map(([field, value]) => [`${id}.peer.${field}`, value]),
    ]),
  );
  const stage = await startStage();
  await stage.bench.patch(patch);
  await stage.run(AddSubnet, add);
  expect(await stage.acted()).toEqual(['CreateVpnRouteEntry', 'CreateVpnRouteEntry']);
  expect(await routesTo(stage, NEW)).toEqual(entries);
  await stage.run(RemoveSubnet, add);
  expect((await stage.acted()).slice(2)).toEqual(['DeleteVpnRouteEntry', 'DeleteVpnRouteEntry']);
});

test('a list that cannot be read stops it, or is told first', async () => {
  const stage = await startStage();
  await stage.bench.control('faults', { kind: 'forbidden', action: 'DescribeVpnPbrRouteEntries' });
  expect((await refusalOf(stage.run(AddSubnet, add))).message).toContain('could not be read whole');
  await stage.bench.control('faults', { kind: 'forbidden', action: 'DescribeSslVpnServers' });
  expect(await stage.plan(AddSubnet, add)).toContain('NOT read, so nothing is known of it here: DescribeSslVpnServers');
});

describe('on the public cloud', () => {
  test('a connection of two tunnels gets the network once, and its route', async () => {
    const stage = await startStage({ world: 'public', mirrors: false });
    await stage.bench.patch(
      Object.fromEntries(
        ['a', 'b'].map((one) => [`tun-berlin01${one}.peer.LocalSubnet`, '172.20.0.0/16,172.27.0.0/16']),
      ),
    );
    const args = { VpnConnectionId: 'berlin', Cidrs: '172.27.0.0/16' };
    const plan = await stage.plan(AddSubnet, args);
    expect(plan).toContain('both of its tunnels');
    await stage.run(AddSubnet, args);
    expect(await stage.acted()).toEqual(['ModifyVpnConnectionAttribute', 'CreateVpnRouteEntry']);
    expect(await routesTo(stage, '172.27.0.0/16')).toEqual(['vco-berlin01 100 published']);
    await stage.run(RemoveSubnet, args);
    expect((await stage.acted()).slice(2)).toEqual(['DeleteVpnRouteEntry', 'ModifyVpnConnectionAttribute']);
  });

  test('addresses of the VPC itself are refused, and what a transit router holds is no connection of a gateway', async () => {
    const stage = await startStage({ world: 'public' });
    const vpc = { VpnConnectionId: 'porto', Cidrs: '10.21.4.0/24' };
    expect((await refusalOf(stage.run(AddSubnet, vpc))).message).toContain('10.21.0.0/16 of the VPC itself');
    const wan = { VpnConnectionId: 'vco-wan00001', Cidrs: '172.27.0.0/16' };
    expect((await refusalOf(stage.run(AddSubnet, wan))).message).toContain('on no VPN gateway');
  });
});
