import type { Health } from '../frame/health-names.ts';
import type { Hub, MapModel, Region, Row, Thing } from './model.ts';

/** What a person wants to see. */
export interface Wish {
  /** Empty: every health. */
  readonly healths: ReadonlySet<Health>;
  /** Part of a name, an ID or an address. */
  readonly text: string;
  /** Hubs whose folded rows were opened. */
  readonly opened: ReadonlySet<string>;
}

/** What a person has chosen on the map of a page; it outlives a redraw and another reading. */
export interface Choice {
  healths: Set<Health>;
  text: string;
  opened: Set<string>;
  /** The box that the Tab key comes to. */
  current: string;
  /** All of it at once, in columns beside each other. */
  isFitted: boolean;
  /** Every tunnel was asked for, and is asked for again. */
  isWhole: boolean;
  /** A reading is under way; the page has just read the map itself. */
  isReading: boolean;
  isFresh: boolean;
}

export const noChoice = (): Choice => ({
  healths: new Set(),
  text: '',
  opened: new Set(),
  current: '',
  isFitted: false,
  isWhole: false,
  isReading: false,
  isFresh: false,
});

/** A hub with the rows that are drawn, and how many are folded away. */
export interface ChosenHub extends Omit<Hub, 'rows'> {
  readonly rows: readonly Row[];
  readonly folded: readonly Row[];
  /** Opened already: for what is folded a page has no room. */
  readonly isOpened: boolean;
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

const isIn = (text: string, things: readonly Thing[], more: readonly string[] = []): boolean =>
  text === '' ||
  [...things.flatMap(({ lines, id }) => [...lines, id]), ...more].join('\n').toLowerCase().includes(text.toLowerCase());

const hasHealth = ({ health }: Row | Thing, { healths }: Wish): boolean =>
  healths.size === 0 || (health !== undefined && healths.has(health));

/** The rows of a hub that fit; what names the hub, a network behind it or its region names all of them. */
const fittingRows = (hub: Hub, region: Thing, wish: Wish): readonly Row[] => {
  const isNamed = isIn(wish.text, [hub.thing, ...hub.networks, region]);
  return hub.rows.filter(
    (row) =>
      hasHealth(row, wish) && (isNamed || isIn(wish.text, [row.end], [...row.lines, row.connection, ...row.routes])),
  );
};

/** A gateway may be what is looked for when nothing that hangs on it is. */
const fitsAlone = (hub: Hub, region: Thing, wish: Wish): boolean =>
  hasHealth(hub.thing, wish) && isIn(wish.text, [hub.thing, ...hub.networks, region]);

/** How many well rows stay open at each hub: what is broken takes its room before them. */
const wellOpenIn = (fitting: Iterable<readonly Row[]>, isFolding: boolean): number => {
  const lists = [...fitting].filter((rows) => rows.length > 0);
  const count = lists.reduce((sum, rows) => sum + rows.length, 0);
  const broken = lists.reduce((sum, rows) => sum + rows.filter(({ health }) => health !== 'up').length, 0);
  const most = isFolding && count > FOLD_FROM ? WELL_OPEN : Number.POSITIVE_INFINITY;
  return count <= MOST_ROWS ? most : Math.min(most, Math.max(0, Math.floor((MOST_ROWS - broken) / lists.length)));
};

const foldHub = (hub: Hub, rows: readonly Row[], opened: boolean, wellOpen: number, room: number): ChosenHub => {
  if (opened) {
    const most = Math.min(MOST_OPENED, Math.max(room, WELL_OPEN));
    return { ...hub, rows: rows.slice(0, most), folded: rows.slice(most), isOpened: true };
  }
  let well = 0;
  const isOpen = ({ health }: Row): boolean => health !== 'up' || ++well <= wellOpen;
  const open = new Set(rows.filter(isOpen).slice(0, Math.max(room, 0)));
  // A fold of one would take the place of what it hides.
  const folded = rows.filter((row) => !open.has(row));
  return folded.length === 1 && room > open.size
    ? { ...hub, rows, folded: [], isOpened: false }
    : { ...hub, rows: rows.filter((row) => open.has(row)), folded, isOpened: false };
};

/** The rows that are drawn: what fits the wish, what is broken before what is well, never more than a page can hold. */
export const choose = ({ regions }: MapModel, wish: Wish): Chosen => {
  const isWished = wish.healths.size > 0 || wish.text !== '';
  const all = regions.reduce((sum, { hubs }) => sum + hubs.reduce((own, { rows }) => own + rows.length, 0), 0);
  const fitting = new Map(
    regions.flatMap(({ thing, hubs }) => hubs.map((hub) => [hub, fittingRows(hub, thing, wish)] as const)),
  );
  const wanted = [...fitting.values()].reduce((sum, rows) => sum + rows.length, 0);
  const wellOpen = wellOpenIn(fitting.values(), !isWished);
  const isWanted = (hub: Hub, region: Thing): boolean =>
    !isWished || fitting.get(hub)?.length !== 0 || fitsAlone(hub, region, wish);
  // By the worst of all regions: what is well in one takes no room from what is broken in another.
  const worstHubs = new Set(
    regions
      .flatMap(({ thing, hubs }) => hubs.filter((hub) => isWanted(hub, thing)))
      .sort((a, b) => a.worst - b.worst)
      .slice(0, MOST_HUBS),
  );
  let room = MOST_ROWS;
  let folded = 0;
  const noRoom = { hubs: 0, rows: 0 };
  const chosen = regions.map(({ thing, hubs }) => ({
    thing,
    hubs: hubs.flatMap((hub): ChosenHub[] => {
      if (!isWanted(hub, thing)) return [];
      const rows = fitting.get(hub) ?? [];
      if (!worstHubs.has(hub)) {
        noRoom.hubs += 1;
        noRoom.rows += rows.length;
        return [];
      }
      const drawn = foldHub(hub, rows, wish.opened.has(hub.thing.id), wellOpen, room);
      room -= drawn.rows.length;
      folded += drawn.folded.length;
      return [drawn];
    }),
  }));
  return {
    regions: chosen.filter(({ hubs }) => hubs.length > 0 || !isWished),
    drawn: wanted - folded - noRoom.rows,
    folded,
    left: all - wanted,
    noRoom,
  };
};
