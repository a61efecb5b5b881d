import { expect, test } from 'vitest';
import { situationOf, stuckOn, subnetInput } from '../../../src/tools/subnets/situation.ts';
import { startBench } from '../../guard/bench.ts';
import { asks } from '../../support/subnet-sample.ts';

const args = { VpnConnectionId: 'plant-backup', Cidrs: '172.21.0.0/16' };
const asked = asks('add', '172.21.0.0/16');
const both = '172.20.0.0/16,172.21.0.0/16';

test('whichever of a pair is named, both are changed, the one that stands by first', async () => {
  const bench = await startBench();
  for (const VpnConnectionId of ['plant-backup', 'vco-plant0001']) {
    const { links } = await situationOf(asked, { ...args, VpnConnectionId }, bench.call(), bench.invoke);
    expect(links.map(({ id }) => id)).toEqual(['vco-plant0002', 'vco-plant0001']);
  }
});

test('one that was changed and is down since stops the rest', async () => {
  const bench = await startBench();
  await bench.patch({ 'vco-plant0002.RemoteSubnet': both });
  const situation = await situationOf(asked, args, bench.call(), bench.invoke);
  expect(stuckOn(situation)?.id).toBe('vco-plant0002');
  await bench.patch({ 'vco-plant0002.peer.LocalSubnet': both });
  expect(stuckOn(await situationOf(asked, args, bench.call(), bench.invoke))).toBeUndefined();
});

test('an unknown end of an earlier change is told', async () => {
  const bench = await startBench();
  const call = {
    ...bench.call(),
    history: async () => [
      { action: 'DeleteVpnRouteEntry', atMs: 0, changed: [], input: {}, keys: [], result: 'unknown' } as const,
    ],
  };
  expect((await situationOf(asked, args, call, bench.invoke)).open).toHaveLength(2);
});

test.each([
  ['a name of nothing', { ...args, VpnConnectionId: ' ' }],
  ['a list with blanks', { ...args, Cidrs: '10.0.0.0/8, 172.16.0.0/12' }],
  ['no list', { ...args, Cidrs: '10.0.0.1' }],
  ['a side that there is not', { ...args, Side: 'both' }],
  ['another field', { ...args, Cidr: '10.0.0.0/8' }],
])('%s is no input', (_, given) => {
  expect(subnetInput.safeParse(given).success).toBe(false);
});
