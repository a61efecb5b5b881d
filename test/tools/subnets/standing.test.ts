import { expect, test } from 'vitest';
import { situationOf } from '../../../src/tools/subnets/situation.ts';
import { standingOf } from '../../../src/tools/subnets/standing.ts';
import { startBench } from '../../guard/bench.ts';
import { asks, routeOf } from '../../support/subnet-sample.ts';

const args = { VpnConnectionId: 'plant-main', Cidrs: '172.21.0.0/16' };
const route = routeOf('172.21.0.0/16', 'vco-plant0001');

test('the board tells lists and routes, and the next step what the peers need', async () => {
  const bench = await startBench();
  const situation = await situationOf(asks('add', args.Cidrs), args, bench.call(), bench.invoke);
  const { board, next } = standingOf(situation, [route], [route]);
  expect(board.map(({ State }) => State)).toEqual(['to do', 'to do', 'to do']);
  expect(next.join('\n')).toMatch(/198\.51\.100\.2[\s\S]*WritePeerConfig.*vco-plant0002, vco-plant0001/);
  expect(standingOf(situation, [route], []).board.at(-1)).toMatchObject({ State: 'done' });
});

test('where a tunnel is down since its change, all waits for its peer', async () => {
  const bench = await startBench();
  await bench.patch({ 'vco-plant0002.RemoteSubnet': '172.20.0.0/16,172.21.0.0/16' });
  const situation = await situationOf(asks('add', args.Cidrs), args, bench.call(), bench.invoke);
  const { board, next } = standingOf(situation, [route], [route]);
  expect(board.map(({ State }) => State)).toEqual(['done', 'waits for people', 'waits for people', 'waits for people']);
  expect(next[0]).toContain('plant-backup (vco-plant0002) has the new lists and is down');
});
