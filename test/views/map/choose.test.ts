import { expect, test } from 'vitest';
import type { Health } from '../../../src/views/frame/health-names.ts';
import { choose } from '../../../src/views/map/choose.ts';
import { readMap } from '../../../src/views/map/model.ts';
import { manyTunnels } from '../../support/view-graph.ts';

const modelOf = (gateways: number, tunnels: number) => {
  const model = readMap(manyTunnels(gateways, tunnels));
  if (!model) throw new Error('no map');
  return model;
};
const all = { healths: new Set<Health>(), text: '', opened: new Set<string>() };
const rowsIn = (chosen: ReturnType<typeof choose>) =>
  chosen.regions.flatMap(({ hubs }) => hubs.flatMap(({ rows }) => rows));

test('few tunnels are all drawn', () => {
  expect(choose(modelOf(2, 10), all)).toMatchObject({ drawn: 20, folded: 0, left: 0, noRoom: { hubs: 0 } });
});

test('of many, what is well is folded, and nothing that is broken', () => {
  const chosen = choose(modelOf(10, 50), all);
  const rows = rowsIn(chosen);
  expect(rows.filter(({ health }) => health === 'down')).toHaveLength(10 * 6);
  expect(rows.length).toBe(chosen.drawn);
  expect(chosen.drawn + chosen.folded).toBe(500);
  expect(chosen.folded).toBeGreaterThan(300);
});

test('an opened gateway shows its tunnels', () => {
  const chosen = choose(modelOf(10, 50), { ...all, opened: new Set(['vpn-3']) });
  expect(chosen.regions[0]?.hubs.find(({ thing }) => thing.id === 'vpn-3')?.folded).toEqual([]);
});

test('however many there are, a page draws no more than it can hold, and counts the rest', () => {
  const opened = new Set(Array.from({ length: 20 }, (_, at) => `vpn-${at}`));
  for (const wish of [all, { ...all, opened }, { ...all, text: 'site' }]) {
    const chosen = choose(modelOf(20, 500), wish);
    expect(rowsIn(chosen).length).toBeLessThanOrEqual(700);
    expect(chosen.drawn + chosen.folded + chosen.left).toBe(10_000);
  }
});

test('of more gateways than a page can hold the worst are drawn, and the others counted', () => {
  const chosen = choose(modelOf(400, 2), all);
  expect(chosen.regions[0]?.hubs).toHaveLength(300);
  expect(chosen.noRoom).toEqual({ hubs: 100, rows: 200 });
  expect(chosen.drawn + chosen.folded + chosen.noRoom.rows).toBe(800);
  expect(choose(modelOf(400, 2), { ...all, text: 'site-399-1' }).drawn).toBe(1);
});

test('a filter draws what fits it, with its gateways only', () => {
  const chosen = choose(modelOf(3, 10), { ...all, healths: new Set<Health>(['down']), text: 'SITE-1-' });
  expect(rowsIn(chosen).map(({ lines }) => lines[0])).toEqual(['site-1-4']);
  expect(chosen.regions[0]?.hubs).toHaveLength(1);
  expect(chosen.left).toBe(29);
});
