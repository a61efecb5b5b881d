import { readFileSync, writeFileSync } from 'node:fs';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import type { Show } from './stage.ts';

/** What a task costs whoever serves it: tool calls, tokens of their answers (o200k), and how often a person is asked. */
export interface Cost {
  readonly calls: number;
  readonly tokens: number;
  readonly questions: number;
}

/** More calls than these try the patience of a person who waits. */
const MOST_CALLS = 8;

/** Tasks of many writes that are planned and asked one by one; what they cost must not grow. */
const MANY_WRITES: readonly string[] = ['E18', 'E30', 'E37'];

/** Answers hold times and ports of the day, so that their length varies a little. */
const SLACK = 1.05;
/** IDs of requests and moments are of another length in tokens each time: in a short answer that is more than a twentieth. */
const CHANCE_TOKENS = 15;

const KEPT = new URL('costs.json', import.meta.url);

/** What the tasks cost when somebody last kept it, by task. */
const kept: Readonly<Record<string, Cost>> = JSON.parse(readFileSync(KEPT, 'utf8'));

const now = new Map<string, Cost>();

/** Without the calls that a task warns of: they are made to see that they are refused, no agent's way leads there. */
export const costOf = ({ turns, confirmations }: Pick<Show, 'turns' | 'confirmations'>): Cost => {
  const wanted = turns.filter(({ isTempting }) => !isTempting);
  return {
    calls: wanted.length,
    tokens: wanted.reduce((sum, { outcome }) => sum + encode(outcome.text).length, 0),
    questions: confirmations.filter(({ via, approved }) => via === 'question' && approved).length,
  };
};

/** Remembers what a task costs in this run; what it does more than it may, in words. */
export const weigh = (id: string, show: Show): readonly string[] => {
  const cost = costOf(show);
  now.set(id, cost);
  const mostCalls = MANY_WRITES.includes(id) ? Infinity : MOST_CALLS;
  return overruns(cost, process.env['KEEP_COSTS'] ? undefined : kept[id], mostCalls);
};

/** What a cost exceeds: the most calls, and what was kept. */
export const overruns = (cost: Cost, before: Cost | undefined, mostCalls: number): readonly string[] => [
  ...(cost.calls > mostCalls ? [`${cost.calls} calls, at most ${mostCalls} are wanted`] : []),
  ...(before && cost.calls > before.calls ? [`${cost.calls} calls, ${before.calls} were kept`] : []),
  ...(before && cost.tokens > before.tokens * SLACK + CHANCE_TOKENS
    ? [`${cost.tokens} tokens, ${before.tokens} were kept`]
    : []),
  ...(before && cost.questions > before.questions
    ? [`${cost.questions} questions, ${before.questions} were kept`]
    : []),
];

/** Two runs of the same program differ by less. */
const isAlike = (is: number, was: number): boolean => Math.abs(is - was) <= 0.03 * was;

const beside = (is: number, was: number | undefined): string =>
  `${String(is).padStart(6)} ${(was === undefined || isAlike(is, was) ? '' : `(${was})`).padEnd(8)}`;

const sum = (costs: readonly (Cost | undefined)[], of: keyof Cost): number =>
  costs.reduce((total, cost) => total + (cost?.[of] ?? 0), 0);

/** The costs of this run, with those that were kept in brackets where they differ; `KEEP_COSTS=1` keeps this run's. */
export const costTable = (): string => {
  const rows = [...now].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const before = rows.map(([id]) => kept[id]);
  const costs = rows.map(([, cost]) => cost);
  const total = (['calls', 'tokens', 'questions'] as const).map((of) => beside(sum(costs, of), sum(before, of)));
  const head = ['calls', 'tokens', 'questions'].map((name) => name.padStart(6).padEnd(15)).join('');
  const lines = rows.map(
    ([id, { calls, tokens, questions }], at) =>
      `${id}   ${beside(calls, before[at]?.calls)}${beside(tokens, before[at]?.tokens)}${beside(questions, before[at]?.questions)}`,
  );
  return [`task  ${head}`, ...lines, `all   ${total.join('')}`].map((line) => line.trimEnd()).join('\n');
};

/** Keeps the costs of this run where that is asked for. */
export const keepCosts = (): void => {
  if (!process.env['KEEP_COSTS']) return;
  const sorted = Object.fromEntries([...now].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  // In the layout that the linter wants, so that keeping costs leaves a tree that can be committed.
  const lines = Object.entries(sorted).map(
    ([id, { calls, tokens, questions }]) =>
      `  "${id}": { "calls": ${calls}, "tokens": ${tokens}, "questions": ${questions} }`,
  );
  writeFileSync(KEPT, `{\n${lines.join(',\n')}\n}\n`);
};
