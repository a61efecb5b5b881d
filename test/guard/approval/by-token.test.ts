import { expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import { agreeable, approvalOf, refusalOf, region, startBench } from '../bench.ts';

const { ModifyVpnConnectionAttribute } = actions;
const change = { RegionId: region, VpnConnectionId: 'vco-wh0001', RemoteSubnet: '172.31.40.0/23' };

test('the first call gives the plan and a token in words and data, the second runs; no human is asked', async () => {
  const { invoke, call, writes } = await startBench({ guard: { confirm: 'token' } });
  const { ask, questions } = agreeable();
  const refused = await refusalOf(invoke(ModifyVpnConnectionAttribute, change, call({ ask })));
  const { Approval = '', Plan, State } = approvalOf(refused);
  expect(State).toBe('approval_required');
  expect(refused.message).toContain(Approval);
  expect(Plan).toMatchObject({ Action: 'ModifyVpnConnectionAttribute' });
  await invoke(ModifyVpnConnectionAttribute, change, call({ ask, approval: Approval }));
  expect(questions).toEqual([]);
  expect(await writes()).toHaveLength(1);
});

test('two replicas that were given one token send one token to the cloud', async () => {
  const sealKey = 'a-key-that-replicas-share-0123456789';
  const bench = await startBench({ guard: { confirm: 'token', sealKey } });
  // A replica with a folder of its own cannot know that the token is spent: the cloud then sees a replay.
  const replica = bench.makeGuard({ confirm: 'token', sealKey, stateDir: `${bench.stateDir}/other` });
  const { Approval = '' } = approvalOf(
    await refusalOf(bench.invoke(ModifyVpnConnectionAttribute, change, bench.call())),
  );
  const both = await Promise.allSettled([
    bench.invoke(ModifyVpnConnectionAttribute, change, bench.call({ approval: Approval })),
    replica.invoke(ModifyVpnConnectionAttribute, change, bench.callOn(replica, { approval: Approval })),
  ]);
  expect(both.some(({ status }) => status === 'fulfilled')).toBe(true);
  const writes = await bench.writes();
  expect(new Set(writes.map(({ parameters }) => parameters['ClientToken'])).size).toBe(1);
  expect(writes.filter(({ acted, replayed }) => acted && !replayed)).toHaveLength(1);
});

test('replicas with one folder spend a token once', async () => {
  const sealKey = 'a-key-that-replicas-share-0123456789';
  const bench = await startBench({ guard: { confirm: 'token', sealKey } });
  const replica = bench.makeGuard({ confirm: 'token', sealKey });
  const { Approval = '' } = approvalOf(
    await refusalOf(bench.invoke(ModifyVpnConnectionAttribute, change, bench.call())),
  );
  await bench.invoke(ModifyVpnConnectionAttribute, { ...change }, bench.call({ approval: Approval }));
  await bench.patch({ 'vco-wh0001.RemoteSubnet': '172.31.40.0/22' });
  const refused = await refusalOf(
    replica.invoke(ModifyVpnConnectionAttribute, change, bench.callOn(replica, { approval: Approval })),
  );
  expect(refused.message).toContain('serves once');
});

test('a token for what has changed since is void', async () => {
  const { invoke, call, patch, writes } = await startBench({ guard: { confirm: 'token' } });
  const { Approval = '' } = approvalOf(await refusalOf(invoke(ModifyVpnConnectionAttribute, change, call())));
  await patch({ 'vco-wh0001.LocalSubnet': '10.99.0.0/16' });
  const refused = await refusalOf(invoke(ModifyVpnConnectionAttribute, change, call({ approval: Approval })));
  expect(approvalOf(refused).State).toBe('void');
  expect(await writes()).toEqual([]);
});

test('a shell’s second process redeems the token of its first, once', async () => {
  const bench = await startBench();
  const shell = { confirm: 'token', transport: 'shell' } as const;
  const [first, second, third] = [bench.makeGuard(shell), bench.makeGuard(shell), bench.makeGuard(shell)];
  const run = (guard: typeof first, session: string, approval?: string) =>
    guard.invoke(
      ModifyVpnConnectionAttribute,
      change,
      bench.callOn(guard, { transport: 'shell', session, ...(approval && { approval }) }),
    );
  const { Approval = '' } = approvalOf(await refusalOf(run(first, 'shell 1')));
  await run(second, 'shell 2', Approval);
  await bench.patch({ 'vco-wh0001.RemoteSubnet': '172.31.40.0/22' });
  expect((await refusalOf(run(third, 'shell 3', Approval))).message).toContain('serves once');
});
