import { type Child, cutList, el, name } from '../frame/dom.ts';
import { symbol } from '../frame/health.ts';
import type { Health } from '../frame/health-names.ts';
import { oneLine } from '../frame/visible.ts';
import { beyond, type Language, say, type Words } from '../frame/words.ts';
import type { Change, Step } from './plan.ts';
import { ASKED, PLAN, RISKS, STATES } from './words.ts';

/** The most that a page shows of one kind; how many more there are is said. */
const MOST_LINES = 100;
const MOST_CHANGES = 200;

const MARKS: Readonly<Record<string, Health>> = { destroy: 'down', disrupt: 'degraded', write: 'changing', read: 'up' };

const STATE_MARKS: Readonly<Record<string, Health>> = {
  done: 'up',
  'done before': 'up',
  unchanged: 'up',
  'no-effect': 'degraded',
  failed: 'down',
  replaced: 'changing',
};

/** The mark of a risk; one that is not known is not taken for harmless. */
const markOf = (risk: string): Health => MARKS[risk] ?? 'unknown';

/** What is done and was not seen afterwards is not known. */
const markOfState = ({ state, isSeen }: Step): Health =>
  state === 'done' && !isSeen ? 'unknown' : (STATE_MARKS[state] ?? 'unknown');

/** A step by how it ended, and before that by its risk; what costs money is marked too. */
export const markOfStep = (step: Step): Health => {
  if (step.state !== '') return markOfState(step);
  return step.isBilled && step.risk !== 'destroy' ? 'degraded' : markOf(step.risk);
};

const pill = (mark: Health, words: Words | undefined, text: string, language: Language): Child =>
  text !== '' && el('span', { class: `pill ${mark}` }, symbol(mark), words ? say(words, language) : oneLine(text, 40));

/** What a step does to people or money, and how it ended. */
const pills = (step: Step, language: Language): Child => [
  step.isBilled && pill('degraded', PLAN.billed, 'billed', language),
  !(step.isBilled && step.risk !== 'destroy') && pill(markOf(step.risk), RISKS[step.risk], step.risk, language),
  pill(markOfState(step), STATES[step.state], step.state, language),
];

export const dots = (lines: readonly string[], language: Language): Child =>
  cutList(lines, MOST_LINES, language, { class: 'dots' });

const sentences = (words: Words, lines: readonly string[], language: Language): Child =>
  lines.length > 0 && [el('h4', {}, say(words, language)), dots(lines, language)];

/** Calls that may run in the place of a step. */
const waysOf = ({ fallback, otherwise, until }: Step, language: Language): Child => {
  const labelled = (words: Words, calls: readonly string[]): Child => {
    const label = say(words, language);
    const title = until === '' ? label : say(PLAN.until, language, { label, until });
    return calls.length > 0 && [el('h4', {}, title), dots(calls, language)];
  };
  return [labelled(PLAN.fallback, fallback), labelled(PLAN.otherwise, otherwise)];
};

const folded = (words: Words, text: string, language: Language): Child =>
  text !== '' && el('details', {}, el('summary', {}, say(words, language)), el('p', {}, text));

const changeRow = ({ field, before, after }: Change, language: Language): HTMLElement =>
  el(
    'tr',
    {},
    el('th', { scope: 'row' }, name(field, { class: 'mono' })),
    el('td', { class: 'old' }, name(before === '' ? say(PLAN.notSet, language) : before, { class: 'mono' })),
    el('td', { class: 'new' }, name(after === '' ? say(PLAN.notSet, language) : after, { class: 'mono' })),
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
        step.changes.slice(0, MOST_CHANGES).map((change) => changeRow(change, language)),
      ),
    ),
    step.changes.length > MOST_CHANGES && el('p', { class: 'soft' }, beyond(step.changes, MOST_CHANGES, language)),
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

const outcomeLine = ({ made, code, gateway }: Step, language: Language): Child => {
  const parts = [made, code, gateway && say(PLAN.gateway, language, { status: gateway })].filter(Boolean);
  return parts.length > 0 && el('p', { class: 'target' }, name(parts.join(' · '), { class: 'mono soft' }));
};

/** One write: what it is, what it is about, what happens, and how it is undone. */
export const drawStep = (step: Step, language: Language): HTMLElement =>
  el(
    'li',
    { class: `step ${markOfStep(step)}` },
    el(
      'h3',
      {},
      step.number !== '' && el('span', { class: 'soft' }, `${say(PLAN.step, language, { number: step.number })} `),
      name(step.action, { class: 'mono' }),
      ' ',
      pills(step, language),
    ),
    targetLine(step),
    outcomeLine(step, language),
    sentences(PLAN.happens, step.affected, language),
    sentences(PLAN.expected, step.warnings, language),
    sentences(PLAN.notes, step.notes, language),
    changesTable(step, language),
    waysOf(step, language),
    folded(PLAN.undo, step.undo, language),
    folded(PLAN.rollback, step.rollback, language),
    asksLine(step, language),
  );
