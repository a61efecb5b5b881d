/** Where a key stands in a text. One between quotes is surely whole and surely a key. */
export interface FoundKey {
  readonly from: number;
  readonly to: number;
  readonly isQuoted: boolean;
}

/** A place at which the form of a key may begin. Text comes as it was written, or as JSON, perhaps several times over. */
export interface Place {
  readonly text: string;
  readonly at: number;
  /** Where the line begins; the line end before it may be an escaped one. */
  readonly lineStart: number;
  /** Whether quotes and line ends may be escaped here: a quote or an escaped line end stands before it on the line. */
  readonly isEscaped: boolean;
}

/**
 * One way in which a key stands in text. To stay linear, a form looks at a bounded piece of text around its word; only
 * what becomes part of a key may be longer, since nobody looks at that again.
 */
export interface KeyForm {
  /** The form begins at one of these, in any case. */
  readonly words: readonly string[];
  readonly find: (place: Place) => FoundKey | undefined;
}

/** Reads the key that begins at a position. */
export type ReadKey = (place: Place, at: number) => FoundKey | undefined;

const [LINE_FEED, CARRIAGE_RETURN, QUOTE, BACKSLASH] = [0x0a, 0x0d, 0x22, 0x5c];

/** Where a run of backslashes ends. */
export const slashesEnd = (text: string, from: number): number => {
  let at = from;
  while (text.charCodeAt(at) === BACKSLASH) at += 1;
  return at;
};

/** Whether a letter behind backslashes makes a line end of them. */
export const endsLine = (code: number): boolean => code === 0x6e || code === 0x72;

/** Goes along a text once, and tells of positions in rising order where their line begins. */
export const createPlaces = (text: string): ((at: number) => Place) => {
  let [seen, lineStart] = [0, 0];
  let isEscaped = false;
  const pass = (): void => {
    const code = text.charCodeAt(seen);
    seen += 1;
    if (code === LINE_FEED || code === CARRIAGE_RETURN) [lineStart, isEscaped] = [seen, false];
    else if (code === QUOTE) isEscaped = true;
    else if (code === BACKSLASH) {
      seen = slashesEnd(text, seen);
      if (endsLine(text.charCodeAt(seen))) [lineStart, isEscaped] = [seen + 1, true];
    }
  };
  return (at) => {
    while (seen < at) pass();
    return { text, at, lineStart, isEscaped };
  };
};

/** Whether a pattern with the flag `y` matches at a position. */
export const matchesAt = (sticky: RegExp, text: string, at: number): boolean => {
  sticky.lastIndex = at;
  return sticky.test(text);
};

/** Where a pattern with the flag `y` that begins at a position ends. */
export const endOf = (sticky: RegExp, text: string, at: number): number | undefined =>
  matchesAt(sticky, text, at) ? sticky.lastIndex : undefined;
