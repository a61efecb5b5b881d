import type { ConsoleRow } from '../../client/console.ts';
import { type ConsoleLists, isKnown, labelOf } from '../doctor/console-lists.ts';
import { wrap } from '../terminal.ts';
import type { Answers } from './questions.ts';

/** More rows than that are not offered by number: whoever has so many knows the ID. */
const MOST_OFFERED = 20;

/** What a person may pick from, and what is said above it. */
export interface Offer {
  readonly rows: readonly ConsoleRow[];
  /** Whether a number may be typed: not where an ID would read as one, of those that were cut off too. */
  readonly isNumbered: boolean;
  /** Why nothing, or not all, is offered. */
  readonly remark?: string;
}

const NONE = 'The ASCM console lists none for this key.';
const NONE_SEEN = 'Not known what there is: the list was cut, and what was read of it has none. Type the ID.';

const remarkOf = (left: number, isWhole: boolean): Pick<Offer, 'remark'> => {
  if (left > 0) return { remark: `and ${left} more${isWhole ? '' : ' at least'}: type the ID` };
  return isWhole ? {} : { remark: 'the list was cut: type the ID of what is not on it' };
};

/** What the console lists for one question; of the resource sets those of the organization that was chosen. */
export const offerOf = (list: keyof ConsoleLists, lists: ConsoleLists, { organization }: Answers): Offer => {
  const listed = lists[list];
  if (!isKnown(listed)) return { rows: [], isNumbered: false, remark: `Not known what there is: ${listed.unknown}` };
  const mine = listed.rows.filter(
    (row) => list === 'organizations' || (row.organization ?? organization) === organization,
  );
  if (mine.length === 0) return { rows: [], isNumbered: false, remark: listed.isWhole ? NONE : NONE_SEEN };
  const rows = mine.slice(0, MOST_OFFERED);
  const isNumbered = listed.isWhole && mine.every(({ id }) => !/^\d+$/.test(id) || Number(id) > rows.length);
  return { rows, isNumbered, ...remarkOf(mine.length - rows.length, listed.isWhole) };
};

/** What goes on of a row stands further in than the row, so that no long name passes for another one. */
const FURTHER_IN = 6;

const linesFrom = (start: string, text: string, width: number): string =>
  start + wrap(text, Math.max(1, width - start.length - FURTHER_IN)).join(`\n${' '.repeat(start.length + FURTHER_IN)}`);

/** The lines of an offer, each with its number where one may be typed. */
export const linesOf = ({ rows, isNumbered, remark }: Offer, width: number): readonly string[] => [
  ...rows.map((row, at) => linesFrom(isNumbered ? `  ${at + 1}  ` : '  ', labelOf(row), width)),
  ...(remark === undefined ? [] : [linesFrom('  ', remark, width)]),
];

/** The ID that a typed answer means; what is neither a number of the offer nor an ID on it is taken for an ID. */
export const idOf = ({ rows, isNumbered }: Offer, typed: string): string => {
  const text = typed.trim();
  const numbered = isNumbered && /^\d+$/.test(text) ? rows[Number(text) - 1] : undefined;
  return numbered?.id ?? text;
};
