import { expect, test } from 'vitest';
import { RemoveSubnet } from '../../../src/tools/subnets/remove-subnet.ts';
import { startStage } from '../../journeys-change/subnets-stage.ts';

test('what is not there needs no removal, and nobody is asked', async () => {
  const stage = await startStage();
  const { reply, questions } = await stage.run(RemoveSubnet, { VpnConnectionId: 'plant-main', Cidrs: '172.29.0.0/16' });
  expect(reply).toMatchObject({ State: 'done', Steps: [] });
  expect(questions).toEqual([]);
});
