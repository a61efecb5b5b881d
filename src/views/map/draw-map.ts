import { fill } from '../frame/dom.ts';
import type { Frame } from '../frame/frame.ts';
import type { Health } from '../frame/health-names.ts';
import { say } from '../frame/words.ts';
import { type Chosen, choose } from './choose.ts';
import { drawPicture, type Picture } from './draw-picture.ts';
import { factsPanel } from './facts.ts';
import { legend } from './head.ts';
import { type Box, layOut } from './layout.ts';
import type { MapModel } from './model.ts';
import { MAP } from './words.ts';

/** Below this width what hangs on a gateway stands under it. */
const NARROW_BELOW = 620;

/** What a person has chosen on one map; it outlives a redraw. */
export interface Choice {
  healths: Set<Health>;
  text: string;
  opened: Set<string>;
  current: string;
}

export interface Places {
  readonly view: HTMLElement;
  readonly side: HTMLElement;
  readonly note: HTMLElement;
  readonly chips: HTMLElement;
}

const countsNote = ({ drawn, folded, left, noRoom }: Chosen, frame: Frame): string =>
  [
    folded > 0 && say(MAP.folded, frame.language, { all: drawn + folded, drawn, folded }),
    noRoom.hubs > 0 && say(MAP.noRoom, frame.language, noRoom),
    left > 0 && say(MAP.left, frame.language, { count: left }),
  ]
    .filter(Boolean)
    .join(' ');

/** By the page and not by the window of the map: that facts open beside it must not turn the picture round. */
export const isNarrowPage = (): boolean => document.documentElement.clientWidth < NARROW_BELOW;

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
    const from = boxes().find(({ box }) => box.key === choice.current);
    from?.element.focus({ preventScroll: true });
  };
  side.addEventListener('keydown', (event) => event.key === 'Escape' && close());
  const open = (box: Box): void => {
    side.hidden = false;
    fill(side, factsPanel({ thing: box.thing, row: box.row }, frame, close));
    mark();
    picture()?.zoom?.bring(box);
    side.querySelector('h1')?.focus();
  };
  return { open, mark };
};

/** The map in its window, and what happens when a box is pressed. */
export const createMap = (model: MapModel, choice: Choice, { view, side, note, chips }: Places, frame: Frame) => {
  let picture: Picture | undefined;
  const facts = createSide(side, frame, () => picture, choice);
  const press = (box: Box): void => {
    choice.current = box.key;
    if (box.kind !== 'fold') {
      facts.open(box);
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
    const isNarrow = isNarrowPage();
    picture = drawPicture(view, layOut(chosen, isNarrow), {
      language: frame.language,
      isNarrow,
      current: choice.current,
      camera: keepCamera ? picture?.zoom?.camera() : undefined,
      empty: model.regions.length === 0 ? MAP.empty : MAP.nothing,
      onPress: press,
      onFocus: (box) => {
        choice.current = box.key;
      },
    });
    fill(note, countsNote(chosen, frame));
    fill(chips, legend(model, choice.healths, frame, toggle));
    if (hadFocus) picture.current().focus({ preventScroll: true });
    facts.mark();
  };
  return { draw, zoom: (factor: number) => picture?.zoom?.zoom(factor), fit: () => picture?.zoom?.fit() };
};
