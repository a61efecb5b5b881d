import { endOf, type KeyForm } from '../key-form.ts';
import { readValue } from '../key-value.ts';

/** An export breaks its lines at a backslash; escaped where the text is a string of JSON. */
const NAME = /(?:secret|password|passphrase)=/iy;
const BREAK = /\\{1,64}(?:\r?\n|(?:r\\{1,64})?n)[ \t]{1,16}/y;
const PIECE = /[^\s"\\]{1,300}/y;

/** A key on the line behind the break, or one that the break cuts in two. */
const BROKEN: KeyForm = {
  words: ['secret=', 'password=', 'passphrase='],
  find: (place) => {
    const { text } = place;
    const named = endOf(NAME, text, place.at);
    if (named === undefined) return undefined;
    const below = endOf(BREAK, text, named);
    if (below !== undefined) return readValue(place, below);
    const from = endOf(/\\{0,64}"/y, text, named) ?? named;
    const middle = endOf(BREAK, text, endOf(PIECE, text, from) ?? from);
    const to = middle === undefined ? undefined : endOf(PIECE, text, middle);
    return to === undefined ? undefined : { from, to, isQuoted: from > named };
  },
};

export const MIKROTIK_KEYS: readonly KeyForm[] = [BROKEN];
