import { describe, expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import type { Invoke } from '../../../src/catalogue/invoke.ts';
import { tunnels } from '../../../src/guard/plan/impact.ts';
import { planMessages } from '../../../src/guard/plan/messages.ts';
import { format, message } from '../../../src/guard/text/message.ts';
import { alarmsFirst, targetAlarm } from '../../../src/guard/traffic/alarm.ts';
import { approvalOf, human, refusalOf, region, startBench } from '../bench.ts';

const { DeleteVpnConnection, DeleteVpnPbrRouteEntry, DeleteVpnRouteEntry } = actions;
const { ModifyVpnPbrRouteEntryWeight, ModifyVpnRouteEntryWeight, PublishVpnRouteEntry } = actions;

const known = tunnels({
  found: [
    { VpnConnectionId: 'up', Status: 'ipsec_sa_established' },
    { VpnConnectionId: 'down', Status: 'ike_sa_not_established' },
    { VpnConnectionId: 'unread' },
  ],
});
const dest = '10.0.0.0/8';

test.each([
  ['up', ['down'], []],
  [
    'down',
    ['unread'],
    ['Every tunnel that would carry 10.0.0.0/8 is down now: down. No traffic would get there until one is up.'],
  ],
  [
    'down',
    ['up'],
    [
      'Every tunnel that would carry 10.0.0.0/8 is down now: down. Traffic there stops, unless the gateway falls back by itself to up, which is up and has weight 0.',
    ],
  ],
  ['unread', ['up'], ['Not known whether a tunnel that would carry 10.0.0.0/8 is up: unread.']],
  ['gone', [], ['Not known whether a tunnel that would carry 10.0.0.0/8 is up: gone.']],
])('a destination is given to a tunnel that is %s, beside %j', (target, others, expected) => {
  expect(targetAlarm(dest, target, others, known).map((each) => format(each, 'en'))).toEqual(expected);
});

test('alarms come before all other sentences, each once, and the others keep their order', () => {
  const down = message(planMessages.allDown, { dest, hops: 'a' });
  const unknown = message(planMessages.upUnknown, { dest, hops: 'b' });
  const [one, two] = [message(planMessages.onlyReads), message(planMessages.billed)];
  expect(alarmsFirst([one, unknown, two, down, { ...down }])).toEqual([down, unknown, one, two]);
});

const DOWN = { IkeConfig: { IkePfs: 'group2' } };
const backupIsDown = { 'vco-plant0002.peer': DOWN };
const bothAreDown = { ...backupIsDown, 'vco-plant0001.peer': DOWN };
const plant = { RegionId: region, VpnGatewayId: 'vpn-hq0001', RouteDest: '172.20.0.0/16' };
const main = { ...plant, NextHop: 'vco-plant0001' };
const backup = { ...plant, NextHop: 'vco-plant0002' };
const row = (NextHop: string, Weight: number) => ({
  ...{ VpnInstanceId: 'vpn-hq0001', RouteDest: '172.20.0.0/16', State: 'published' },
  NextHop,
  Weight,
});
const both = (mainWeight: number, backupWeight: number) => [
  row('vco-plant0001', mainWeight),
  row('vco-plant0002', backupWeight),
];
const policies = { RouteSource: '10.10.0.0/16' };
const pbr = (mainWeight: number, backupWeight: number) =>
  both(mainWeight, backupWeight).map((each) => ({ ...each, ...policies }));

const up: [0, 100] = [0, 100];
const weigh = (entry: typeof main, [Weight, NewWeight]: [0, 100] | [100, 0]) => ({ ...entry, Weight, NewWeight });

type Patch = NonNullable<NonNullable<Parameters<typeof startBench>[0]>['patch']>;

/** Every way in which a destination is left with tunnels that are down. */
const cases: readonly [string, Patch, (invoke: Invoke, call: Parameters<Invoke>[2]) => Promise<unknown>][] = [
  [
    'the main route of a swap goes to 0, before the standby gets 100',
    backupIsDown,
    (invoke, call) => invoke(ModifyVpnRouteEntryWeight, weigh(main, [100, 0]), call),
  ],
  [
    'the standby of a swap gets 100, before the main route goes to 0',
    backupIsDown,
    (invoke, call) => invoke(ModifyVpnRouteEntryWeight, weigh(backup, up), call),
  ],
  [
    'the standby of a swap gets 100, after the main route went to 0',
    { ...backupIsDown, routes_dbr: both(0, 0) },
    (invoke, call) => invoke(ModifyVpnRouteEntryWeight, weigh(backup, up), call),
  ],
  [
    'the active one of two policy routes goes to 0',
    { ...backupIsDown, routes_pbr: pbr(100, 0) },
    (invoke, call) => invoke(ModifyVpnPbrRouteEntryWeight, { ...weigh(main, [100, 0]), ...policies }, call),
  ],
  [
    'the standby of two policy routes gets 100',
    { ...backupIsDown, routes_pbr: pbr(0, 0) },
    (invoke, call) => invoke(ModifyVpnPbrRouteEntryWeight, { ...weigh(backup, up), ...policies }, call),
  ],
  [
    'the route that is up is deleted',
    backupIsDown,
    (invoke, call) => invoke(DeleteVpnRouteEntry, { ...main, Weight: 100 }, call),
  ],
  [
    'the policy route that is up is deleted',
    { ...backupIsDown, routes_pbr: pbr(100, 0) },
    (invoke, call) => invoke(DeleteVpnPbrRouteEntry, { ...main, ...policies, Weight: 100 }, call),
  ],
  [
    'one of two published routes is withdrawn',
    bothAreDown,
    (invoke, call) => invoke(PublishVpnRouteEntry, { ...main, RouteType: 'dbr' as const, PublishVpc: false }, call),
  ],
  [
    'the connection that is up is deleted',
    backupIsDown,
    (invoke, call) => invoke(DeleteVpnConnection, { RegionId: region, VpnConnectionId: 'vco-plant0001' }, call),
  ],
];

const ALARM = /^Every tunnel that would carry 172\.20\.0\.0\/16.* is down now: /;
const ALARM_ZH = /将承载 172\.20\.0\.0\/16.* 的隧道现在全部断开/;

describe('where every tunnel that would carry it is down, that comes before everything else', () => {
  test.each(cases)('when %s', async (_, patch, run) => {
    const { call } = await startBench({ patch });
    const plan = Object((await call().plan?.((planned, planning) => run(planned, planning)))?.plan);
    expect(plan.BlastRadius[0]).toMatch(ALARM);
  });

  test('and a swap whose other tunnel is up names it: the gateway may fall back to it', async () => {
    const { plan } = await startBench({ patch: backupIsDown });
    const { BlastRadius } = await plan(ModifyVpnRouteEntryWeight, weigh(main, [100, 0]));
    expect(BlastRadius).toEqual([
      'Every tunnel that would carry 172.20.0.0/16 is down now: plant-backup (vco-plant0002). Traffic there stops, unless the gateway falls back by itself to plant-main (vco-plant0001), which is up and has weight 0.',
      expect.stringContaining(
        'its traffic likely goes through plant-main (vco-plant0001), the only one of its tunnels',
      ),
      expect.stringContaining('First half'),
    ]);
  });

  test('once, where both are down', async () => {
    const { plan } = await startBench({ patch: bothAreDown });
    const { BlastRadius } = await plan(ModifyVpnRouteEntryWeight, weigh(main, [100, 0]));
    expect(BlastRadius.filter((line) => ALARM.test(line))).toHaveLength(1);
  });

  const demote = (invoke: Invoke, call: Parameters<Invoke>[2]) =>
    invoke(ModifyVpnRouteEntryWeight, weigh(main, [100, 0]), call);
  const firstLine = (text: string | undefined) => text?.split('\n- ')[1]?.split('\n')[0];

  test.each(['en', 'zh'] as const)('in the form, in %s', async (language) => {
    const { invoke, call } = await startBench({ patch: backupIsDown, guard: { language } });
    const { ask, questions } = human(() => ({ action: 'decline' }));
    await refusalOf(demote(invoke, call({ ask })));
    expect(firstLine(questions[0]?.message)).toMatch(language === 'en' ? ALARM : ALARM_ZH);
  });

  test.each(['en', 'zh'] as const)('in the answer with a token, in %s', async (language) => {
    const { invoke, call } = await startBench({ patch: backupIsDown, guard: { language, confirm: 'token' } });
    const refused = await refusalOf(demote(invoke, call()));
    expect(firstLine(refused.message)).toMatch(language === 'en' ? ALARM : ALARM_ZH);
  });

  test.each(['en', 'zh'] as const)('on the page, in %s', async (language) => {
    const { invoke, call } = await startBench({ patch: backupIsDown });
    const { Url } = approvalOf(await refusalOf(demote(invoke, call())));
    const html = await (await fetch(`${Url}?lang=${language}`)).text();
    const alarm = html.search(language === 'en' ? /Every tunnel that would carry/ : /的隧道现在全部断开/);
    expect(alarm).toBeGreaterThan(0);
    for (const later of ['<table', '<dl', 'vpn-hq0001:']) expect(html.indexOf(later)).toBeGreaterThan(alarm);
  });
});

test('where the status of a tunnel cannot be read, that is told', async () => {
  const { plan, control } = await startBench();
  await control('faults', { kind: 'forbidden', action: 'DescribeVpnConnections', times: 9 });
  const summary = await plan(DeleteVpnRouteEntry, { ...main, Weight: 100 });
  expect(summary.BlastRadius.slice(0, 2)).toEqual([
    'Not known: the IPsec connections could not be read (Forbidden).',
    'Not known whether a tunnel that would carry 172.20.0.0/16 is up: vco-plant0002.',
  ]);
});
