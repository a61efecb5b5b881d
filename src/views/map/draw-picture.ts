import { el, fill } from '../frame/dom.ts';
import { type Language, say, type Words } from '../frame/words.ts';
import type { Camera } from './camera.ts';
import { type DrawnBoxes, drawLayout } from './draw.ts';
import type { Layout } from './layout.ts';
import { type PanZoom, panZoom } from './pan-zoom.ts';
import type { Box } from './place-hub.ts';
import { MAP } from './words.ts';

/** What a picture is drawn with. */
interface Wanted {
  readonly language: Language;
  /** The box that the Tab key comes to. */
  readonly current: string;
  /** Where the last picture stood, if this one is to stand there too; `fitted`: all of it at once. */
  readonly camera: Camera | 'fitted' | undefined;
  /** What is written where there is nothing to draw. */
  readonly empty: Words;
  readonly onPress: (box: Box) => void;
  readonly onFocus: (box: Box) => void;
  readonly onFit: () => void;
}

/** A picture in its window. */
export interface Picture {
  readonly boxes: DrawnBoxes;
  readonly zoom: PanZoom | undefined;
  /** The box that the Tab key comes to, or the window where there is none. */
  readonly current: () => HTMLElement;
}

/** One box at a time is in the order of the Tab key; arrows go on to the next. */
const rove = (boxes: DrawnBoxes, { current, onFocus }: Wanted, zoom: PanZoom): void => {
  const at = Math.max(
    0,
    boxes.findIndex(({ box }) => box.key === current),
  );
  boxes[at]?.element.setAttribute('tabindex', '0');
  const goTo = (to: number): void => {
    const next = boxes[Math.min(Math.max(to, 0), boxes.length - 1)];
    if (!next) return;
    next.element.focus({ preventScroll: true });
  };
  const steps: Readonly<Record<string, (at: number) => number>> = {
    ArrowDown: (from) => from + 1,
    ArrowRight: (from) => from + 1,
    ArrowUp: (from) => from - 1,
    ArrowLeft: (from) => from - 1,
    Home: () => 0,
    End: () => boxes.length - 1,
  };
  boxes.forEach(({ element, box }, index) => {
    element.addEventListener('keydown', (event) => {
      const step = steps[event.key];
      if (!step) return;
      event.preventDefault();
      goTo(step(index));
    });
    element.addEventListener('focus', () => {
      for (const other of boxes) other.element.setAttribute('tabindex', other.element === element ? '0' : '-1');
      onFocus(box);
      zoom.bring(box);
    });
  });
};

/** Draws a layout into a view, in the place of the picture that it has. A fresh window has none of the listeners of the last. */
export const drawPicture = (view: HTMLElement, layout: Layout, wanted: Wanted): Picture => {
  const { language, onPress, camera, empty, current, onFit } = wanted;
  const { stage, boxes } = drawLayout(layout, { language, onPress });
  const label = say(MAP.map, language);
  const window = el('div', { class: 'window', tabindex: '0', role: 'group', 'aria-label': label });
  fill(view, window);
  fill(window, boxes.length > 0 ? stage : el('p', { class: 'waiting' }, say(empty, language)));
  view.classList.toggle('short', layout.h < 300);
  const zoom = boxes.length > 0 ? panZoom(window, stage, layout, { from: camera, onFit }) : undefined;
  if (zoom) rove(boxes, wanted, zoom);
  return { boxes, zoom, current: () => boxes.find(({ box }) => box.key === current)?.element ?? window };
};
