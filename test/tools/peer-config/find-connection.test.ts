import { expect, it, test } from 'vitest';
import { findConnection } from '../../../src/tools/peer-config/find-connection.ts';
import { testCall } from '../../support/call.ts';
import { startCloud } from '../../support/cloud.ts';

test('an ID and a whole name find one connection, a part of a name finds none', async () => {
  const { invoke } = await startCloud({});
  const find = (asked: string) => findConnection(invoke, testCall(), undefined, asked);
  const plant = { id: 'vco-plant0001', regionId: 'cn-qingdao-env17-d01', name: 'plant-main' };
  expect(await find('vco-plant0001')).toEqual(plant);
  expect(await find('plant-main')).toEqual(plant);
  await expect(find('plant')).rejects.toThrow('vco-plant0001 (plant-main, cn-qingdao-env17-d01), vco-plant0002');
  await expect(find('plant-mian')).rejects.toMatchObject({ remedy: 'Did you mean plant-main?' });
});

it('never takes a gateway for a connection', async () => {
  const { invoke } = await startCloud({});
  await expect(findConnection(invoke, testCall(), undefined, 'vpn-hq0001')).rejects.toThrow('Nothing was written');
});
