import { type Child, el } from '../frame/dom.ts';
import type { Frame } from '../frame/frame.ts';
import { symbol } from '../frame/health.ts';
import type { Health } from '../frame/health-names.ts';
import type { ToolResult } from '../frame/result.ts';
import { startView } from '../frame/start.ts';
import { say, type Words } from '../frame/words.ts';
import { drawApproval } from './draw-approval.ts';
import { drawStep, markOf } from './draw-steps.ts';
import { hasApproval, type PlanModel, readPlan } from './plan.ts';
import { PLAN } from './words.ts';

const WORST = ['destroy', 'disrupt', 'write', 'read'] as const;

/** The worst of the steps; where none is named, nothing is taken for harmless. */
const markOfAll = ({ steps }: PlanModel): Health =>
  markOf(WORST.find((risk) => steps.some((step) => step.risk === risk)) ?? '');

const DONE = /^(?:done|done before|unchanged)$/;

const headOf = (plan: PlanModel): readonly [kind: Words, mark: Health, head: Words | string] => {
  const { approval, state } = plan;
  if (approval?.state === 'approval_required') return [PLAN.approval, markOfAll(plan), PLAN.waitingHead];
  if (approval) return [PLAN.approval, 'unknown', PLAN.endedHead];
  if (state !== '') return [PLAN.outcome, DONE.test(state) ? 'up' : 'unknown', state];
  return [PLAN.plan, markOfAll(plan), PLAN.planHead];
};

const head = (plan: PlanModel, { language }: Frame): HTMLElement => {
  const [kind, mark, words] = headOf(plan);
  return el(
    'header',
    { class: `head ${mark}` },
    el('p', { class: 'kind' }, symbol(mark), say(kind, language)),
    el('h1', {}, typeof words === 'string' ? words : say(words, language)),
    plan.summary.length > 0 &&
      el(
        'ul',
        { class: 'dots' },
        plan.summary.map((line) => el('li', {}, line)),
      ),
  );
};

const list = (title: string, lines: readonly string[]): Child =>
  lines.length > 0 &&
  el(
    'section',
    {},
    el('h2', {}, title),
    el(
      'ul',
      { class: 'dots' },
      lines.map((line) => el('li', {}, line)),
    ),
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
    steps.length > 0 &&
      el(
        'section',
        {},
        el('h2', {}, steps.length > 1 ? say(PLAN.steps, language, { count: steps.length }) : say(PLAN.plan, language)),
        el(
          'ol',
          { class: 'steps' },
          steps.slice(0, 100).map((step) => drawStep(step, language)),
        ),
      ),
    list(say(PLAN.notes, language), plan.notes),
    list(say(PLAN.next, language), plan.next),
    el('details', {}, el('summary', {}, say(PLAN.text, language)), text),
  );
};

startView({ name: 'plan', draw, isOwnError: hasApproval });
