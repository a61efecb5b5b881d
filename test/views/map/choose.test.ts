import { expect, test } from 'vitest';
import type { Health } from '../../../src/views/frame/health-names.ts';
import { choose } from '../../../src/views/map/choose.ts';
import { readMap } from '../../../src/views/map/model.ts';
import { gateway, manyTunnels, peer, region, tunnel } from '../../support/view-graph.ts';

const all = { healths: new Set<Health>(), text: '', opened: new Set<string>() };
const read = (data: Record<string, unknown>) => {
  const model = readMap(data);
  if (!model) throw new Error('no map');
  return model;
};
const modelOf = (gateways: number, tunnels: number) => read(manyTunnels(gateways, tunnels));
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

test('what is well in one region takes no room from what is broken in another', () => {
  const well = Array.from({ length: 400 }, (_, at) => gateway(`vpn-well-${at}`, 'a'));
  const broken = Array.from({ length: 50 }, (_, at) => gateway(`vpn-broken-${at}`, 'b', 'down'));
  const Nodes = [region('a'), region('b'), gateway('vpn-first', 'a', 'down'), ...well, ...broken];
  const { regions, noRoom } = choose(read({ Nodes, Edges: [] }), all);
  const drawn = regions.flatMap(({ hubs }) => hubs.map(({ thing }) => thing.health));
  expect(drawn.filter((health) => health === 'down')).toHaveLength(51);
  expect([drawn.length, noRoom.hubs]).toEqual([300, 151]);
});

test('a gateway with nothing on it is found by its name, its network, its region and its health', () => {
  const vpc = { Id: 'vpc-9', Kind: 'vpc', Label: 'vpc-9', In: 'north' };
  const Nodes = [region('north'), vpc, gateway('vpn-1', 'north', 'down'), gateway('vpn-2', 'north')];
  const Edges = [{ From: 'vpc-9', To: 'vpn-1', Kind: 'attached', Label: '' }];
  const model = read({ Nodes, Edges });
  const found = (wish: Partial<typeof all>) =>
    choose(model, { ...all, ...wish }).regions.flatMap(({ hubs }) => hubs.map(({ thing }) => thing.id));
  expect(found({ text: 'VPN-2' })).toEqual(['vpn-2']);
  expect(found({ text: 'vpc-9' })).toEqual(['vpn-1']);
  expect(found({ text: 'north' })).toEqual(['vpn-1', 'vpn-2']);
  expect(found({ healths: new Set<Health>(['down']) })).toEqual(['vpn-1']);
  expect(found({ healths: new Set<Health>(['degraded']) })).toEqual([]);
});

test('where there is little room, what is well takes none from what is broken', () => {
  const model = modelOf(50, 100);
  const broken = model.counts.down;
  expect(broken).toBeGreaterThan(500);
  const rows = rowsIn(choose(model, all));
  expect(rows.filter(({ health }) => health === 'down')).toHaveLength(broken);
  const found = rowsIn(choose(model, { ...all, text: 'site' }));
  expect(found.filter(({ health }) => health === 'down')).toHaveLength(broken);
  const well = rowsIn(choose(model, { ...all, healths: new Set<Health>(['up']) }));
  expect(well.length).toBeGreaterThan(500);
});

test('what is opened and still folded says that there is no room for it', () => {
  const chosen = choose(modelOf(1, 500), { ...all, opened: new Set(['vpn-0']) });
  const [hub] = chosen.regions[0]?.hubs ?? [];
  expect([hub?.rows.length, hub?.folded.length, hub?.isOpened]).toEqual([300, 200, true]);
});

test('a network names what hangs on its gateway', () => {
  const vpc = { Id: 'vpc-9', Kind: 'vpc', Label: 'vpc-9', In: 'r' };
  const Nodes = [region('r'), vpc, gateway('vpn-1'), gateway('vpn-2'), peer('cgw-1')];
  const attached = { From: 'vpc-9', To: 'vpn-1', Kind: 'attached', Label: '' };
  const Edges = [attached, tunnel('vpn-1', 'cgw-1', 'one'), tunnel('vpn-2', 'cgw-1', 'two')];
  expect(rowsIn(choose(read({ Nodes, Edges }), { ...all, text: 'vpc-9' })).map(({ lines }) => lines[0])).toEqual([
    'one',
  ]);
});
