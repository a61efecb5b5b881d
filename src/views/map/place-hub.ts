import type { Health } from '../frame/health-names.ts';
import type { ChosenHub } from './choose.ts';
import type { Row, Thing } from './model.ts';

/** One box of the picture, in its own units. */
export interface Box {
  readonly key: string;
  readonly kind: 'network' | 'hub' | 'row' | 'end' | 'fold';
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly thing: Thing;
  readonly row?: Row;
  readonly folded?: readonly Row[];
  /** Of a fold: it was opened, and for the rest there is no room. */
  readonly isFull?: boolean;
  /** Of a gateway: what is behind it. */
  readonly networks?: readonly Thing[];
}

/** One line between two boxes, from left to right. */
export interface Line {
  readonly from: readonly [x: number, y: number];
  readonly to: readonly [x: number, y: number];
  readonly health?: Health;
}

/** Where the columns stand, as [x, width]. */
export interface Columns {
  /** What hangs on a gateway stands under it instead of beside it. */
  readonly isNarrow: boolean;
  readonly w: number;
  /** Absent: a gateway names the networks behind it. */
  readonly network?: readonly [x: number, w: number];
  readonly hub: readonly [x: number, w: number];
  readonly row: readonly [x: number, w: number];
  readonly end: readonly [x: number, w: number];
}

export const WIDE: Columns = {
  isNarrow: false,
  w: 1080,
  network: [18, 134],
  hub: [184, 240],
  row: [486, 304],
  end: [834, 228],
};

/** For the width that most clients have: larger letters before a column of networks. */
export const MEDIUM: Columns = { isNarrow: false, w: 820, hub: [16, 214], row: [270, 296], end: [592, 214] };

export const NARROW: Columns = { isNarrow: true, w: 340, hub: [12, 316], row: [36, 292], end: [60, 268] };

const ROW_H = 44;
const HUB_H = 62;
/** Between boxes. */
export const GAP = 8;

export interface Canvas {
  readonly boxes: Box[];
  readonly lines: Line[];
}

const right = ({ x, y, w, h }: Box): [number, number] => [x + w, y + h / 2];
const left = ({ x, y, h }: Box): [number, number] => [x, y + h / 2];

const link = (canvas: Canvas, from: Box, to: Box, health?: Health): void => {
  canvas.lines.push({ from: right(from), to: left(to), ...(health && { health }) });
};

/** From under a box down and to the side, as a tree is drawn. */
const hang = (canvas: Canvas, from: Box, to: Box, health?: Health): void => {
  canvas.lines.push({ from: [from.x + 12, from.y + from.h], to: left(to), ...(health && { health }) });
};

/** From the stem under a box to the side. */
const branch = (canvas: Canvas, from: Box, to: Box, health?: Health): void => {
  const end = left(to);
  canvas.lines.push({ from: [from.x + 12, end[1]], to: end, ...(health && { health }) });
};

/** Down from a box to the last of its branches: it belongs to all of them, so it has no health. */
const stem = (canvas: Canvas, from: Box, until: number): void => {
  const x = from.x + 12;
  canvas.lines.push({ from: [x, from.y + from.h], to: [x, until] });
};

/** Rows of one peer in a run. */
const runsOf = (rows: readonly Row[]): readonly (readonly Row[])[] => {
  const runs: Row[][] = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (last?.[0] && last[0].end.id === row.end.id && row.kind === 'tunnel') last.push(row);
    else runs.push([row]);
  }
  return runs;
};

const rowBox = (row: Row, { row: [x, w] }: Columns, y: number): Box => ({
  key: row.key,
  kind: 'row',
  x,
  y,
  w,
  h: ROW_H,
  thing: row.kind === 'tunnel' ? row.hub : row.end,
  row,
});

const endBox = (hub: ChosenHub, end: Thing, [x, w]: readonly [number, number], y: number): Box => ({
  key: `end ${hub.thing.id} ${end.id} ${y}`,
  kind: 'end',
  x,
  y,
  w,
  h: ROW_H,
  thing: end,
});

