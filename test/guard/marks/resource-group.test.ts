import { expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import { agreeable, startBench } from '../bench.ts';

// Nothing of the network changes; who may manage it does.

const RegionId = 'cn-hangzhou';
const { MoveVpnResourceGroup } = actions;
const startPublic = (more = {}) => startBench({ world: 'public', ...more });

test('a move to another group waits for a yes that names what moves along', async () => {
  const bench = await startPublic();
  const move = {
    ...{ RegionId, InstanceId: 'vpn-shop0001', ResourceType: 'VpnGateway' as const },
    NewResourceGroupId: 'rg-other000000001',
  };
  const summary = await bench.plan(MoveVpnResourceGroup, move);
  expect(summary).toMatchObject({ Risk: 'disrupt', Asks: 'a person' });
  expect(summary.BlastRadius.join('\n')).toMatch(
    /could then not move it back[\s\S]*moves too: .*paris \(vco-paris001\)/,
  );
  expect(summary.Undo).toContain('NewResourceGroupId=rg-shop000000001');
  const { Outcome } = await bench.invoke(MoveVpnResourceGroup, move, bench.call(agreeable()));
  expect(Outcome).toMatchObject({ State: 'done', Confirmed: true });
  const again = await bench.invoke(MoveVpnResourceGroup, move, bench.call());
  expect(again['Outcome']).toMatchObject({ State: 'unchanged' });
});
