import { button, el } from '../frame/dom.ts';
import type { Frame } from '../frame/frame.ts';
import type { ToolResult } from '../frame/result.ts';
import { startView } from '../frame/start.ts';
import { FRAME, say } from '../frame/words.ts';
import { type Choice, createMap, isNarrowPage, type Places } from './draw-map.ts';
import { fullButton, groupedNotice, refreshButton, unreadNotice } from './head.ts';
import { readMap } from './model.ts';
import { MAP } from './words.ts';

const ZOOM = 1.25;

const toolbar = (
  map: ReturnType<typeof createMap>,
  chips: HTMLElement,
  frame: Frame,
  choice: Choice,
  note: HTMLElement,
) => {
  const { language } = frame;
  const input = el('input', {
    type: 'search',
    placeholder: say(MAP.findHint, language),
    maxlength: '100',
    value: choice.text,
  });
  input.addEventListener('input', () => {
    choice.text = input.value.trim();
    map.draw();
  });
  const small = { class: 'small' };
  return el(
    'div',
    { class: 'tools' },
    chips,
    el('label', { class: 'find' }, el('span', {}, say(MAP.find, language)), input),
    el(
      'div',
      { class: 'zoom' },
      button('+', () => map.zoom(ZOOM), { ...small, 'aria-label': say(MAP.zoomIn, language) }),
      button('−', () => map.zoom(1 / ZOOM), { ...small, 'aria-label': say(MAP.zoomOut, language) }),
      button(say(MAP.fit, language), () => map.fit(), small),
      fullButton(frame),
      refreshButton(frame, note),
    ),
  );
};

/** Draws anew when the page gets so wide or so narrow that the columns stand otherwise. */
const followWidth = (frame: Frame, draw: () => void): void => {
  let wasNarrow = isNarrowPage();
  const observer = new ResizeObserver(() => {
    const isNarrow = isNarrowPage();
    if (isNarrow === wasNarrow) return;
    wasNarrow = isNarrow;
    draw();
  });
  observer.observe(document.documentElement);
  frame.onLeave(() => observer.disconnect());
};

const draw = (result: ToolResult, frame: Frame): void => {
  const model = readMap(result.data);
  if (!model) {
    frame.show(el('p', { class: 'waiting' }, say(FRAME.unreadable, frame.language)));
    return;
  }
  const choice: Choice = { healths: new Set(), text: '', opened: new Set(), current: '' };
  const places: Places = {
    view: el('div', { class: 'view' }),
    side: el('div', { class: 'side' }),
    note: el('p', { class: 'counts soft', role: 'status' }),
    chips: el('div'),
  };
  const reading = el('p', { class: 'counts soft', role: 'status' });
  places.side.hidden = true;
  const map = createMap(model, choice, places, frame);
  frame.show(
    el('h1', { class: 'verdict' }, model.verdict),
    unreadNotice(model, frame),
    groupedNotice(model, frame),
    toolbar(map, places.chips, frame, choice, reading),
    reading,
    places.note,
    el('div', { class: 'body' }, places.view, places.side),
  );
  map.draw();
  followWidth(frame, () => map.draw());
};

startView({ name: 'map', draw });
