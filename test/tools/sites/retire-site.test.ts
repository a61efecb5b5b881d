import { expect, test } from 'vitest';
import { RetireSite } from '../../../src/tools/sites/retire-site.ts';
import { refusalOf } from '../../guard/bench.ts';
import { startStage } from '../../journeys-change/subnets-stage.ts';

test('a plan asks nobody, changes nothing, and says what ends', async () => {
  const stage = await startStage();
  expect(await stage.plan(RetireSite, { Site: 'warehouse' })).toMatch(/ENDS: 172\.31\.40\.0\/22/);
  expect(await stage.acted()).toEqual([]);
});

test('without its routes nothing is planned', async () => {
  const stage = await startStage();
  await stage.bench.control('faults', { kind: 'forbidden', action: 'DescribeVpnPbrRouteEntries', times: 9 });
  await expect(stage.run(RetireSite, { Site: 'warehouse' })).rejects.toThrow(/Forbidden|could not be read/);
  expect(await stage.acted()).toEqual([]);
});

test('a customer gateway that is shared stays, and alone cannot go', async () => {
  const stage = await startStage();
  await stage.bench.patch({ 'vco-wh0001.CustomerGatewayId': 'cgw-plant0001' });
  const { reply } = await stage.run(RetireSite, { Site: 'warehouse' });
  expect(reply.Steps.map(({ Action }) => Action)).toEqual(['DeleteVpnRouteEntry', 'DeleteVpnConnection']);
  const shared = await refusalOf(stage.run(RetireSite, { Site: 'cgw-plant0001' }));
  expect(shared.message).toContain('plant-backup');
});
