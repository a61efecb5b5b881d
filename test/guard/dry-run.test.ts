import { expect, test } from 'vitest';
import { actions } from '../../src/catalogue/index.ts';
import { Unreachable } from '../../src/errors.ts';
import { agreeable, type Bench, type BenchOptions, human, refusalOf, startBench } from './bench.ts';

// On the public cloud a change may be tried before it is made. A platform that does not know the parameter does what it was
// only asked about: then nothing follows.

const RegionId = 'cn-hangzhou';
const { CreateVpnRouteEntry, ModifySslVpnServer } = actions;

/** Stands by, is not published: harmless. */
const standby = {
  ...{ RegionId, VpnGatewayId: 'vpn-shop0001', NextHop: 'vco-paris001', RouteDest: '172.21.64.0/18' },
  ...{ Weight: 0 as const, PublishVpc: false },
};
const server = { RegionId, SslVpnServerId: 'vss-shop0001', Port: 1200 };

const startPublic = (more: BenchOptions = {}) => startBench({ world: 'public', ...more });
const ignoring = { 'platform.dry_run': 'ignored' };

/** What was sent, dry runs told apart from calls. */
const sentTo = async ({ writes }: Pick<Bench, 'writes'>) =>
  (await writes()).map(({ action, parameters, acted }) =>
    [action, parameters['DryRun'] === 'true' ? 'dry run' : 'call', acted ? 'acted' : 'idle'].join(' '),
  );

const routesTo = async ({ state }: Bench, dest: string) =>
  ((await state())['routes_dbr'] ?? []).filter(({ RouteDest }) => RouteDest === dest).length;

/** Loses the replies of some requests, which the cloud has had. */
const losing = (isLost: (input: Readonly<Record<string, unknown>>) => boolean): BenchOptions => ({
  between: (invoke) => async (action, input, call) => {
    const lost = action.name === 'CreateVpnRouteEntry' && isLost(input);
    const answer = await invoke(action, input, call).catch((error: unknown) => {
      if (!lost) throw error;
    });
    if (lost) throw new Unreachable({ host: 'h', phase: 'read', outcomeKnown: false }, 'lost', 'x');
    return answer as never;
  },
});

test('a dry run goes directly before the call, with a token of its own', async () => {
  const bench = await startPublic();
  const { Outcome } = await bench.invoke(CreateVpnRouteEntry, standby, bench.call());
  expect(await sentTo(bench)).toEqual(['CreateVpnRouteEntry dry run idle', 'CreateVpnRouteEntry call acted']);
  const [first, second] = (await bench.writes()).map(({ parameters }) => parameters['ClientToken']);
  expect(first).toMatch(/^vgm-dry-/);
  expect(second).not.toBe(first);
  expect(JSON.stringify(Outcome)).not.toContain('DryRun');
  expect(bench.audit().map(({ Kind, DryRun, DryRunOnly }) => [Kind, DryRun, DryRunOnly])).toEqual([
    ['intent', true, undefined],
    ['outcome', undefined, undefined],
  ]);
});

test('it is sent after the yes, and never without one', async () => {
  const bench = await startPublic();
  const no = human(() => ({ action: 'decline' }));
  await refusalOf(bench.invoke(ModifySslVpnServer, server, bench.call(no)));
  expect(await bench.writes()).toEqual([]);
  await bench.invoke(ModifySslVpnServer, server, bench.call(agreeable()));
  expect(await sentTo(bench)).toEqual(['ModifySslVpnServer dry run idle', 'ModifySslVpnServer call acted']);
});

test('neither a plan nor a server that only reads sends it', async () => {
  const bench = await startPublic();
  expect((await bench.plan(CreateVpnRouteEntry, standby)).Action).toBe('CreateVpnRouteEntry');
  const reading = bench.makeGuard({ readOnly: true });
  await refusalOf(reading.invoke(CreateVpnRouteEntry, standby, bench.callOn(reading)));
  expect(await bench.writes()).toEqual([]);
});

test('what the dry run is refused for, the call would be: nothing follows', async () => {
  const bench = await startPublic();
  await bench.control('faults', { kind: 'refuse', action: 'CreateVpnRouteEntry', code: 'QuotaExceeded', status: 400 });
  await expect(bench.invoke(CreateVpnRouteEntry, standby, bench.call())).rejects.toThrow('QuotaExceeded');
  expect(await sentTo(bench)).toEqual(['CreateVpnRouteEntry dry run idle']);
  expect(bench.audit().at(-1)).toMatchObject({ Result: 'failed', DryRunOnly: true, Code: 'QuotaExceeded' });
});

