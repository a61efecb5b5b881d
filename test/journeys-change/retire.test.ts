import { describe, expect, test } from 'vitest';
import { Unreachable } from '../../src/errors.ts';
import { RetireSite } from '../../src/tools/sites/retire-site.ts';
import { approvalOf, refusalOf } from '../guard/bench.ts';
import { type Fault, startStage } from './subnets-stage.ts';

// A site goes: routes, connections, customer gateways, in one plan with one question, and with a fault at every step.

const SITE = 'plant-main,plant-backup';
const WHOLE = [
  'DeleteVpnRouteEntry',
  'DeleteVpnRouteEntry',
  'DeleteVpnConnection',
  'DeleteVpnConnection',
  'DeleteCustomerGateway',
  'DeleteCustomerGateway',
] as const;

type Stage = Awaited<ReturnType<typeof startStage>>;

const leftOf = async ({ bench }: Stage) => {
  const { connections = [], customer_gateways = [], routes_dbr = [], routes_pbr = [] } = await bench.state();
  return [
    ...connections.map(({ VpnConnectionId }) => VpnConnectionId),
    ...customer_gateways.map(({ CustomerGatewayId }) => CustomerGatewayId),
    ...[...routes_dbr, ...routes_pbr].map(({ NextHop }) => NextHop),
  ];
};

describe.each([
  ['as the guide has it', {}],
  ['with the newer contract of weights', { 'platform.weight_contract': 'public' }],
  ['where weights have no effect', { 'platform.weight_contract': 'dual-tunnel' }],
  ['where keys read masked', { 'platform.psk_masking': 'masked' }],
])('on a platform %s', (_, patch) => {
  test('a site of two tunnels goes with one question, in which the name of a connection is typed', async () => {
    const stage = await startStage({ patch });
    const { reply, questions } = await stage.run(RetireSite, { Site: SITE });
    expect(reply).toMatchObject({ State: 'done', Steps: WHOLE.map((Action) => ({ Action, State: 'done' })) });
    expect(reply.Board.every(({ State }) => State === 'done')).toBe(true);
    expect(reply.Next.join(' ')).toContain('plant-firewall-a 198.51.100.1');
    expect(questions).toHaveLength(1);
    expect(questions[0]?.field?.description).toMatch(/plant-main/);
    expect(questions[0]?.message).toContain('ENDS: 172.20.0.0/16');
    expect(questions[0]?.message).not.toContain('FAKE-psk');
    expect(await leftOf(stage)).toEqual(['vco-wh0001', 'cgw-wh0001', 'cgw-old0001', 'vco-wh0001']);
    // The SSL-VPN server of the same gateway stays as it was.
    expect((await stage.bench.state())['ssl_certs']).toHaveLength(6);
    // What stands by goes first: the destination is reached until its last route goes.
    expect(stage.seen[1]).toContain('172.20.0.0/16');
  });
});

const lost = (known: boolean) =>
  new Unreachable({ host: 'h', phase: known ? 'connect' : 'read', outcomeKnown: known }, 'lost', 'x');

