import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitted, kept, opened, showing, zoomed } from '../../../src/views/map/camera.ts';

const window = { w: 600, h: 400 };

test('a map opens with its whole width, never larger than drawn', () => {
  expect(opened(window, { w: 1200, h: 9000 })).toEqual({ scale: 0.5, x: 0, y: 0 });
  expect(opened(window, { w: 300, h: 100 })).toEqual({ scale: 1, x: 150, y: 0 });
});

test('fitted, all of it is in the window', () => {
  fc.assert(
    fc.property(fc.integer({ min: 10, max: 4000 }), fc.integer({ min: 10, max: 4000 }), (w, h) => {
      const { x, y, scale } = fitted(window, { w, h });
      expect(x >= -0.001 && y >= 0 && x + w * scale <= 600.001 && y + h * scale <= 400.001).toBe(true);
    }),
  );
});

test('zooming leaves the point under the pointer where it is', () => {
  const before = { x: 30, y: -70, scale: 0.8 };
  const after = zoomed(before, 1.5, [200, 100]);
  const at = (camera: typeof before) => [(200 - camera.x) / camera.scale, (100 - camera.y) / camera.scale];
  expect(at(after)[0]).toBeCloseTo(at(before)[0] ?? 0);
  expect(at(after)[1]).toBeCloseTo(at(before)[1] ?? 0);
  expect(zoomed(before, 1e9, [0, 0]).scale).toBe(3);
});

test('no move takes the whole picture out of sight', () => {
  expect(kept({ x: -1e6, y: 1e6, scale: 1 }, window, { w: 1000, h: 1000 })).toEqual({ x: -940, y: 340, scale: 1 });
});

test('what is in sight stays where it is, and what is not comes in', () => {
  const camera = { x: 0, y: 0, scale: 1 };
  expect(showing(camera, { x: 5, y: 5, w: 100, h: 40 }, window)).toEqual(camera);
  expect(showing(camera, { x: 5, y: 900, w: 100, h: 40 }, window)).toEqual({ x: 0, y: -564, scale: 1 });
});
