import { expect, test } from 'vitest';
import { actions } from '../../src/catalogue/index.ts';
import { agreeable, refusalOf, region, startBench } from './bench.ts';

const remove = (id: string) => ({ RegionId: region, VpnConnectionId: id });

test.each(['vco-plant0001', 'plant-main', 'PLANT-*', '*0001'])(
  '--protect %s holds against a name, an ID and a pattern',
  async (pattern) => {
    const { invoke, call, writes } = await startBench({ guard: { protect: ['other', pattern] } });
    const refused = await refusalOf(invoke(actions.DeleteVpnConnection, remove('vco-plant0001'), call(agreeable())));
    expect(refused.remedy).toContain('only the operator');
    expect(await writes()).toEqual([]);
  },
);

test('what is protected from deleting may still be changed with a yes', async () => {
  const { invoke, call, writes } = await startBench({ guard: { protect: ['*'] } });
  await invoke(
    actions.ModifyVpnConnectionAttribute,
    { ...remove('vco-wh0001'), RemoteSubnet: '172.31.40.0/23' },
    call(agreeable()),
  );
  expect(await writes()).toHaveLength(1);
});

test('a target that was renamed into protection between plan and act is not deleted', async () => {
  const bench = await startBench({ guard: { protect: ['keep-*'] } });
  const { ask } = agreeable();
  const work = bench.invoke(
    actions.DeleteVpnConnection,
    remove('vco-plant0001'),
    bench.call({
      ask: {
        ...ask,
        put: async (question) => {
          await bench.patch({ 'vco-plant0001.Name': 'keep-this' });
          return ask.put(question);
        },
      },
    }),
  );
  await refusalOf(work);
  expect(await bench.writes()).toEqual([]);
});
