import { fill } from '../frame/dom.ts';
import type { Frame } from '../frame/frame.ts';
import type { Health } from '../frame/health-names.ts';
import { say } from '../frame/words.ts';
import { type Choice, type Chosen, choose } from './choose.ts';
import { drawPicture, type Picture } from './draw-picture.ts';
import { factsPanel } from './facts.ts';
import { legend } from './head.ts';
import { layOut, layOutFor } from './layout.ts';
import type { MapModel } from './model.ts';
import { type Box, type Columns, MEDIUM, NARROW, WIDE } from './place-hub.ts';
import { MAP } from './words.ts';

/** Below these widths of the page its columns stand closer, and then under each other. */
const MEDIUM_BELOW = 1000;
const NARROW_BELOW = 620;

export interface Places {
  readonly view: HTMLElement;
  readonly side: HTMLElement;
  readonly note: HTMLElement;
  readonly chips: HTMLElement;
  readonly find: HTMLInputElement;
  readonly fit: HTMLButtonElement;
}

const countsNote = (
  { drawn, folded, left, noRoom }: Chosen,
  isWished: boolean,
  grouped: number,
  frame: Frame,
): string =>
  [
    isWished && grouped > 0 && say(MAP.notSearched, frame.language, { count: grouped }),
    folded > 0 && say(MAP.folded, frame.language, { all: drawn + folded, drawn, folded }),
    noRoom.hubs > 0 && say(MAP.noRoom, frame.language, noRoom),
    left > 0 && say(MAP.left, frame.language, { count: left }),
  ]
    .filter(Boolean)
    .join(' ');

/** By the page and not by the window of the map: that facts open beside it must not turn the picture round. */
export const columnsOfPage = (): Columns => {
  const { clientWidth } = document.documentElement;
  return clientWidth < NARROW_BELOW ? NARROW : clientWidth < MEDIUM_BELOW ? MEDIUM : WIDE;
};

/** The facts beside the map: opened by a box, closed by Escape, with the focus going there and back. */
const createSide = (side: HTMLElement, frame: Frame, picture: () => Picture | undefined, choice: Choice) => {
  const boxes = () => picture()?.boxes ?? [];
  const mark = (): void => {
    const key = side.hidden ? '' : choice.current;
    for (const { box, element } of boxes()) element.classList.toggle('picked', box.key === key);
  };
  const close = (): void => {
    fill(side);
    side.hidden = true;
    mark();
    picture()?.zoom?.settle();
    const from = boxes().find(({ box }) => box.key === choice.current);
    from?.element.focus({ preventScroll: true });
  };
  side.addEventListener('keydown', (event) => event.key === 'Escape' && close());
  const open = (box: Box): void => {
    side.hidden = false;
    fill(side, factsPanel(box, frame, close));
    mark();
    picture()?.zoom?.settle();
    picture()?.zoom?.bring(box);
    side.querySelector('h1')?.focus();
  };
  return { open, mark };
};

/** The map in its window, and what happens when a box is pressed. */
export const createMap = (model: MapModel, choice: Choice, places: Places, frame: Frame) => {
  const { view, side, note, chips } = places;
  let picture: Picture | undefined;
  const facts = createSide(side, frame, () => picture, choice);
  const press = (box: Box): void => {
    choice.current = box.key;
    if (box.kind !== 'fold') {
      facts.open(box);
      return;
    }
    if (box.isFull) {
      places.find.focus();
      return;
    }
    choice.opened.add(box.thing.id);
    choice.current = box.folded?.[0]?.key ?? box.key;
    draw(true);
  };
  const toggle = (health: Health): void => {
    if (!choice.healths.delete(health)) choice.healths.add(health);
    draw();
    chips.querySelector<HTMLElement>(`.chip.${health}`)?.focus();
  };
  const draw = (keepCamera = false): void => {
    const hadFocus = view.contains(document.activeElement);
    const chosen = choose(model, choice);
    const columns = columnsOfPage();
    const { isFitted } = choice;
    const window = { w: view.clientWidth, h: view.clientHeight };
    picture = drawPicture(view, isFitted ? layOutFor(chosen, columns, window) : layOut(chosen, columns), {
      language: frame.language,
      current: choice.current,
      camera: isFitted ? 'fitted' : keepCamera ? picture?.zoom?.camera() : undefined,
      empty: model.regions.length === 0 ? MAP.empty : MAP.nothing,
      onPress: press,
      onFocus: (box) => {
        choice.current = box.key;
      },
      onFit: fit,
    });
    places.fit.setAttribute('aria-pressed', String(isFitted));
    fill(note, countsNote(chosen, choice.healths.size > 0 || choice.text !== '', model.grouped, frame));
    fill(chips, legend(model, choice.healths, frame, toggle));
    if (hadFocus) picture.current().focus({ preventScroll: true });
    facts.mark();
  };
  const fit = (): void => {
    choice.isFitted = !choice.isFitted;
    draw();
  };
  return { draw, zoom: (factor: number) => picture?.zoom?.zoom(factor), fit };
};
