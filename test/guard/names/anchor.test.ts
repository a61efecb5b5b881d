import { appendFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Action } from '../../../src/catalogue/action.ts';
import { actions } from '../../../src/catalogue/index.ts';
import type { Step } from '../../../src/catalogue/invoke.ts';
import { withAnchor } from '../../../src/guard/names/anchor.ts';
import { confirmsOf, impactOf, targetOf } from '../../../src/guard/plan/impact.ts';
import type { LiveState, Named } from '../../../src/guard/plan/live-state.ts';
import { agreeable, type Bench, human, refusalOf, region, startBench } from '../bench.ts';

// A human who types a name has to mean one thing by it. Where a name does not tell its thing from others, the plan says so
// before everything else, and the ID is typed.

const { DeleteVpnConnection, ModifyVpnConnectionAttribute } = actions;
const connection = (VpnConnectionId: string) => ({ RegionId: region, VpnConnectionId });
const warehouse = connection('vco-wh0001');
const HOUR = 3_600_000;

/** What a delete of the warehouse's connection asks, and that a yes by `typed` is no yes. */
const question = async (bench: Bench, typed: string, on = bench.guard) => {
  const { ask, questions } = human(() => ({ content: { name: typed } }));
  const work = on.invoke(DeleteVpnConnection, warehouse, bench.callOn(on, { ask }));
  const refused = await refusalOf(work);
  expect(refused.message).toContain('not that of the target');
  expect((await bench.writes()).map(({ action }) => action)).not.toContain('DeleteVpnConnection');
  return questions[0]?.message ?? '';
};

const rename = (bench: Bench, Name: string, on = bench.guard) =>
  on.invoke(ModifyVpnConnectionAttribute, { ...warehouse, Name }, bench.callOn(on));

/** The first line under the heading of what depends on the target. */
const firstLine = (text: string): string => /^- (.*)/m.exec(text)?.[1] ?? '';

const isDeletedById = async (bench: Bench, on = bench.guard) => {
  const { ask } = human(() => ({ content: { name: 'vco-wh0001' } }));
  await on.invoke(DeleteVpnConnection, warehouse, bench.callOn(on, { ask }));
  expect((await bench.writes()).at(-1)?.action).toBe('DeleteVpnConnection');
};

test('a name that nothing else bears and nobody changed is what is typed', async () => {
  const bench = await startBench();
  const { ask, questions } = agreeable();
  await bench.invoke(DeleteVpnConnection, warehouse, bench.call({ ask }));
  expect(questions[0]?.field?.description).toBe('Type warehouse to confirm');
});

test('after a rename through this server the former name is told first, and the ID is typed', async () => {
  const bench = await startBench();
  await rename(bench, 'junk');
  const summary = await question(bench, 'junk');
  expect(firstLine(summary)).toMatch(/changed through this server at .* UTC; .* called warehouse\./);
  expect(summary).toContain('To confirm, type: vco-wh0001');
  await isDeletedById(bench);
});

test('a rename by another process of the same folder is known as well', async () => {
  const bench = await startBench();
  await rename(bench, 'junk');
  const other = bench.makeGuard();
  expect(firstLine(await question(bench, 'junk', other))).toContain('called warehouse');
  await isDeletedById(bench, other);
});

test('a day after a rename the name counts again, and one that sent the present name never did harm', async () => {
  const bench = await startBench();
  await rename(bench, 'junk');
  bench.clock.advance(24 * HOUR + 60_000);
  const change = { ...warehouse, Name: 'junk', RemoteSubnet: '172.31.40.0/23' };
  await bench.invoke(ModifyVpnConnectionAttribute, change, bench.call(agreeable()));
  const { ask, questions } = agreeable();
  await bench.invoke(DeleteVpnConnection, warehouse, bench.call({ ask }));
  expect(questions[0]?.field?.description).toBe('Type junk to confirm');
});

test('where the audit of others is damaged, the name may have been changed: the ID is typed', async () => {
  const bench = await startBench();
  await bench.invoke(actions.ModifyVpnGatewayAttribute, { VpnGatewayId: 'vpn-hq0001', Name: 'hq' }, bench.call());
  const [file = ''] = readdirSync(bench.stateDir).filter((name) => name.startsWith('audit-'));
  appendFileSync(join(bench.stateDir, file), 'damage\n');
  const other = bench.makeGuard();
  expect(firstLine(await question(bench, 'warehouse', other))).toContain('Not known: whether its name was changed');
});

test('where the other names cannot be read, the ID is typed', async () => {
  const bench = await startBench();
  await bench.control('faults', { kind: 'forbidden', action: 'DescribeVpnConnections', times: 99 });
  expect(await question(bench, 'warehouse')).toContain('Not known: whether another of its kind');
  await isDeletedById(bench);
});

test('a list of names in which the target itself is missing counts as not read', async () => {
  const bench = await startBench({
    between: (invoke) => async (action, input, call) => {
      const output = await invoke(action, input, call);
      return action.name === 'DescribeVpnConnections' ? { ...output, VpnConnections: [], TotalCount: 0 } : output;
    },
  });
  expect(firstLine(await question(bench, 'warehouse'))).toContain('the list lacks it');
  await isDeletedById(bench);
});

