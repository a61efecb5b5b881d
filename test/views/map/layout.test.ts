import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Health } from '../../../src/views/frame/health-names.ts';
import { choose } from '../../../src/views/map/choose.ts';
import { type Box, layOut } from '../../../src/views/map/layout.ts';
import { readMap } from '../../../src/views/map/model.ts';
import { manyTunnels } from '../../support/view-graph.ts';

const layoutOf = (data: Record<string, unknown>, isNarrow: boolean) => {
  const model = readMap(data);
  if (!model) throw new Error('no map');
  return layOut(choose(model, { healths: new Set<Health>(), text: '', opened: new Set<string>() }), isNarrow);
};

const overlap = (a: Box, b: Box): boolean => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

test.each([true, false])('no two boxes lie on each other, and each is inside its picture (narrow: %s)', (isNarrow) => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 30 }), (gateways, tunnels) => {
      const { boxes, w, h } = layoutOf(manyTunnels(gateways, tunnels), isNarrow);
      expect(boxes.length).toBeGreaterThanOrEqual(gateways);
      boxes.forEach((box, at) => {
        expect(box.x >= 0 && box.x + box.w <= w && box.y >= 0 && box.y + box.h <= h).toBe(true);
        expect(boxes.slice(at + 1).filter((other) => overlap(box, other))).toEqual([]);
      });
    }),
    { numRuns: 30 },
  );
});

test('every tunnel has a line from its gateway and one to its peer', () => {
  const { lines, boxes } = layoutOf(manyTunnels(2, 5), false);
  expect(boxes.filter(({ kind }) => kind === 'row')).toHaveLength(10);
  expect(lines).toHaveLength(20);
  expect(lines.filter(({ health }) => health === 'down')).toHaveLength(4);
});

test('nothing to draw is a picture all the same', () => {
  expect(layoutOf({ Nodes: [], Edges: [] }, false)).toMatchObject({ boxes: [], lines: [] });
});
