import { endOf, type KeyForm } from '../key-form.ts';
import { readElement, readLine } from '../key-value.ts';

const LEAD = /pre-shared-key[ \t]{1,16}\{(?:\s|\\{1,8}[nr]){1,64}key[ \t]{1,16}(?=\S)/iy;

/** PAN-OS in braces, where the key has a line of its own. */
const IN_BRACES: KeyForm = {
  words: ['pre-shared-key'],
  find: (place) => {
    const at = endOf(LEAD, place.text, place.at);
    return at === undefined ? undefined : readLine(place, at);
  },
};

const ELEMENT = /pre-shared-key(?:>|&gt;)(?:\s|\\{1,8}[nr]){1,64}(?:<|&lt;)key(?:>|&gt;)/iy;

/** PAN-OS as XML of one element a line, where the line ends may be escaped. */
const IN_ELEMENT: KeyForm = {
  words: ['pre-shared-key'],
  find: (place) => {
    const at = endOf(ELEMENT, place.text, place.at);
    return at === undefined ? undefined : readElement(place, at);
  },
};

export const PALOALTO_KEYS: readonly KeyForm[] = [IN_BRACES, IN_ELEMENT];
