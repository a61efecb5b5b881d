import { type Child, el, name } from '../frame/dom.ts';
import { symbol } from '../frame/health.ts';
import type { Health } from '../frame/health-names.ts';
import { type Language, say } from '../frame/words.ts';
import type { Diagnosis, Row, Sameness } from './diagnosis.ts';
import { CARD, FIELDS, SAMENESS } from './words.ts';

/** A shape for each result, from those of health. */
const MARKS: Readonly<Record<Sameness, Health>> = {
  mismatch: 'down',
  note: 'degraded',
  match: 'up',
  'not given': 'unknown',
};

/** A row may stand for several settings that one end does not give. */
const fieldWords = (field: string, language: Language): string =>
  field
    .split(', ')
    .map((one) => {
      const words = FIELDS[one];
      return words ? say(words, language) : one;
    })
    .join(language === 'zh' ? '、' : ', ');

const cell = (label: string, value: string): HTMLElement =>
  el('td', {}, el('span', { class: 'in-cell' }, label), name(value === '' ? '–' : value, { class: 'mono' }));

const rowElement = ({ field, cloud, peer, result }: Row, language: Language): HTMLElement => {
  const mark = MARKS[result];
  return el(
    'tr',
    { class: `end-row ${mark}` },
    el('th', { scope: 'row' }, fieldWords(field, language)),
    cell(say(CARD.cloud, language), cloud),
    cell(say(CARD.peerEnd, language), peer),
    el('td', {}, el('span', { class: `pill ${mark}` }, symbol(mark), say(SAMENESS[result], language))),
  );
};

const tableOf = (rows: readonly Row[], language: Language): HTMLElement =>
  el(
    'table',
    {},
    el(
      'thead',
      {},
      el(
        'tr',
        {},
        [CARD.field, CARD.cloud, CARD.peerEnd, CARD.result].map((words) =>
          el('th', { scope: 'col' }, say(words, language)),
        ),
      ),
    ),
    el(
      'tbody',
      {},
      rows.map((row) => rowElement(row, language)),
    ),
  );

const folded = (rows: readonly Row[], summary: string, language: Language): Child =>
  rows.length > 0 && el('details', {}, el('summary', {}, summary), tableOf(rows, language));

const observedOf = ({ observed }: Diagnosis, key: string): string =>
  observed.find(([one]) => one === key)?.[1].join(', ') ?? '';

const endCard = (label: string, value: string): HTMLElement =>
  el('div', { class: 'end' }, el('h3', {}, label), el('p', {}, name(value === '' ? '?' : value, { class: 'mono' })));

/** Both ends beside each other: who they are, what differs, and folded what agrees. */
export const drawEnds = (diagnosis: Diagnosis, language: Language): Child => {
  const { rows, observed } = diagnosis;
  if (rows.length === 0 && observed.length === 0) return undefined;
  const differing = rows.filter(({ result }) => result === 'mismatch' || result === 'note');
  const agreeing = rows.filter(({ result }) => result === 'match');
  const silent = rows.filter(({ result }) => result === 'not given');
  const silentCount = silent.reduce((sum, { field }) => sum + field.split(', ').length, 0);
  return el(
    'section',
    {},
    el('h2', {}, say(CARD.ends, language)),
    observed.length > 0 &&
      el(
        'div',
        { class: 'ends' },
        endCard(say(CARD.cloud, language), observedOf(diagnosis, 'Gateway')),
        el(
          'span',
          { class: `between ${diagnosis.health ?? 'unknown'}`, 'aria-hidden': 'true' },
          symbol(diagnosis.health ?? 'unknown'),
        ),
        endCard(say(CARD.peerEnd, language), observedOf(diagnosis, 'Peer')),
      ),
    differing.length > 0 && tableOf(differing, language),
    folded(agreeing, say(CARD.agree, language, { count: agreeing.length }), language),
    folded(silent, say(CARD.notGiven, language, { count: silentCount }), language),
    rows.length === 0 && el('p', { class: 'soft note' }, say(CARD.noComparison, language)),
  );
};
