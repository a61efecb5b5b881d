import { type Child, el } from '../frame/dom.ts';
import type { Frame } from '../frame/frame.ts';
import { symbol } from '../frame/health.ts';
import type { Health } from '../frame/health-names.ts';
import type { ToolResult } from '../frame/result.ts';
import { startView } from '../frame/start.ts';
import { beyond, say, type Words } from '../frame/words.ts';
import { drawApproval } from './draw-approval.ts';
import { dots, drawStep, markOfStep } from './draw-steps.ts';
import { hasApproval, type PlanModel, readPlan } from './plan.ts';
import { ENDED, OUTCOMES, PLAN, STATES } from './words.ts';

const MOST_STEPS = 100;

/** From the worst; a risk that is not known is worse than one that is known to stop nothing. */
const WORST = ['down', 'degraded', 'unknown', 'changing', 'up'] as const;

const markOfAll = ({ steps }: PlanModel): Health =>
  WORST.find((mark) => steps.some((step) => markOfStep(step) === mark)) ?? 'unknown';

const OUTCOME_MARKS: Readonly<Record<string, Health>> = {
  done: 'up',
  already: 'up',
  unchanged: 'up',
  'no-effect': 'degraded',
  stopped: 'degraded',
};

const headOf = (plan: PlanModel): readonly [kind: Words, mark: Health, head: Words | string] => {
  const { approval, state } = plan;
  if (approval?.state === 'approval_required')
    return [PLAN.approval, markOfAll(plan), approval.isByToken ? PLAN.tokenHead : PLAN.waitingHead];
  if (approval) return [PLAN.approval, 'unknown', ENDED[approval.state] ?? approval.state];
  if (state !== '') return [PLAN.outcome, OUTCOME_MARKS[state] ?? 'unknown', OUTCOMES[state] ?? state];
  return [PLAN.plan, markOfAll(plan), PLAN.planHead];
};

const head = (plan: PlanModel, { language }: Frame): HTMLElement => {
  const [kind, mark, words] = headOf(plan);
  return el(
    'header',
    { class: `head ${mark}` },
    el('p', { class: 'kind' }, symbol(mark), say(kind, language)),
    el('h1', {}, typeof words === 'string' ? words : say(words, language)),
    plan.summary.length > 0 && dots(plan.summary, language),
  );
};

const list = (words: Words, lines: readonly string[], { language }: Frame): Child =>
  lines.length > 0 && el('section', {}, el('h2', {}, say(words, language)), dots(lines, language));

const boardOf = ({ board }: PlanModel, frame: Frame): Child => {
  const lines = board.map(({ what, state }) => {
    const words = STATES[state];
    return `${what}: ${words ? say(words, frame.language) : state}`;
  });
  return list(PLAN.board, lines, frame);
};

const stepsOf = ({ steps }: PlanModel, { language }: Frame): Child =>
  steps.length > 0 &&
  el(
    'section',
    {},
    el('h2', {}, steps.length > 1 ? say(PLAN.steps, language, { count: steps.length }) : say(PLAN.plan, language)),
    el(
      'ol',
      { class: 'steps' },
      steps.slice(0, MOST_STEPS).map((step) => drawStep(step, language)),
    ),
    steps.length > MOST_STEPS && el('p', {}, beyond(steps, MOST_STEPS, language)),
  );

const draw = (result: ToolResult, frame: Frame): void => {
  const { language } = frame;
  const plan = readPlan(result);
  const { steps, state, approval } = plan;
  const hasTextOnly = steps.length === 0 && state === '' && plan.summary.length === 0;
  const text = el('pre', { class: 'text', tabindex: '0' }, result.text);
  if (hasTextOnly && !approval) {
    frame.show(text);
    return;
  }
  frame.show(
    head(plan, frame),
    approval?.state === 'approval_required' && drawApproval(approval, frame),
    list(PLAN.why, approval?.why ?? [], frame),
    stepsOf(plan, frame),
    list(PLAN.notes, plan.notes, frame),
    boardOf(plan, frame),
    list(PLAN.next, plan.next, frame),
    el('details', {}, el('summary', {}, say(PLAN.text, language)), text),
  );
};

startView({ name: 'plan', draw, isOwnError: hasApproval });