test.each([
  ['a twin', 'warehouse', 'called the same'],
  ['a twin in other letters', 'WareHouse', 'called the same'],
  ['a twin with a mark that nobody sees', 'ware\u200bhouse', 'called the same'],
  ['a look-alike', 'w\u0430rehouse', 'names that look like its name'],
  ['a look-alike without another script', 'warehouse'.replace('o', '0'), 'names that look like its name'],
])('%s is told first, with its ID, and the ID is typed', async (_, name, summary) => {
  const bench = await startBench({ patch: { 'vco-plant0001.Name': name } });
  const line = firstLine(await question(bench, 'warehouse'));
  expect(line).toContain(summary);
  expect(line).toContain('vco-plant0001');
  await isDeletedById(bench);
});

test('a word of mixed scripts is told, though no other thing looks like it', async () => {
  const bench = await startBench({ patch: { 'vco-wh0001.Name': 'w\u0430rehouse' } });
  expect(firstLine(await question(bench, 'w\u0430rehouse'))).toContain('several scripts');
  await isDeletedById(bench);
});

test.each<readonly [string, Action, Record<string, unknown>, string]>([
  ['customer gateway', actions.DeleteCustomerGateway, { CustomerGatewayId: 'cgw-old0001' }, 'cgw-plant0001'],
  ['certificate', actions.DeleteSslVpnClientCert, { SslVpnClientCertId: 'vsc-linphone' }, 'vsc-linmacbook'],
])('a %s is told from its twin by its ID', async (_, action, input, twin) => {
  const bench = await startBench({ patch: { [`${twin}.Name`]: 'twin' } });
  const [id] = Object.values(input);
  expect((await bench.plan(action, { RegionId: region, ...input })).BlastRadius.join()).not.toContain('its ID');
  await bench.patch({ [`${id}.Name`]: 'twin' });
  expect((await bench.plan(action, { RegionId: region, ...input })).BlastRadius[0]).toContain(twin);
});

test('a twin that comes while a human thinks voids the approval', async () => {
  const bench = await startBench();
  const { ask } = human(async () => {
    await bench.patch({ 'vco-plant0001.Name': 'warehouse' });
    return { content: { name: 'warehouse' } };
  });
  const refused = await refusalOf(bench.invoke(DeleteVpnConnection, warehouse, bench.call({ ask })));
  expect(refused.code).toBe('void');
  expect(refused.message).toContain('called the same');
  expect(await bench.writes()).toEqual([]);
});

test('a rename that is a step before the delete does not choose what is typed', async () => {
  const bench = await startBench();
  const input = { ...warehouse, Name: 'junk' };
  const steps: readonly Step[] = [
    { action: ModifyVpnConnectionAttribute, input },
    { action: DeleteVpnConnection, input: warehouse },
  ];
  const { ask, questions } = human(() => ({ content: { name: 'vco-wh0001' } }));
  const call = bench.call({ ask });
  const invoke = await call.approve(steps);
  expect(questions[0]?.message).toContain('now it is called warehouse');
  expect(questions[0]?.field?.description).toBe('Type vco-wh0001 to confirm');
  await invoke(ModifyVpnConnectionAttribute, input, call);
  await invoke(DeleteVpnConnection, warehouse, call);
  expect(await bench.writes()).toHaveLength(2);
});

test('a route is named by its block, which nobody renames', async () => {
  const bench = await startBench();
  await bench.invoke(actions.ModifyVpnGatewayAttribute, { VpnGatewayId: 'vpn-hq0001', Name: 'x2' }, bench.call());
  const route = { RegionId: region, VpnGatewayId: 'vpn-hq0001', RouteDest: '172.20.0.0/16', NextHop: 'vco-plant0002' };
  const plan = await bench.plan(actions.DeleteVpnRouteEntry, { ...route, Weight: 0 });
  expect(plan.BlastRadius.join()).not.toContain('its ID');
});

describe('among very many', () => {
  const history = { past: async () => ({ writes: [] }) };
  const among = (names: readonly Named[], name: string) => {
    const liveState = { namesOf: async () => ({ found: names }) } as unknown as LiveState;
    return withAnchor(DeleteVpnConnection, impactOf(targetOf('vco-1', name)), liveState, history);
  };
  const crowd = Array.from({ length: 5_000 }, (_, at) => ({ Id: `vco-${at}`, Name: `site-${at}-${'x'.repeat(100)}` }));

  test('each other name is looked at once', async () => {
    let looked = 0;
    const watched = crowd.map(({ Id, Name }) => ({
      Id,
      get Name() {
        looked += 1;
        return Name;
      },
    }));
    await among(watched, 'site');
    expect(looked).toBeLessThanOrEqual(4 * crowd.length);
  });

  test('the one that looks alike is found, and only the ID confirms', async () => {
    const { target, affected } = await among([...crowd, { Id: 'vco-x', Name: 's\u0456te' }], 'site');
    expect(confirmsOf(target)).toEqual(['vco-1']);
    expect(affected).toHaveLength(2);
  });
});