const faults: Readonly<Record<string, (step: number) => Fault>> = {
  'refused by the cloud': (step) => async (at, send, bench) => {
    if (at === step) await bench.control('faults', { kind: 'refuse', code: 'OperationFailed.Odd' });
    return send();
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

const table = Object.keys(faults).flatMap((fault) => [1, 2, 3, 4, 5, 6].map((step) => [fault, step] as const));

describe('a fault', () => {
  test.each(table)('%s at step %i: the same call does the rest, nothing twice', async (fault, step) => {
    const stage = await startStage({ fault: faults[fault]?.(step) });
    const Site = 'cgw-plant0001,cgw-plant0002';
    await stage.run(RetireSite, { Site });
    stage.bench.clock.advance(70_000);
    expect((await stage.run(RetireSite, { Site })).reply.State).toBe('done');
    expect((await stage.acted()).toSorted()).toEqual([...WHOLE].toSorted());
    expect((await leftOf(stage)).filter((id) => /plant/.test(String(id)))).toEqual([]);
  });
});

test('a route that somebody adds meanwhile keeps its connection', async () => {
  const stage = await startStage({
    fault: async (at, send, bench) => {
      const output = await send();
      const route = { VpnInstanceId: 'vpn-hq0001', RouteDest: '172.29.0.0/16', Weight: 100, State: 'published' };
      if (at === 2) await bench.patch({ 'routes_dbr+': { ...route, NextHop: 'vco-plant0001' } });
      return output;
    },
  });
  const { reply } = await stage.run(RetireSite, { Site: SITE });
  expect(reply.Steps.map(({ State }) => State)).toEqual(['done', 'done', ...WHOLE.slice(2).map(() => 'not begun')]);
  expect(reply.Steps[2]).toMatchObject({ Code: 'held' });
});

describe('before the first step', () => {
  test.each([
    ['what --protect covers', { protect: ['plant-firewall-b'] }],
    ['a delete limit that is used up', { deleteLimit: { deletes: 1, minutes: 10 } }],
  ])('%s refuses the whole', async (_, guard) => {
    const stage = await startStage({ guard });
    if ('deleteLimit' in guard) await stage.run(RetireSite, { Site: 'cgw-old0001' });
    const before = await stage.acted();
    const refused = await refusalOf(stage.run(RetireSite, { Site: SITE }));
    expect(refused.code).toBe('refused');
    expect(await stage.acted()).toEqual(before);
  });

  test('six deletes under one yes count once', async () => {
    const stage = await startStage({ guard: { deleteLimit: { deletes: 2, minutes: 10 } } });
    expect((await stage.run(RetireSite, { Site: SITE })).reply.State).toBe('done');
    expect((await stage.run(RetireSite, { Site: 'warehouse' })).reply.State).toBe('done');
    await refusalOf(stage.run(RetireSite, { Site: 'cgw-old0001' }));
  });

  test.each([
    ['one tunnel of a pair that carries', 'plant-main', /plant-backup \(vco-plant0002\) stands by/],
    ['part of a name', 'plant', /is no whole name; it may mean/],
    ['nothing', 'no-such-site', /no connection and no customer gateway that was found/],
  ])('%s is refused', async (_, Site, why) => {
    const stage = await startStage();
    expect((await refusalOf(stage.run(RetireSite, { Site }))).message).toMatch(why);
    expect(await stage.acted()).toEqual([]);
  });

  test('a no leaves all as it was', async () => {
    const stage = await startStage();
    const ask = {
      canAsk: true,
      put: async ({ seal }: { seal: string }) => ({ action: 'decline' as const, content: {}, seal }),
    };
    const refused = await refusalOf(stage.run(RetireSite, { Site: SITE }, { ask }));
    expect(approvalOf(refused).State).toBe('refused');
    expect(await stage.acted()).toEqual([]);
  });
});

test('the tunnel that stands by goes alone, and what it stood by for stays reached', async () => {
  const stage = await startStage();
  expect(await stage.plan(RetireSite, { Site: 'plant-backup' })).toContain('STAYS: 172.20.0.0/16');
  await stage.run(RetireSite, { Site: 'plant-backup' });
  expect(stage.seen.every((reached) => reached.includes('172.20.0.0/16'))).toBe(true);
  expect(await stage.acted()).toEqual(['DeleteVpnRouteEntry', 'DeleteVpnConnection', 'DeleteCustomerGateway']);
});

describe('what was deleted by its ID of late', () => {
  test('takes its own customer gateway along by the same call, and no other', async () => {
    const stage = await startStage({ fault: (at, send) => (at === 3 ? Promise.reject(lost(true)) : send()) });
    await stage.run(RetireSite, { Site: 'vco-plant0002' });
    const { reply, questions } = await stage.run(RetireSite, { Site: 'vco-plant0002' });
    expect(reply).toMatchObject({
      State: 'done',
      Steps: [{ Action: 'DeleteCustomerGateway', State: 'done' }],
      Board: [{ What: expect.stringContaining('plant-firewall-b (cgw-plant0002) gone'), State: 'done' }],
    });
    expect(questions).toHaveLength(1);
    expect((await leftOf(stage)).filter((id) => /^cgw/.test(String(id)))).toEqual([
      'cgw-plant0001',
      'cgw-wh0001',
      'cgw-old0001',
    ]);
    const again = await stage.run(RetireSite, { Site: 'vco-plant0002' });
    expect([again.reply.State, again.questions, again.reply.Next]).toEqual(['done', [], []]);
  });

  test('leaves a customer gateway that another connection uses meanwhile', async () => {
    const stage = await startStage({ fault: (at, send) => (at === 3 ? Promise.reject(lost(true)) : send()) });
    await stage.run(RetireSite, { Site: 'vco-plant0002' });
    await stage.bench.patch({ 'vco-wh0001.CustomerGatewayId': 'cgw-plant0002' });
    const { reply, questions } = await stage.run(RetireSite, { Site: 'vco-plant0002' });
    expect([reply.State, reply.Steps, questions]).toEqual(['done', [], []]);
  });
});

describe('on the public cloud', () => {
  test('both customer gateways of a connection go, its policy routes too', async () => {
    const stage = await startStage({ world: 'public', mirrors: false });
    const { reply } = await stage.run(RetireSite, { Site: 'berlin' });
    expect(reply.State).toBe('done');
    expect((await stage.acted()).toSorted()).toEqual([
      'DeleteCustomerGateway',
      'DeleteCustomerGateway',
      'DeleteVpnConnection',
      'DeleteVpnPbrRouteEntry',
      'DeleteVpnRouteEntry',
    ]);
    expect((await leftOf(stage)).filter((id) => /berlin/.test(String(id)))).toEqual([]);
  });

  test('what hangs on a transit router is refused', async () => {
    const stage = await startStage({ world: 'public' });
    expect((await refusalOf(stage.run(RetireSite, { Site: 'wan' }))).message).toContain('transit router');
  });
});
