import { type Camera, fitted, kept, opened, type Size, showing, zoomed } from './camera.ts';

const STEP = 60;
const FACTOR = 1.25;

/** Moves and scales a picture in its window, by pointer, wheel and keys. */
export interface PanZoom {
  readonly zoom: (factor: number) => void;
  /** Brings an area of the picture into sight. */
  readonly bring: (area: { readonly x: number; readonly y: number } & Size) => void;
  readonly camera: () => Camera;
  /** After its window has another size: as it opened, where nobody has moved or scaled it since. */
  readonly settle: () => void;
}

const keysOf = (move: (x: number, y: number) => void, zoom: (factor: number) => void, fit: () => void) =>
  new Map<string, () => void>([
    ['ArrowLeft', () => move(STEP, 0)],
    ['ArrowRight', () => move(-STEP, 0)],
    ['ArrowUp', () => move(0, STEP)],
    ['ArrowDown', () => move(0, -STEP)],
    ['PageUp', () => move(0, STEP * 5)],
    ['PageDown', () => move(0, -STEP * 5)],
    ['+', () => zoom(FACTOR)],
    ['=', () => zoom(FACTOR)],
    ['-', () => zoom(1 / FACTOR)],
    ['0', fit],
  ]);

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Drags with one pointer, pinches with two. A drag that began on a box does not press it. */
const followPointers = (
  view: HTMLElement,
  move: (x: number, y: number) => void,
  zoomAt: (factor: number, at: readonly [number, number]) => void,
): void => {
  const down = new Map<number, Point>();
  let moved = 0;
  const spread = (): number => {
    const [a, b] = [...down.values()];
    return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
  };
  view.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    down.set(event.pointerId, { x: event.clientX, y: event.clientY });
    moved = 0;
  });
  view.addEventListener('pointermove', (event) => {
    const before = down.get(event.pointerId);
    if (!before) return;
    const wide = spread();
    down.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const [dx, dy] = [event.clientX - before.x, event.clientY - before.y];
    moved += Math.abs(dx) + Math.abs(dy);
    if (moved > 6 && !view.hasPointerCapture(event.pointerId)) view.setPointerCapture(event.pointerId);
    if (down.size === 1) move(dx, dy);
    else if (wide > 0) {
      const { left, top } = view.getBoundingClientRect();
      zoomAt(spread() / wide, [event.clientX - left, event.clientY - top]);
    }
  });
  const up = (event: PointerEvent): void => void down.delete(event.pointerId);
  view.addEventListener('pointerup', up);
  view.addEventListener('pointercancel', up);
  view.addEventListener(
    'click',
    (event) => {
      // A key that presses a button makes a click too, of which no drag can be the cause.
      if (moved <= 6 || event.detail === 0) return;
      moved = 0;
      event.stopPropagation();
    },
    true,
  );
};

/** Takes over a window with a picture in it. The wheel zooms with Ctrl or once the window has the focus, so that a page scrolls on. */
export const panZoom = (
  view: HTMLElement,
  stage: HTMLElement,
  picture: Size,
  { from, onFit }: { readonly from: Camera | 'fitted' | undefined; readonly onFit: () => void },
): PanZoom => {
  const window = (): Size => ({ w: view.clientWidth, h: view.clientHeight });
  const first = (): Camera => (from === 'fitted' ? fitted(window(), picture) : opened(window(), picture));
  let camera = from === undefined || from === 'fitted' ? first() : from;
  let isTouched = camera === from;
  const set = (next: Camera): void => {
    camera = kept(next, window(), picture);
    stage.style.transform = `translate(${camera.x}px,${camera.y}px) scale(${camera.scale})`;
    stage.classList.toggle('far', camera.scale < 0.4);
    stage.classList.toggle('farther', camera.scale < 0.2);
  };
  const touch = (next: Camera): void => {
    isTouched = true;
    set(next);
  };
  const move = (x: number, y: number): void => touch({ ...camera, x: camera.x + x, y: camera.y + y });
  const zoomAt = (factor: number, at: readonly [number, number]): void => touch(zoomed(camera, factor, at));
  const zoom = (factor: number): void => zoomAt(factor, [view.clientWidth / 2, view.clientHeight / 2]);
  const keys = keysOf(move, zoom, onFit);
  view.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isArrow = event.key.startsWith('Arrow');
    // Arrows on a box go to the next one; the picture follows.
    if (isArrow && event.target !== view) return;
    const act = keys.get(event.key);
    if (!act) return;
    event.preventDefault();
    act();
  });
  view.addEventListener(
    'wheel',
    (event) => {
      const hasFocus = view.contains(document.activeElement);
      if (!event.ctrlKey && !hasFocus) return;
      event.preventDefault();
      const { left, top } = view.getBoundingClientRect();
      zoomAt(Math.exp(-event.deltaY / 400), [event.clientX - left, event.clientY - top]);
    },
    { passive: false },
  );
  // A browser scrolls what has the focus into its window, which would move the picture a second time.
  view.addEventListener('scroll', () => {
    view.scrollTop = 0;
    view.scrollLeft = 0;
  });
  followPointers(view, move, zoomAt);
  set(camera);
  const settle = (): void => {
    if (!isTouched) set(first());
  };
  return { zoom, bring: (area) => set(showing(camera, area, window())), camera: () => camera, settle };
};