const foldBox = ({ thing, folded, isOpened }: ChosenHub, { row: [x, w] }: Columns, y: number): Box => ({
  key: `fold ${thing.id}`,
  kind: 'fold',
  x,
  y,
  w,
  h: ROW_H,
  thing,
  folded,
  isFull: isOpened,
});

const placeRunsWide = (canvas: Canvas, hub: ChosenHub, hubBox: Box, columns: Columns, top: number): number => {
  let y = top;
  for (const run of runsOf(hub.rows)) {
    const boxes = run.map((row, at) => rowBox(row, columns, y + at * (ROW_H + GAP)));
    const height = boxes.length * (ROW_H + GAP) - GAP;
    const [first] = run;
    if (first?.kind === 'tunnel') {
      const end = endBox(hub, first.end, columns.end, y + (height - ROW_H) / 2);
      for (const box of boxes) link(canvas, box, end, box.row?.health);
      canvas.boxes.push(...boxes, end);
    } else canvas.boxes.push(...boxes);
    for (const box of boxes) link(canvas, hubBox, box, box.row?.health);
    y += height + GAP;
  }
  return y;
};

const placeRunsNarrow = (canvas: Canvas, hub: ChosenHub, hubBox: Box, columns: Columns, top: number): number => {
  let y = top;
  for (const run of runsOf(hub.rows)) {
    let last: Box | undefined;
    for (const row of run) {
      last = rowBox(row, columns, y);
      canvas.boxes.push(last);
      branch(canvas, hubBox, last, row.health);
      y += ROW_H + GAP;
    }
    const [first] = run;
    if (!last || first?.kind !== 'tunnel') continue;
    const end = endBox(hub, first.end, columns.end, y);
    canvas.boxes.push(end);
    hang(canvas, last, end, last.row?.health);
    y += ROW_H + GAP;
  }
  return y;
};

const placeNetworks = (canvas: Canvas, hub: ChosenHub, hubBox: Box, { network }: Columns): void => {
  if (!network) return;
  const [x, w] = network;
  hub.networks.forEach((thing, at) => {
    const y = hubBox.y + (HUB_H - ROW_H) / 2 + at * (ROW_H + GAP);
    const box: Box = { key: `network ${hub.thing.id} ${at}`, kind: 'network', x, y, w, h: ROW_H, thing };
    canvas.boxes.push(box);
    link(canvas, box, hubBox);
  });
};

/** The stem of a hub, as far as what hangs on it. */
const stemOf = (canvas: Canvas, hubBox: Box): void => {
  const x = hubBox.x + 12;
  const ends = canvas.lines.filter(({ from }) => from[0] === x && from[1] > hubBox.y).map(({ to }) => to[1]);
  if (ends.length > 0) stem(canvas, hubBox, Math.max(...ends));
};

/** Places a gateway with all that hangs on it; where the next thing may begin. */
export const placeHub = (canvas: Canvas, hub: ChosenHub, columns: Columns, top: number): number => {
  const [x, w] = columns.hub;
  const { thing, networks: behind } = hub;
  const hubBox: Box = { key: `hub ${thing.id}`, kind: 'hub', x, y: top, w, h: HUB_H, thing, networks: behind };
  canvas.boxes.push(hubBox);
  placeNetworks(canvas, hub, hubBox, columns);
  const from = columns.isNarrow ? top + HUB_H + GAP : top + (HUB_H - ROW_H) / 2;
  const place = columns.isNarrow ? placeRunsNarrow : placeRunsWide;
  let y = place(canvas, hub, hubBox, columns, from);
  if (hub.folded.length > 0) {
    const fold = foldBox(hub, columns, y);
    canvas.boxes.push(fold);
    if (columns.isNarrow) branch(canvas, hubBox, fold);
    else link(canvas, hubBox, fold);
    y += ROW_H + GAP;
  }
  if (columns.isNarrow) stemOf(canvas, hubBox);
  const networks = columns.network ? hub.networks.length * (ROW_H + GAP) : 0;
  return Math.max(y, top + HUB_H + GAP, top + networks + GAP);
};
