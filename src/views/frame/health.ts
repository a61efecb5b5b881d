import { type Child, cutList, el, svg } from './dom.ts';
import type { Health } from './health-names.ts';
import { type Language, say, type Words } from './words.ts';

/** Outline and mark, in a square of 24: each health has a shape of its own, so that none needs its colour to be recognised. */
const SHAPES: Readonly<Record<Health, readonly [outline: string, mark: string]>> = {
  up: ['M12 2a10 10 0 1 0 0 20a10 10 0 1 0 0-20z', 'M7.5 12.5l3 3l6-6.5'],
  down: ['M8 2h8l6 6v8l-6 6h-8l-6-6v-8z', 'M8.5 8.5l7 7M15.500 8.500l-7 7'],
  degraded: ['M12 2.500L23 21.500H1z', 'M12 9v6M12 18v.6'],
  changing: ['M12 1.500L22.500 12L12 22.500L1.500 12z', 'M8 12h8M13 9l3 3l-3 3'],
  unknown: ['M3 3h18v18h-18z', 'M9 9.500c0-4 6-4 6-.3c0 2.500-3 2.500-3 5M12 17.500v.6'],
};

/** The symbol of a health. It is for the eye: the word stands beside it, or in the name of the button that it is in. */
export const symbol = (health: Health): SVGSVGElement => {
  const [outline, mark] = SHAPES[health];
  return svg(
    'svg',
    { class: `symbol ${health}`, viewBox: '0 0 24 24', 'aria-hidden': 'true', focusable: 'false' },
    svg('path', { class: 'outline', d: outline }),
    svg('path', { class: 'mark', d: mark }),
  );
};

/** What could not be read, under words that say so: before all else. */
export const unreadNotice = (
  words: Words,
  unread: readonly string[],
  language: Language,
  most = unread.length,
): Child =>
  unread.length > 0 &&
  el(
    'div',
    { class: 'notice unknown', role: 'note' },
    symbol('unknown'),
    el('div', {}, el('strong', {}, say(words, language)), cutList(unread, most, language)),
  );
