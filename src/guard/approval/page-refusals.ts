import { clockTime, type RefusalText } from './messages.ts';

/** So many wrong PINs that nobody's PIN is taken for a while. */
export const pinLocked = (untilMs: number): RefusalText => [
  'refused',
  `Too many wrong PINs were typed on approval pages, so none takes a PIN until ${clockTime(untilMs)}. Nothing was sent.`,
  'Tell the human; if it was not them, a program on this machine guesses their PIN. Repeat the call after that time to ask again.',
];

/** More questions at once than anybody reads. */
export const pageMovedOn: RefusalText = [
  'refused',
  'The page of this question gave way to newer ones: at most twenty stand open at once. Nothing was sent, and nobody answered it.',
  'Let the human answer the open pages first; then repeat the call to ask again.',
];
