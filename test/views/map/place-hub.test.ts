import { expect, test } from 'vitest';
import type { Health } from '../../../src/views/frame/health-names.ts';
import { type ChosenHub, choose } from '../../../src/views/map/choose.ts';
import { readMap } from '../../../src/views/map/model.ts';
import { type Canvas, MEDIUM, NARROW, placeHub, WIDE } from '../../../src/views/map/place-hub.ts';
import { manyTunnels } from '../../support/view-graph.ts';

const hubOf = (tunnels: number): ChosenHub => {
  const model = readMap(manyTunnels(1, tunnels));
  const chosen = model && choose(model, { healths: new Set<Health>(), text: '', opened: new Set<string>() });
  const hub = chosen?.regions[0]?.hubs[0];
  if (!hub) throw new Error('no gateway');
  return hub;
};

const placed = (tunnels: number, columns: typeof WIDE) => {
  const canvas: Canvas = { boxes: [], lines: [] };
  return { ...canvas, until: placeHub(canvas, hubOf(tunnels), columns, 100) };
};

test('every tunnel has a line from its gateway and one to its peer, in its health', () => {
  const { lines, boxes } = placed(5, WIDE);
  expect(boxes.filter(({ kind }) => kind === 'row')).toHaveLength(5);
  expect(lines).toHaveLength(10);
  expect(lines.filter(({ health }) => health === 'down')).toHaveLength(2);
});

test.each([WIDE, MEDIUM, NARROW])('what comes next begins below all of it', (columns) => {
  for (const tunnels of [0, 1, 7, 90]) {
    const { boxes, until } = placed(tunnels, columns);
    expect(boxes.every(({ y, h }) => y >= 100 && y + h < until)).toBe(true);
  }
});
