import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Health } from '../../../src/views/frame/health-names.ts';
import { choose } from '../../../src/views/map/choose.ts';
import { layOut, layOutFor } from '../../../src/views/map/layout.ts';
import { readMap } from '../../../src/views/map/model.ts';
import { type Box, MEDIUM, NARROW, WIDE } from '../../../src/views/map/place-hub.ts';
import { manyTunnels } from '../../support/view-graph.ts';

const chosenOf = (data: Record<string, unknown>) => {
  const model = readMap(data);
  if (!model) throw new Error('no map');
  return choose(model, { healths: new Set<Health>(), text: '', opened: new Set<string>() });
};
const layoutOf = (data: Record<string, unknown>) => layOut(chosenOf(data), WIDE);
const window = { w: 1100, h: 460 };
const scaleOf = ({ w, h }: { w: number; h: number }) => Math.min(window.w / w, window.h / h);

const overlap = (a: Box, b: Box): boolean => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

test.each([WIDE, MEDIUM, NARROW])('no two boxes lie on each other, and each is inside its picture (%#)', (columns) => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 30 }), (gateways, tunnels) => {
      const chosen = chosenOf(manyTunnels(gateways, tunnels));
      for (const { boxes, frames, w, h } of [layOut(chosen, columns), layOutFor(chosen, columns, window)]) {
        expect(boxes.length).toBeGreaterThanOrEqual(gateways);
        boxes.forEach((box, at) => {
          const isIn = (of: Pick<Box, 'x' | 'y' | 'w' | 'h'>): boolean =>
            box.x >= of.x && box.x + box.w <= of.x + of.w && box.y >= of.y && box.y + box.h <= of.y + of.h;
          expect(isIn({ x: 0, y: 0, w, h })).toBe(true);
          expect(frames.filter(isIn)).toHaveLength(1);
          expect(boxes.slice(at + 1).filter((other) => overlap(box, other))).toEqual([]);
        });
      }
    }),
    { numRuns: 30 },
  );
});

test.each([WIDE, MEDIUM, NARROW])(
  'all at once it stands in columns, so that a tall map is no strip (%#)',
  (columns) => {
    const chosen = chosenOf(manyTunnels(40, 8));
    const [tall, wide] = [layOut(chosen, columns), layOutFor(chosen, columns, window)];
    expect(scaleOf(wide)).toBeGreaterThan(scaleOf(tall) * 2);
    expect(wide.boxes.map(({ key }) => key.replace(/ [\d.]+$/, ''))).toEqual(
      tall.boxes.map(({ key }) => key.replace(/ [\d.]+$/, '')),
    );
    expect(wide.frames.length).toBeGreaterThan(2);
    expect(wide.frames.every(({ thing }) => thing.id === 'r')).toBe(true);
  },
);

test('nothing to draw is a picture all the same', () => {
  expect(layoutOf({ Nodes: [], Edges: [] })).toMatchObject({ boxes: [], lines: [] });
});
