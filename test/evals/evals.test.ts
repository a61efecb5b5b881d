import { afterAll, describe, expect, it } from 'vitest';
import { figures } from '../support/lab-figures.ts';
import { disorderedWrites, missingCalls, unexpectedWrites } from './checks.ts';
import { costTable, keepCosts, weigh } from './cost.ts';
import { notAutomated } from './not-automated.ts';
import { always, type Check, type Play, ruleOf } from './play.ts';
import { plays } from './plays/index.ts';
import { sslFigures } from './ssl-figures.ts';
import { play, type Show } from './stage.ts';
import { type Task, tasks } from './task.ts';

const pass = async (check: Check, show: Show): Promise<void> => {
  if (typeof check === 'function') await check(show);
};

const inWords = ({ expected }: Task): readonly string[] =>
  expected.calls.flatMap(({ action, kind }) => (action === undefined ? [kind] : /\W/.test(action) ? [action] : []));

/** Every demand of a task with its check; what a play forgot stands there without one. */
const demandsOf = (
  task: Task,
  { outcome, must, mustNot = {}, calls = {} }: Play,
): readonly (readonly [string, Check | undefined])[] => [
  ['outcome', outcome],
  ...task.expected.must.map((words) => [`must: ${words}`, must[words]] as const),
  ...task.expected.must_not.map((words) => [`must not: ${words}`, mustNot[words] ?? ruleOf(words)] as const),
  ...inWords(task).map((words) => [`calls: ${words}`, calls[words]] as const),
];

const judge = async (task: Task, one: Play, show: Show): Promise<void> => {
  const { readings = {}, alsoWrites = [] } = one;
  expect(missingCalls(show, readings), 'expected calls that were not made').toEqual([]);
  expect(disorderedWrites(show, readings), 'writes out of order').toEqual([]);
  expect(unexpectedWrites(show, alsoWrites), 'writes nobody expects').toEqual([]);
  for (const check of always) await pass(check, show);
  for (const [, check] of demandsOf(task, one)) if (check) await pass(check, show);
};

const line = (task: Task): string => {
  const { must, must_not } = task.expected;
  return `${task.id} ${task.category} (${task.language}): ${must.length} must, ${must_not.length} must not: ${task.request}`;
};

/** How the reading of logs fares on cases of real daemons; the reporter prints a line for each measure. */
describe('the logs', () => {
  it.each(figures.map(({ line, isGood }) => [line, isGood] as const))('%s', (_, isGood) => {
    expect(isGood).toBe(true);
  });
});

describe('the tasks', () => {
  it.each(tasks.filter(({ id }) => plays[id]).map((task) => [line(task).slice(0, 110), task] as const))(
    '%s',
    async (_, task) => {
      const one = plays[task.id];
      if (!one) throw new Error('filtered above');
      const show = await play(task, one.act, one.setting);
      await judge(task, one, show);
      expect(weigh(task.id, show), 'what it costs').toEqual([]);
    },
  );

  afterAll(() => {
    process.stdout.write(`\n${costTable()}\n\n`);
    keepCosts();
  });

  it('are played on the day that DAYS_AHEAD asks for', () => {
    // Only Date is moved, so this is still the system's own time.
    const realMs = performance.timeOrigin + performance.now();
    expect((Date.now() - realMs) / 86_400_000).toBeCloseTo(Number(process.env['DAYS_AHEAD'] ?? 0));
  });

  it('are all played, or it is told why not', () => {
    const untold = tasks.filter(({ id }) => !plays[id] && !notAutomated[id]);
    expect(untold.map(({ id }) => id)).toEqual([]);
    expect(Object.keys(notAutomated).filter((id) => plays[id])).toEqual([]);
    expect(Object.keys(plays).length).toBeGreaterThanOrEqual(24);
  });

  it('have a check for every demand, and no check for another', () => {
    for (const task of tasks) {
      const one = plays[task.id];
      if (!one) continue;
      const unchecked = demandsOf(task, one).filter(([, check]) => !check);
      expect(unchecked.map(([words]) => `${task.id} ${words}`)).toEqual([]);
      const known = [...task.expected.must, ...task.expected.must_not, ...inWords(task)];
      const strange = Object.keys({ ...one.must, ...one.mustNot, ...one.calls }).filter(
        (words) => !known.includes(words),
      );
      expect(strange.map((words) => `${task.id} ${words}`)).toEqual([]);
    }
  });
});

describe('figures', () => {
  it.each(sslFigures)('$name', ({ name, right, of, least }) => {
    // The reporter prints slow tests only; a figure is to be read.
    process.stdout.write(`${name}: ${right} of ${of}\n`);
    expect(of).toBeGreaterThan(0);
    expect(right / of).toBeGreaterThanOrEqual(least);
  });
});
