import { type Json, jsonIn, rowsIn, textIn, textsIn } from '../frame/json.ts';
import type { ToolResult } from '../frame/result.ts';

export interface Change {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** One write, as a plan describes it or as it went. */
export interface Step {
  readonly number: string;
  readonly action: string;
  readonly risk: string;
  readonly asks: string;
  readonly why: string;
  readonly target: readonly [name: string, id: string];
  readonly place: readonly string[];
  readonly affected: readonly string[];
  readonly warnings: readonly string[];
  readonly changes: readonly Change[];
  readonly undo: string;
  /** Of a step that was done: how it ended. */
  readonly state: string;
}

export interface Approval {
  readonly state: string;
  /** The page where a person decides; undefined where there is none, or where its address is not one that this page opens. */
  readonly url: string | undefined;
  readonly expiresAtMs: number | undefined;
}

export interface PlanModel {
  readonly approval: Approval | undefined;
  readonly summary: readonly string[];
  readonly steps: readonly Step[];
  /** What became of a write; empty for a plan. */
  readonly state: string;
  readonly notes: readonly string[];
  readonly next: readonly string[];
}

const shown = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

const stepOf = (row: Json): Step => {
  const target = jsonIn(row, 'Target');
  return {
    number: textIn(row, 'Step'),
    action: textIn(row, 'Action'),
    risk: textIn(row, 'Risk'),
    asks: textIn(row, 'Asks'),
    why: textIn(row, 'AsksWhy'),
    target: [textIn(target, 'Name'), textIn(target, 'Id')],
    place: [textIn(row, 'Region'), textIn(row, 'Account')].filter(Boolean),
    affected: textsIn(row, 'BlastRadius'),
    warnings: [...textsIn(row, 'Foreseen'), ...textsIn(row, 'Notes')],
    changes: rowsIn(row, 'Changes').map((change) => ({
      field: textIn(change, 'Field'),
      before: shown(change['Before']),
      after: shown(change['After']),
    })),
    undo: textIn(row, 'Undo'),
    state: textIn(row, 'State'),
  };
};

const stepsIn = (plan: Json): readonly Step[] => {
  if (Array.isArray(plan['Steps'])) return rowsIn(plan, 'Steps').map(stepOf);
  return textIn(plan, 'Action') === '' ? [] : [stepOf(plan)];
};

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * The address of an approval page as this server makes it, or undefined: over TLS, or on this machine; its path ends in /approve/ and
 * a key. Nothing else is opened, whatever a result may say.
 */
export const approvalUrl = (text: string): string | undefined => {
  if (!URL.canParse(text)) return undefined;
  const { protocol, hostname, pathname, username, password, hash, search, href } = new URL(text);
  const isOurs = /(?:^|\/)approve\/[\w-]{20,200}$/.test(pathname) && `${username}${password}${hash}${search}` === '';
  const isSafe = protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname));
  return isOurs && isSafe ? href : undefined;
};

const approvalOf = (meta: Json): Approval | undefined => {
  const approval = jsonIn(meta, 'vpn-gateway-mcp/approval');
  const state = textIn(approval, 'State');
  if (state === '') return undefined;
  const expiresAtMs = Date.parse(textIn(approval, 'ExpiresAt'));
  return {
    state,
    url: approvalUrl(textIn(approval, 'Url')),
    expiresAtMs: Number.isNaN(expiresAtMs) ? undefined : expiresAtMs,
  };
};

/** Whether an error is a question, or an answer to one: it has a plan to draw. */
export const hasApproval = ({ meta }: ToolResult): boolean => approvalOf(meta) !== undefined;

/** Reads a plan, a question or an outcome; whatever is none of them has no steps and no state. */
export const readPlan = ({ data, meta }: ToolResult): PlanModel => {
  const approval = approvalOf(meta);
  const plan = approval ? jsonIn(jsonIn(meta, 'vpn-gateway-mcp/approval'), 'Plan') : data;
  const outcome = jsonIn(data, 'Outcome');
  const steps = stepsIn(plan);
  const [first] = rowsIn(plan, 'Steps');
  return {
    approval,
    summary: [...textsIn(plan, 'Summary'), ...textsIn(first, 'Summary'), ...textsIn(data, 'Note')],
    steps,
    state: approval ? '' : textIn(outcome, 'State') || textIn(data, 'State'),
    notes: textsIn(outcome, 'Notes'),
    next: [...textsIn(outcome, 'Next'), ...textsIn(data, 'Next')],
  };
};

/** What is left until an instant, as minutes and seconds; empty when it is over. */
export const leftText = (leftMs: number): string => {
  if (leftMs <= 0) return '';
  const seconds = Math.ceil(leftMs / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};
