import { endOf, type KeyForm } from '../key-form.ts';
import { readElement } from '../key-value.ts';

const KEY = /<Key>/y;
/** So much before the element is looked at. */
const BEFORE = 600;

/** OPNsense: the element `Key` of a `preSharedKey`; an element of this name elsewhere is the name of something. */
const IN_ELEMENT: KeyForm = {
  words: ['<key>'],
  find: (place) => {
    const at = endOf(KEY, place.text, place.at);
    const before = place.text.slice(Math.max(0, place.at - BEFORE), place.at);
    return at !== undefined && before.includes('<preSharedKey') ? readElement(place, at) : undefined;
  },
};

export const PFSENSE_KEYS: readonly KeyForm[] = [IN_ELEMENT];
