/** How a thing fits what somebody typed, best first. */
const FITS = [
  'ID',
  'name',
  'address',
  'VPC',
  'transit router',
  'name, other case',
  'part of the name',
  'tag',
  'part of the ID',
] as const;
export type Fit = (typeof FITS)[number];

/** What a thing can be called by; `also` holds other words that stand for it, such as its address. */
export interface Named {
  readonly Id?: string | undefined;
  readonly Name?: string | undefined;
  readonly also?: readonly (string | undefined)[];
}

const wordsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** Fewer characters of an ID fit too many. */
const LEAST_OF_ID = 4;

/** A beginning with its prefix, or characters from anywhere behind the prefix. */
const isPartOfId = (id: string, asked: string): boolean => {
  const body = id.replace(/^[a-z]{3}-/, '');
  return /^[a-z]{3}-../.test(asked) ? id.startsWith(asked) : asked.length >= LEAST_OF_ID && body.includes(asked);
};

/**
 * Tells how things fit a text. Of a name every word of the text has to be there, in any order, and whatever stands
 * between words: `staff vpn` fits `staff-vpn`.
 */
export const fitterFor = (asked: string): ((thing: Named) => Fit | undefined) => {
  const [lower, words] = [asked.toLowerCase(), wordsOf(asked)];
  const isPartOfName = (name: string): boolean =>
    words.length > 0 ? words.every((word) => name.includes(word)) : name.includes(lower);
  return ({ Id, Name, also = [] }) => {
    if (Id === asked) return 'ID';
    if (Name === asked) return 'name';
    if (also.includes(asked)) return 'address';
    const name = Name?.toLowerCase();
    if (name === lower) return 'name, other case';
    if (name !== undefined && isPartOfName(name)) return 'part of the name';
    return Id !== undefined && isPartOfId(Id.toLowerCase(), lower) ? 'part of the ID' : undefined;
  };
};

/** Whether a fit leaves nothing to guess. */
export const isExact = (fit: Fit): boolean => FITS.indexOf(fit) < FITS.indexOf('name, other case');

/** Those that fit best: exact before other case, other case before parts. A tag says as much as a part of a name. */
export const bestFits = <T extends { readonly Match: Fit }>(found: readonly T[]): readonly T[] => {
  const rank = ({ Match }: T): number =>
    isExact(Match) ? 0 : FITS.indexOf(Match === 'tag' ? 'part of the name' : Match);
  const best = Math.min(...found.map(rank));
  return found.filter((one) => rank(one) === best);
};

/** The things that a text fits best, each by all that it can be called by. The one way in which tools read names. */
export const fitting = <T>(
  things: readonly T[],
  asked: string,
  namesOf: (thing: T) => readonly Named[],
): readonly { readonly thing: T; readonly Match: Fit }[] => {
  const fitOf = fitterFor(asked);
  return bestFits(
    things.flatMap((thing) => {
      const [Match] = bestFits(
        namesOf(thing)
          .flatMap((named) => fitOf(named) ?? [])
          .map((Match) => ({ Match })),
      );
      return Match ? [{ thing, ...Match }] : [];
    }),
  );
};
