import { askBox } from '../frame/ask-box.ts';
import { type Child, cutList, el, name } from '../frame/dom.ts';
import type { Frame } from '../frame/frame.ts';
import { type Language, say, type Words } from '../frame/words.ts';
import type { Cause, Certainty } from './diagnosis.ts';
import { ASK_FIX, CARD, CERTAINTY } from './words.ts';

/** How full a bar of three is: for the eye, beside the word and the number. */
const BARS: Readonly<Record<Certainty, number>> = { proven: 3, likely: 2, guess: 1 };

const certaintyMark = ({ certainty, confidence }: Cause, language: Language): HTMLElement =>
  el(
    'p',
    { class: `sure ${certainty}` },
    el(
      'span',
      { class: 'bars', 'aria-hidden': 'true' },
      [1, 2, 3].map((at) => el('i', { class: at <= BARS[certainty] ? 'on' : '' })),
    ),
    el('strong', {}, say(CERTAINTY[certainty], language)),
    el('span', { class: 'soft' }, say(CARD.confidence, language, { value: confidence.toFixed(2) })),
  );

const part = (words: Words, language: Language, ...children: readonly Child[]): Child => [
  el('h4', {}, say(words, language)),
  children,
];

const fixOf = ({ fix }: Cause, frame: Frame): Child => {
  if (!fix) return undefined;
  const { language } = frame;
  const words = say(ASK_FIX, language, { tool: fix.tool, args: JSON.stringify(fix.args) });
  return part(
    CARD.fix,
    language,
    fix.isPlain ? askBox(frame, words) : el('p', {}, say(CARD.notPlain, language)),
    fix.note !== '' && el('p', { class: 'soft note' }, fix.note),
  );
};

const causeCard = (cause: Cause, frame: Frame): HTMLElement => {
  const { language } = frame;
  return el(
    'li',
    { class: `cause ${cause.certainty}` },
    el('h3', {}, name(cause.what)),
    cause.tunnel !== '' && el('p', { class: 'soft mono' }, name(cause.tunnel)),
    certaintyMark(cause, language),
    part(
      CARD.evidence,
      language,
      cause.evidence.length > 0
        ? cutList(cause.evidence, 40, language, { class: 'dots' }, name)
        : el('p', { class: 'soft' }, say(CARD.noEvidence, language)),
    ),
    fixOf(cause, frame),
    cause.peerChange !== '' && part(CARD.peer, language, el('p', {}, cause.peerChange)),
    cause.advice !== '' && part(CARD.advice, language, el('p', {}, cause.advice)),
  );
};

/** The likeliest cause open, and what is proven; the others behind a line that opens. */
export const drawCauses = (causes: readonly Cause[], more: string, frame: Frame): Child => {
  if (causes.length === 0) return undefined;
  const { language } = frame;
  const isOpen = (cause: Cause, at: number): boolean => at === 0 || cause.certainty === 'proven';
  const others = causes.filter((cause, at) => !isOpen(cause, at));
  return el(
    'section',
    {},
    el('h2', {}, say(CARD.causes, language)),
    el(
      'ul',
      { class: 'causes' },
      causes.filter(isOpen).map((cause) => causeCard(cause, frame)),
    ),
    others.length > 0 &&
      el(
        'details',
        {},
        el('summary', {}, say(CARD.others, language, { count: others.length })),
        el(
          'ul',
          { class: 'causes' },
          others.map((cause) => causeCard(cause, frame)),
        ),
      ),
    more !== '' && el('p', { class: 'soft note' }, more),
  );
};
