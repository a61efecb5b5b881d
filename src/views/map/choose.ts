import type { Health } from '../frame/health-names.ts';
import type { Hub, MapModel, Region, Row } from './model.ts';

/** What a person wants to see. */
export interface Wish {
  /** Empty: every health. */
  readonly healths: ReadonlySet<Health>;
  /** Part of a name, an ID or an address. */
  readonly text: string;
  /** Hubs whose folded rows were opened. */
  readonly opened: ReadonlySet<string>;
}

/** A hub with the rows that are drawn, and how many are folded away. */
export interface ChosenHub extends Omit<Hub, 'rows'> {
  readonly rows: readonly Row[];
  readonly folded: readonly Row[];
}

export interface Chosen {
  readonly regions: readonly (Omit<Region, 'hubs'> & { readonly hubs: readonly ChosenHub[] })[];
  readonly drawn: number;
  /** Tunnels and servers that fit the wish and are folded, because they are well or because there are too many. */
  readonly folded: number;
  /** Rows that do not fit the wish. */
  readonly left: number;
  /** Gateways for which a page has no room, and what hangs on them. */
  readonly noRoom: { readonly hubs: number; readonly rows: number };
}

/** From so many rows on, what is well is folded: so many of it stay open at each hub. */
const FOLD_FROM = 60;
const WELL_OPEN = 4;
/** The most that one page draws, and of one opened hub. */
const MOST_ROWS = 600;
const MOST_OPENED = 300;
const MOST_HUBS = 300;

const textOf = ({ lines, end, hub, connection, routes }: Row): string =>
  [...lines, ...end.lines, end.id, ...hub.lines, hub.id, connection, ...routes].join('\n').toLowerCase();

const fits = (row: Row, { healths, text }: Wish): boolean =>
  (healths.size === 0 || (row.health !== undefined && healths.has(row.health))) &&
  (text === '' || textOf(row).includes(text.toLowerCase()));

const foldHub = (hub: Hub, rows: readonly Row[], opened: boolean, isMany: boolean, room: number): ChosenHub => {
  if (opened) {
    const most = Math.min(MOST_OPENED, Math.max(room, WELL_OPEN));
    return { ...hub, rows: rows.slice(0, most), folded: rows.slice(most) };
  }
  let well = 0;
  const isOpen = ({ health }: Row): boolean => !isMany || health !== 'up' || ++well <= WELL_OPEN;
  const open = new Set(rows.filter(isOpen).slice(0, Math.max(room, 0)));
  // A fold of one would take the place of what it hides.
  const folded = rows.filter((row) => !open.has(row));
  return folded.length === 1 && room > open.size
    ? { ...hub, rows, folded: [] }
    : { ...hub, rows: rows.filter((row) => open.has(row)), folded };
};

/** The rows that are drawn: what fits the wish, what is broken before what is well, never more than a page can hold. */
export const choose = ({ regions }: MapModel, wish: Wish): Chosen => {
  const isWished = wish.healths.size > 0 || wish.text !== '';
  const all = regions.flatMap(({ hubs }) => hubs.flatMap(({ rows }) => rows));
  const wanted = all.filter((row) => fits(row, wish));
  const wantedSet = new Set(wanted);
  const isMany = !isWished && wanted.length > FOLD_FROM;
  let room = MOST_ROWS;
  let folded = 0;
  let hubRoom = MOST_HUBS;
  const noRoom = { hubs: 0, rows: 0 };
  const chosen = regions.map(({ thing, hubs }) => ({
    thing,
    hubs: hubs.flatMap((hub): ChosenHub[] => {
      const rows = hub.rows.filter((row) => wantedSet.has(row));
      if (isWished && rows.length === 0) return [];
      if (hubRoom === 0) {
        noRoom.hubs += 1;
        noRoom.rows += rows.length;
        return [];
      }
      hubRoom -= 1;
      const drawn = foldHub(hub, rows, wish.opened.has(hub.thing.id), isMany, room);
      room -= drawn.rows.length;
      folded += drawn.folded.length;
      return [drawn];
    }),
  }));
  return {
    regions: chosen.filter(({ hubs }) => hubs.length > 0 || !isWished),
    drawn: wanted.length - folded - noRoom.rows,
    folded,
    left: all.length - wanted.length,
    noRoom,
  };
};
