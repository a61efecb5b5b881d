import { expect, test } from 'vitest';
import { AddSubnet } from '../../../src/tools/subnets/add-subnet.ts';
import { startStage } from '../../journeys-change/subnets-stage.ts';

test('a network on this side is added at both of a pair, and no destination route is needed', async () => {
  const stage = await startStage();
  const args = { VpnConnectionId: 'plant-main', Cidrs: '10.11.0.0/16', Side: 'local' };
  const plan = await stage.plan(AddSubnet, args);
  expect(plan).toContain('Adds 10.11.0.0/16 on the local side');
  expect((await stage.run(AddSubnet, args)).reply.State).toBe('done');
  const sent = (await stage.bench.writes()).map(({ action, parameters }) => [action, parameters['LocalSubnet']]);
  expect(sent).toEqual([
    ['ModifyVpnConnectionAttribute', '10.10.0.0/16,10.11.0.0/16'],
    ['ModifyVpnConnectionAttribute', '10.10.0.0/16,10.11.0.0/16'],
  ]);
});
