import { describe, expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import { Unreachable } from '../../../src/errors.ts';
import { human, refusalOf } from '../../guard/bench.ts';
import { BACKUP, MAIN, pathsIn, startMoves, type Table, worldWith } from './moves.ts';

type Contract = 'guide' | 'public' | 'dual-tunnel';
const on = (table: Table, weight_contract: Contract = 'guide') => ({ world: worldWith(table, { weight_contract }) });

/** What becomes of the plant after each write, by platform and by the routes that there are. */
const ways: readonly (readonly [Table, Contract, readonly string[]])[] = [
  ['halves', 'guide', ['backup+main', 'backup']],
  ['halves', 'public', ['backup+main', 'backup']],
  ['halves', 'dual-tunnel', ['backup+main', 'backup']],
  // Between the two both have weight 0.
  ['single', 'guide', ['main?', 'backup']],
  ['policy', 'guide', ['main?', 'backup']],
  // Refused; the standby goes; the one that is left is weakened; the other one is made.
  ['single', 'public', ['main', 'main', 'main?', 'backup']],
  ['policy', 'public', ['main', 'main', 'main?', 'backup']],
  // Nothing happens; the standby goes; the gap; the new one; its standby.
  ['single', 'dual-tunnel', ['main', 'main', 'NOWHERE', 'backup', 'backup']],
  ['policy', 'dual-tunnel', ['main', 'main', 'NOWHERE', 'backup', 'backup']],
];

describe('the plant goes over its backup', () => {
  test.each(ways)('%s, weights as %s: %j', async (table, contract, expected) => {
    const { trace, go, bench } = await startMoves(on(table, contract));
    const { State, Board, questions } = await go();
    expect({ State, states: Board.map((one) => one.State) }).toEqual({ State: 'done', states: ['done'] });
    expect(trace).toEqual(expected);
    expect(questions).toHaveLength(1);
    expect(await pathsIn(bench)).toBe('backup');
    if (expected.includes('NOWHERE')) expect(questions[0]).toContain('NO ROUTE');
    if (expected.includes('main?')) expect(questions[0]).toMatch(/BOTH HAVE WEIGHT 0/);
  });

  test.each(ways.map(([table, contract]) => [table, contract] as const))(
    '%s, weights as %s: and back, after which nothing is left of it',
    async (table, contract) => {
      const { go, bench, trace } = await startMoves(on(table, contract));
      const before = await bench.state();
      await go();
      trace.length = 0;
      const { State } = await go({ To: 'plant-main' });
      expect(State).toBe('done');
      expect(await pathsIn(bench)).toBe('main');
      if (table === 'halves') expect(trace).toEqual(['main+backup', 'main']);
      const entries = ({ routes_dbr = [], routes_pbr = [] }: typeof before) =>
        [...routes_dbr, ...routes_pbr]
          .map(({ RouteDest, NextHop, Weight }) => `${RouteDest} ${NextHop} ${Weight}`)
          .sort();
      expect(entries(await bench.state())).toEqual(entries(before));
    },
  );

  test('once more is done already: nobody is asked, nothing is sent', async () => {
    const { go, acted } = await startMoves(on('halves'));
    await go();
    const before = await acted();
    const again = await go();
    expect([again.State, again.questions]).toEqual(['done', []]);
    expect(await acted()).toEqual(before);
  });

  test('where the cloud takes no more routes the same call goes by weights', async () => {
    const { go, trace } = await startMoves({ world: worldWith('halves', { quotas: { routes_per_gateway: 3 } }) });
    const stopped = await go();
    expect(stopped.State).toBe('stopped');
    expect(stopped.Next.join(' ')).toMatch(/ANOTHER WAY now.*weight 0/);
    const again = await go();
    expect(again.State).toBe('done');
    expect(again.questions[0]).toContain('the cloud took no more routes a while ago');
    expect(trace.at(-1)).toBe('backup');
    expect(trace).not.toContain('NOWHERE');
  });
});

/** Where something goes wrong, and how: the reply is lost, the request is, or nothing is reached. */
const lost = (outcomeKnown: boolean) =>
  new Unreachable({ host: 'h', phase: outcomeKnown ? 'connect' : 'read', outcomeKnown }, 'lost', 'x');
const FAULTS = ['lost after', 'lost before', 'not reached'] as const;

const faults = (
  [
    ['halves', 'guide'],
    ['single', 'guide'],
    ['single', 'public'],
    ['policy', 'dual-tunnel'],
  ] as const
).flatMap(([table, contract]) => {
  const count = ways.find((way) => way[0] === table && way[1] === contract)?.[2].length ?? 0;
  return Array.from({ length: count }, (_, at) => ({
    ...{ table, contract, step: at + 1 },
    fault: FAULTS[(at + count) % FAULTS.length] ?? 'lost after',
  }));
});

describe('a switch that was broken off', () => {
  test.each(faults)(
    '$table, $contract, at write $step ($fault): is ended by the same call of a new process',
    async (row) => {
      const { table, contract, step, fault } = row;
      const whole = await startMoves(on(table, contract));
      await whole.go();
      const { go, bench, trace, acted } = await startMoves({
        ...on(table, contract),
        at: async (sent, send) => {
          if (sent !== step) return;
          if (fault === 'lost after') await send();
          throw lost(fault === 'not reached');
        },
      });
      const stopped = await go();
      expect(stopped.State).toBe('stopped');
      await bench.guard.close();
      bench.clock.advance(70_000);
      const again = await go({ To: 'plant-backup' }, bench.makeGuard());
      expect(again).toMatchObject({ State: 'done' });
      expect(again.questions.length).toBeLessThanOrEqual(1);
      expect(await pathsIn(bench)).toBe('backup');
      // Each write of the undisturbed switch once; a change of weight that does nothing may be tried again.
      const real = (names: readonly string[]) =>
        contract === 'dual-tunnel' ? names.filter((name) => !name.startsWith('Modify')) : names;
      expect(real(await acted())).toEqual(real(await whole.acted()));
      const [expected = []] = ways.filter((way) => way[0] === table && way[1] === contract).map((way) => way[2]);
      expect(expected).toEqual(expect.arrayContaining(trace.filter((each) => each === 'NOWHERE')));
    },
  );

  test('by somebody else who gave the weight back stops, and the same call begins anew', async () => {
    const { go, bench } = await startMoves({
      ...on('single'),
      at: async (sent, _send, own) => {
        if (sent !== 2) return;
        const entry = { RegionId: 'cn-qingdao-env17-d01', VpnGatewayId: 'vpn-hq0001', RouteDest: '172.20.0.9/32' };
        await own.client.invoke(
          actions.ModifyVpnRouteEntryWeight,
          { ...entry, NextHop: MAIN, Weight: 0, NewWeight: 100 },
          own.call(),
        );
        throw lost(true);
      },
    });
    expect((await go()).State).toBe('stopped');
    expect(await pathsIn(bench)).toBe('main');
    expect((await go()).State).toBe('done');
    expect(await pathsIn(bench)).toBe('backup');
  });
});

describe('before anybody is asked', () => {
  test.each([
    ['a tunnel that is not there', { To: 'plant-bakcup' }, /no IPsec connection that was found/],
    ['a part of a name', { To: 'plant' }, /it may mean plant-main .*plant-backup/],
    ['the same tunnel twice', { To: 'plant-main', From: MAIN }, /the same tunnel/],
    ['a tunnel of another gateway', { To: 'plant-backup', From: 'warehouse' }, /one gateway only/],
    ['a tunnel that shares nothing', { To: 'warehouse' }, /shares no destination/],
    [
      'a destination that no route has',
      { To: 'plant-backup', Destinations: ['10.1.0.0/16'] },
      /No route of vpn-hq0001 leads to 10\.1\.0\.0\/16/,
    ],
  ])('%s is refused', async (_, args, why) => {
    const { bench, go } = await startMoves(on('halves'));
    expect((await refusalOf(go(args))).message).toMatch(why);
    expect(await bench.writes()).toEqual([]);
  });

  const peer = { 'vco-plant0002.peer': { Answers: [], IkeConfig: { IkePfs: 'group5' } } };

  test('a tunnel that is down is refused; with EvenIfDown that is the first line of the question', async () => {
    const { bench, go, trace } = await startMoves(on('halves'));
    await bench.patch(peer);
    const refused = await refusalOf(go());
    expect(refused.message).toMatch(/plant-backup \(vco-plant0002\) is DOWN/);
    expect(refused.remedy).toContain('EvenIfDown');
    const { questions } = await go({ To: 'plant-backup', EvenIfDown: true });
    expect(questions[0]).toMatch(/^Approve exactly this\?\nALERT: plant-backup \(vco-plant0002\) is DOWN/);
    expect(trace).toHaveLength(2);
  });

  test('a tunnel without a health check is not proven', async () => {
    const { bench, go } = await startMoves(on('halves'));
    await bench.patch({ 'vco-plant0002.VcoHealthCheck': { Enable: 'false' } });
    expect((await refusalOf(go())).message).toMatch(/not proven that plant-backup/);
    const { questions } = await go({ To: 'plant-backup', EvenIfDown: true });
    expect(questions[0]).toMatch(/^Approve exactly this\?\nNOT PROVEN/);
  });

  test('what is not within the selectors of the new tunnel is refused', async () => {
    const { bench, go } = await startMoves(on('halves'));
    await bench.patch({ 'vco-plant0002.RemoteSubnet': '172.20.0.0/17' });
    expect((await refusalOf(go({ To: BACKUP, EvenIfDown: true }))).message).toMatch(/not within RemoteSubnet/);
  });

  test('a no leaves all as it was', async () => {
    const { bench, go } = await startMoves(on('policy'));
    await refusalOf(
      go(
        { To: 'plant-backup' },
        bench.guard,
        human(() => ({ action: 'decline' })),
      ),
    );
    expect(await bench.writes()).toEqual([]);
  });
});

describe('the question tells', () => {
  const summary = async (patch: Record<string, unknown>) => {
    const { bench, go } = await startMoves(on('halves'));
    await bench.patch(patch);
    return (await go()).questions[0];
  };
  const entry = { VpnInstanceId: 'vpn-hq0001', NextHop: MAIN, Weight: 100, State: 'published' };

  test('policy routes that come first, and what only the old tunnel carries', async () => {
    const policy = { ...entry, RouteSource: '10.10.9.0/24', RouteDest: '172.20.9.0/24' };
    const question = await summary({
      'routes_pbr+': policy,
      'routes_dbr+': { ...entry, RouteDest: '192.168.60.0/24' },
    });
    expect(question).toContain('Policy routes come before these and stay as they are: 10.10.9.0/24 to 172.20.9.0/24');
    expect(question).toMatch(/Not moved: .*192\.168\.60\.0\/24/);
  });

  test('that a table could not be read, before what it does', async () => {
    const { bench, go } = await startMoves(on('halves'));
    await bench.control('faults', { kind: 'forbidden', action: 'DescribeVpnPbrRouteEntries', times: 50 });
    const { questions } = await go();
    expect(questions[0]).toMatch(/^Approve exactly this\?\nNOT READ: DescribeVpnPbrRouteEntries/);
  });
});
