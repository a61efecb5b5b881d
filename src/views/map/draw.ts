import { type Child, el, name, svg } from '../frame/dom.ts';
import { symbol } from '../frame/health.ts';
import { HEALTH_WORDS, HEALTHS, type Health } from '../frame/health-names.ts';
import { oneLine } from '../frame/visible.ts';
import { type Language, say } from '../frame/words.ts';
import type { Layout } from './layout.ts';
import type { Row } from './model.ts';
import type { Box, Line } from './place-hub.ts';
import { KINDS, MAP } from './words.ts';

/** What is written in a box: its name, and a line of less weight below. */
interface Label {
  readonly head: string;
  readonly below: string;
  readonly health?: Health;
  readonly kind: string;
}

/** `3 down, 4 up`: what is folded away may be broken. */
const tallyOf = (rows: readonly Row[], language: Language): string =>
  HEALTHS.map((each) => [each, rows.filter(({ health }) => health === each).length] as const)
    .filter(([, count]) => count > 0)
    .map(([each, count]) => `${count} ${say(HEALTH_WORDS[each], language)}`)
    .join(language === 'zh' ? '，' : ', ');

const foldLabel = ({ folded = [], isFull }: Box, language: Language): Label => {
  const isUp = folded.every(({ health }) => health === 'up');
  const worst = HEALTHS.find((each) => folded.some(({ health }) => health === each));
  const press = say(isFull ? MAP.moreFull : isUp ? MAP.moreUp : MAP.moreMixed, language);
  return {
    head: say(MAP.more, language, { count: folded.length }),
    below: isUp ? press : `${tallyOf(folded, language)} · ${press}`,
    kind: '',
    ...(!isUp && worst && { health: worst }),
  };
};

const labelOf = (box: Box, language: Language): Label => {
  const { thing, row } = box;
  if (box.kind === 'fold') return foldLabel(box, language);
  const of = (lines: readonly string[], kind: string, health?: Health): Label => ({
    head: lines[0] ?? thing.id,
    below: lines.slice(1).join(' · '),
    kind,
    ...(health && { health }),
  });
  if (row?.kind === 'tunnel') return of(row.lines, 'tunnel', row.health);
  if (row) return of([...thing.lines, ...row.lines], thing.kind, row.health);
  return of(thing.lines, thing.kind, thing.health);
};

/** For who does not see shapes and colours, beside what is written. */
const unseen = (text: string): Child => text !== '' && el('span', { class: 'unseen' }, text);

const placeAt = (element: HTMLElement, { x, y, w, h }: Pick<Box, 'x' | 'y' | 'w' | 'h'>): void => {
  element.style.left = `${x}px`;
  element.style.top = `${y}px`;
  element.style.width = `${w}px`;
  element.style.height = `${h}px`;
};

const boxElement = (box: Box, language: Language, hasNetworks: boolean): HTMLButtonElement => {
  const label = labelOf(box, language);
  const { health } = label;
  const kind = KINDS[label.kind];
  const behind = hasNetworks ? '' : (box.networks ?? []).map(({ lines, id }) => lines[0] ?? id).join(', ');
  const element = el(
    'button',
    {
      type: 'button',
      class: `box ${box.kind} ${health ?? ''}`.trim(),
      tabindex: '-1',
      title: oneLine([label.head, label.below, behind].join(' ').trim(), 300),
    },
    unseen(kind ? say(kind, language) : ''),
    health && symbol(health),
    el(
      'span',
      { class: 'label' },
      name(oneLine(label.head, 120), { class: 'head' }),
      label.below !== '' && name(oneLine(label.below, 160), { class: 'below' }),
      behind !== '' && name(oneLine(behind, 160), { class: 'below' }),
    ),
    health && unseen(say(HEALTH_WORDS[health], language)),
  );
  placeAt(element, box);
  return element;
};

/** A curve from the right of one box to the left of another; on a narrow page down and to the side. */
const pathOf = ({ from: [x1, y1], to: [x2, y2] }: Line, isNarrow: boolean): string => {
  if (x1 === x2 || y1 === y2) return `M${x1} ${y1}L${x2} ${y2}`;
  if (isNarrow) return `M${x1} ${y1}V${y2 - 8}Q${x1} ${y2} ${x1 + 8} ${y2}H${x2}`;
  const middle = (x1 + x2) / 2;
  return `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`;
};

const lineElement = (line: Line, isNarrow: boolean): SVGPathElement =>
  svg('path', { class: `line ${line.health ?? 'plain'}`, d: pathOf(line, isNarrow) });

/** The picture: frames of regions, lines, and a button for each box. `onPress` is given the box. */
export const drawLayout = (
  layout: Layout,
  { language, onPress }: { language: Language; onPress: (box: Box) => void },
) => {
  const lines = svg(
    'svg',
    { class: 'lines', width: `${layout.w}`, height: `${layout.h}`, 'aria-hidden': 'true', focusable: 'false' },
    layout.lines.map((line) => lineElement(line, layout.columns.isNarrow)),
  );
  const frames = layout.frames.map((frame): Child => {
    const { lines: [head = frame.thing.id] = [], id } = frame.thing;
    const element = el(
      'div',
      { class: 'region' },
      el('h2', {}, name(oneLine(head, 80)), head === id ? undefined : name(oneLine(id, 80), { class: 'id' })),
    );
    placeAt(element, frame);
    return element;
  });
  const boxes = layout.boxes.map((box) => ({
    box,
    element: boxElement(box, language, layout.columns.network !== undefined),
  }));
  for (const { box, element } of boxes) element.addEventListener('click', () => onPress(box));
  const stage = el(
    'div',
    { class: 'stage' },
    frames,
    lines,
    boxes.map(({ element }) => element),
  );
  stage.style.width = `${layout.w}px`;
  stage.style.height = `${layout.h}px`;
  return { stage, boxes };
};

export type DrawnBoxes = ReturnType<typeof drawLayout>['boxes'];
