import type { Size } from './camera.ts';
import type { Chosen } from './choose.ts';
import type { Thing } from './model.ts';
import { type Box, type Canvas, type Columns, GAP, type Line, placeHub } from './place-hub.ts';

export interface Frame {
  readonly thing: Thing;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export interface Layout {
  readonly columns: Columns;
  readonly w: number;
  readonly h: number;
  readonly frames: readonly Frame[];
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
}

const HUB_GAP = 24;
const HEAD = 40;
const PAD = 16;

/** The same columns, further to the right. */
const moved = ({ network, hub, row, end, ...rest }: Columns, by: number): Columns => {
  const move = ([x, w]: readonly [number, number]) => [x + by, w] as const;
  return { ...rest, ...(network && { network: move(network) }), hub: move(hub), row: move(row), end: move(end) };
};

/** A frame for each region, and for what is left of it in the next column; `until` is where a column is full. */
const placeColumns = ({ regions }: Chosen, columns: Columns, until: number): Layout => {
  const canvas: Canvas = { boxes: [], lines: [] };
  const frames: Frame[] = [];
  let [x, y, h] = [0, 0, HEAD];
  for (const { thing, hubs } of regions) {
    let top = y;
    const close = (): void => {
      frames.push({ thing, x, y: top, w: columns.w, h: y - top });
      h = Math.max(h, y);
    };
    y += HEAD;
    for (const hub of hubs) {
      if (y > until) {
        if (y > top + HEAD) {
          y += PAD - HUB_GAP + GAP;
          close();
        }
        [x, top, y] = [x + columns.w + PAD, 0, HEAD];
      }
      y = placeHub(canvas, hub, moved(columns, x), y) + HUB_GAP - GAP;
    }
    y += hubs.length > 0 ? PAD - HUB_GAP + GAP : 0;
    close();
    y += PAD;
  }
  return { columns, w: x + columns.w, h, frames, ...canvas };
};

/** Places everything by hand: networks, gateways, tunnels and peers from left to right, a frame around each region. */
export const layOut = (chosen: Chosen, columns: Columns): Layout =>
  placeColumns(chosen, columns, Number.POSITIVE_INFINITY);

const MOST_COLUMNS = 12;

/** The same beside each other in as many columns as show it largest in a window of this form. */
export const layOutFor = (chosen: Chosen, columns: Columns, window: Size): Layout => {
  let best = layOut(chosen, columns);
  const total = best.h;
  const scaleOf = ({ w, h }: Size): number => Math.min(window.w / w, window.h / h);
  for (let count = 2; count <= MOST_COLUMNS; count += 1) {
    const next = placeColumns(chosen, columns, total / count);
    if (scaleOf(next) > scaleOf(best)) best = next;
  }
  return best;
};