test('a platform that ignores it did the change: it is told, audited, and nothing follows', async () => {
  const bench = await startPublic({ patch: ignoring });
  const { Outcome } = await bench.invoke(CreateVpnRouteEntry, standby, bench.call());
  expect(Outcome).toMatchObject({ State: 'done', Confirmed: true });
  expect(Object(Outcome).Notes[0]).toMatch(/^This platform ignores DryRun: .* nothing further was sent\.$/);
  expect(await sentTo(bench)).toEqual(['CreateVpnRouteEntry dry run acted']);
  expect(await routesTo(bench, standby.RouteDest)).toBe(1);
  expect(bench.audit().filter(({ Kind }) => Kind === 'outcome')).toMatchObject([{ Result: 'ok', DryRunOnly: true }]);
});

test('a new ID in the answer to a dry run is audited as what was made', async () => {
  const bench = await startPublic({ patch: { ...ignoring, 'vpn-data0001.SslVpn': 'enable' } });
  const input = {
    ...{ RegionId, VpnGatewayId: 'vpn-data0001', ClientIpPool: '10.251.0.0/24', LocalSubnet: '10.20.0.0/16' },
    Name: 'second',
  };
  const { SslVpnServerId } = await bench.invoke(actions.CreateSslVpnServer, input, bench.call(agreeable()));
  expect(SslVpnServerId).toMatch(/^vss-/);
  expect(await sentTo(bench)).toEqual(['CreateSslVpnServer dry run acted']);
  expect(bench.audit().find(({ Kind }) => Kind === 'outcome')).toMatchObject({ Made: [SslVpnServerId] });
});

test.each([
  ['honours', {}, ['dry run', 'dry run', 'call']],
  ['ignores', ignoring, ['dry run', 'dry run']],
] as const)(
  'a dry run of unknown outcome is sent again as it was, where the platform %s it',
  async (_, patch, sent) => {
    let lost = 0;
    const bench = await startPublic({
      patch,
      ...losing(({ DryRun }) => {
        if (DryRun !== true || lost > 0) return false;
        lost += 1;
        return true;
      }),
    });
    await expect(bench.invoke(CreateVpnRouteEntry, standby, bench.call())).rejects.toThrow('lost');
    expect(bench.audit().at(-1)).toMatchObject({ Result: 'unknown', DryRunOnly: true });
    await bench.invoke(CreateVpnRouteEntry, standby, bench.call());
    expect((await sentTo(bench)).map((each) => each.split(' ').slice(1, -1).join(' '))).toEqual(sent);
    const tokens = (await bench.writes()).map(({ parameters }) => parameters['ClientToken']);
    expect(tokens[1]).toBe(tokens[0]);
    expect(await routesTo(bench, standby.RouteDest)).toBe(1);
  },
);

test('a call of unknown outcome is sent again without a dry run', async () => {
  let lost = 0;
  const bench = await startPublic(
    losing(({ DryRun }) => {
      if (DryRun === true || lost > 0) return false;
      lost += 1;
      return true;
    }),
  );
  await expect(bench.invoke(CreateVpnRouteEntry, standby, bench.call())).rejects.toThrow('lost');
  await bench.invoke(CreateVpnRouteEntry, standby, bench.call());
  expect((await sentTo(bench)).map((each) => each.split(' ').slice(1, -1).join(' '))).toEqual([
    'dry run',
    'call',
    'call',
  ]);
  expect(await routesTo(bench, standby.RouteDest)).toBe(1);
});

test.each([['dry run'], ['call']])('after a restart a lost %s is looked for, and not made twice', async (which) => {
  const bench = await startPublic({
    ...(which === 'dry run' && { patch: ignoring }),
    ...losing(({ DryRun }) => (DryRun === true) === (which === 'dry run')),
  });
  await expect(bench.invoke(CreateVpnRouteEntry, standby, bench.call())).rejects.toThrow('lost');
  await bench.guard.close();
  const next = bench.makeGuard();
  const { Outcome } = await next.invoke(CreateVpnRouteEntry, standby, bench.callOn(next));
  expect(Object(Outcome).Notes[0]).toContain('had no known outcome: this was found');
  expect(await routesTo(bench, standby.RouteDest)).toBe(1);
});

test('a reply that is lost on the way to the client leaves no doubt once a dry run has passed', async () => {
  const bench = await startPublic({ client: { sleep: async () => {} } });
  await bench.control('faults', { kind: 'cut-before', action: 'CreateVpnRouteEntry' });
  await bench.invoke(CreateVpnRouteEntry, standby, bench.call());
  expect((await sentTo(bench)).map((each) => each.split(' ').slice(1, -1).join(' '))).toEqual([
    'dry run',
    'dry run',
    'call',
  ]);
});
