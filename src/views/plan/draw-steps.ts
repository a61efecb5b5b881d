import { type Child, el, name } from '../frame/dom.ts';
import { symbol } from '../frame/health.ts';
import type { Health } from '../frame/health-names.ts';
import { oneLine } from '../frame/visible.ts';
import { type Language, say } from '../frame/words.ts';
import type { Change, Step } from './plan.ts';
import { ASKED, PLAN, RISKS } from './words.ts';

const MARKS: Readonly<Record<string, Health>> = { destroy: 'down', disrupt: 'degraded', write: 'changing', read: 'up' };

/** The mark of a risk; one that is not known is not taken for harmless. */
export const markOf = (risk: string): Health => MARKS[risk] ?? 'unknown';

const riskPill = (risk: string, language: Language): Child => {
  if (risk === '') return undefined;
  const words = RISKS[risk];
  return el(
    'span',
    { class: `pill ${markOf(risk)}` },
    symbol(markOf(risk)),
    words ? say(words, language) : oneLine(risk, 40),
  );
};

const sentences = (title: string, lines: readonly string[]): Child =>
  lines.length > 0 && [
    el('h4', {}, title),
    el(
      'ul',
      { class: 'dots' },
      lines.slice(0, 100).map((line) => el('li', {}, line)),
    ),
  ];

const changeRow = ({ field, before, after }: Change, language: Language): HTMLElement =>
  el(
    'tr',
    {},
    el('th', { scope: 'row' }, name(field, { class: 'mono' })),
    el('td', { class: 'old' }, name(before === '' ? say(PLAN.notSet, language) : before, { class: 'mono' })),
    el('td', { class: 'new' }, name(after === '' ? say(PLAN.gone, language) : after, { class: 'mono' })),
  );

/** A delete takes away what the head names already. */
const isRemoval = ({ risk, changes }: Step): boolean =>
  risk === 'destroy' && changes.every(({ after }) => after === '');

const changesTable = (step: Step, language: Language): Child =>
  step.changes.length > 0 &&
  !isRemoval(step) && [
    el('h4', {}, say(PLAN.changes, language)),
    el(
      'table',
      { class: 'changes' },
      el(
        'thead',
        {},
        el(
          'tr',
          {},
          [PLAN.field, PLAN.before, PLAN.after].map((words) => el('th', { scope: 'col' }, say(words, language))),
        ),
      ),
      el(
        'tbody',
        {},
        step.changes.slice(0, 200).map((change) => changeRow(change, language)),
      ),
    ),
  ];

const asksLine = ({ asks, why }: Step, language: Language): Child => {
  if (asks === '') return undefined;
  const words = ASKED[asks];
  return el('p', { class: 'soft note' }, `${words ? say(words, language) : asks}${why === '' ? '' : ` · ${why}`}`);
};

const targetLine = ({ target: [called, id], place }: Step): Child =>
  el(
    'p',
    { class: 'target' },
    called !== '' && [name(called, { class: 'called' }), ' '],
    id !== '' && id !== called && [name(id, { class: 'mono' }), ' '],
    place.map((one) => [el('span', { class: 'soft' }, '· '), name(one, { class: 'mono soft' }), ' ']),
  );

/** One write: what it is, what it is about, what happens, and how it is undone. */
export const drawStep = (step: Step, language: Language): HTMLElement =>
  el(
    'li',
    { class: `step ${markOf(step.risk)}` },
    el(
      'h3',
      {},
      step.number !== '' && el('span', { class: 'soft' }, `${say(PLAN.step, language, { number: step.number })} `),
      name(step.action, { class: 'mono' }),
      ' ',
      riskPill(step.risk, language),
      step.state !== '' && el('span', { class: 'pill' }, oneLine(step.state, 40)),
    ),
    targetLine(step),
    sentences(say(PLAN.happens, language), step.affected),
    sentences(say(PLAN.expected, language), step.warnings),
    changesTable(step, language),
    step.undo !== '' && el('details', {}, el('summary', {}, say(PLAN.undo, language)), el('p', {}, step.undo)),
    asksLine(step, language),
  );
