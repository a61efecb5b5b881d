import { button, el, fill } from '../frame/dom.ts';
import type { Frame } from '../frame/frame.ts';
import { unreadNotice } from '../frame/health.ts';
import type { ToolResult } from '../frame/result.ts';
import { startView } from '../frame/start.ts';
import { FRAME, say } from '../frame/words.ts';
import { type Choice, noChoice } from './choose.ts';
import { columnsOfPage, createMap, type Places } from './draw-map.ts';
import { fullButton, groupedNotice, refreshButton } from './head.ts';
import { readMap } from './model.ts';
import { MAP } from './words.ts';

/** So many notices of what could not be read stand above a map; how many more there are is said. */
const MOST_UNREAD = 20;

const ZOOM = 1.25;

const findInput = (choice: Choice, { language }: Frame): HTMLInputElement =>
  el('input', { type: 'search', placeholder: say(MAP.findHint, language), maxlength: '100', value: choice.text });

/** Filters, the search and what moves the picture; `refresh` is absent where the host lets a page call nothing. */
const toolbar = (
  map: ReturnType<typeof createMap>,
  { chips, find, fit }: Places,
  refresh: HTMLElement | undefined,
  frame: Frame,
  choice: Choice,
) => {
  const { language } = frame;
  find.addEventListener('input', () => {
    choice.text = find.value.trim();
    map.draw();
  });
  fit.addEventListener('click', map.fit);
  const small = { class: 'small' };
  return el(
    'div',
    { class: 'tools' },
    chips,
    el('label', { class: 'find' }, el('span', {}, say(MAP.find, language)), find),
    el(
      'div',
      { class: 'zoom' },
      button('+', () => map.zoom(ZOOM), { ...small, 'aria-label': say(MAP.zoomIn, language) }),
      button('−', () => map.zoom(1 / ZOOM), { ...small, 'aria-label': say(MAP.zoomOut, language) }),
      fit,
      fullButton(frame),
      refresh,
    ),
  );
};

/** Draws anew when the page gets so wide or so narrow that the columns stand otherwise. */
const followWidth = (frame: Frame, draw: () => void): void => {
  let before = columnsOfPage();
  const observer = new ResizeObserver(() => {
    const columns = columnsOfPage();
    if (columns === before) return;
    before = columns;
    draw();
  });
  observer.observe(document.documentElement);
  frame.onLeave(() => observer.disconnect());
};

/** Filters stay when the map is read again, or drawn in another language. */
const choice = noChoice();

const draw = (result: ToolResult, frame: Frame): void => {
  const model = readMap(result.data);
  if (!model) {
    frame.show(el('p', { class: 'waiting' }, say(FRAME.unreadable, frame.language)));
    return;
  }
  const places: Places = {
    view: el('div', { class: 'view' }),
    side: el('div', { class: 'side' }),
    note: el('p', { class: 'counts soft', role: 'status' }),
    chips: el('div'),
    find: findInput(choice, frame),
    fit: el('button', { type: 'button', class: 'small' }, say(MAP.fit, frame.language)),
  };
  const reading = el('p', { class: 'counts soft', role: 'status' });
  places.side.hidden = true;
  const map = createMap(model, choice, places, frame);
  const refresh = refreshButton(frame, choice, reading);
  frame.show(
    el('h1', { class: 'verdict' }, model.verdict),
    unreadNotice(MAP.unread, model.unread, frame.language, MOST_UNREAD),
    groupedNotice(model, choice, frame),
    toolbar(map, places, refresh, frame, choice),
    reading,
    places.note,
    el('div', { class: 'body' }, places.view, places.side),
  );
  map.draw();
  followWidth(frame, () => map.draw());
  if (!choice.isFresh) return;
  choice.isFresh = false;
  fill(reading, say(MAP.readAt, frame.language, { time: new Date().toLocaleTimeString(frame.language) }));
  refresh?.focus({ preventScroll: true });
};

startView({ name: 'map', draw });
