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
  /** Of a step that was done: what is known of it. */
  readonly notes: readonly string[];
  readonly changes: readonly Change[];
  readonly undo: string;
  /** The call that takes this one back, and those that may run in its place, up to a later step where that is given. */
  readonly rollback: string;
  readonly fallback: readonly string[];
  readonly otherwise: readonly string[];
  readonly until: string;
  /** It orders what costs money. */
  readonly isBilled: boolean;
  /** Of a step that was done: how it ended, and whether it was seen afterwards. */
  readonly state: string;
  readonly isSeen: boolean;
  /** What it made, the code of its failure, and how its gateway was left. */
  readonly made: string;
  readonly code: string;
  readonly gateway: string;
}

/** One part of an everyday change, and where it stands. */
export interface BoardLine {
  readonly what: string;
  readonly state: string;
}

export interface Approval {
  readonly state: string;
  /** The page where a person decides; undefined where there is none, or where its address is not one that this page opens. */
  readonly url: string | undefined;
  /** A token serves for the yes, and no person is asked. */
  readonly isByToken: boolean;
  /** Why it was not given, and what to do then; of a question that is open, nothing. */
  readonly why: readonly string[];
  readonly expiresAtMs: number | undefined;
}

export interface PlanModel {
  readonly approval: Approval | undefined;
  readonly summary: readonly string[];
  readonly steps: readonly Step[];
  /** What became of a write, one of the words of OUTCOMES where it is known; empty for a plan. */
  readonly state: string;
  readonly board: readonly BoardLine[];
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
    warnings: textsIn(row, 'Foreseen'),
    notes: textsIn(row, 'Notes'),
    changes: rowsIn(row, 'Changes').map((change) => ({
      field: textIn(change, 'Field'),
      before: shown(change['Before']),
      after: shown(change['After']),
    })),
    undo: textIn(row, 'Undo'),
    rollback: textIn(row, 'Rollback'),
    fallback: textsIn(row, 'Fallback'),
    otherwise: textsIn(row, 'Otherwise'),
    until: textIn(row, 'Until'),
    isBilled: row['Billed'] === true,
    state: textIn(row, 'State'),
    isSeen: row['Confirmed'] === true,
    made: textIn(row, 'Made'),
    code: textIn(row, 'Code'),
    gateway: textIn(row, 'GatewayStatus'),
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

/** The first paragraph of a refusal says why; its code stands before it. */
const whyOf = ({ text, meta }: ToolResult): readonly string[] =>
  [
    text.split('\n\n', 1)[0]?.replace(/^[a-z_]+: /, '') ?? '',
    textIn(jsonIn(meta, 'vpn-gateway-mcp/error'), 'Remedy'),
  ].filter(Boolean);

const approvalOf = (result: ToolResult): Approval | undefined => {
  const { meta } = result;
  const approval = jsonIn(meta, 'vpn-gateway-mcp/approval');
  const state = textIn(approval, 'State');
  if (state === '') return undefined;
  const expiresAtMs = Date.parse(textIn(approval, 'ExpiresAt'));
  return {
    state,
    url: approvalUrl(textIn(approval, 'Url')),
    isByToken: textIn(approval, 'Approval') !== '',
    why: state === 'approval_required' ? [] : whyOf(result),
    expiresAtMs: Number.isNaN(expiresAtMs) ? undefined : expiresAtMs,
  };
};

/** Whether an error is a question, or an answer to one: it has a plan to draw. */
export const hasApproval = (result: ToolResult): boolean => approvalOf(result) !== undefined;

/** How a write or a list of them ended. What was not seen afterwards is not called done, and what began not at all is so already. */
const stateOf = (data: Json, steps: readonly Step[]): string => {
  const outcome = jsonIn(data, 'Outcome');
  const state = textIn(outcome, 'State') || textIn(data, 'State') || (steps.some((step) => step.state) ? '?' : '');
  if (state !== 'done') return state;
  if (textIn(outcome, 'State') !== '') return outcome['Confirmed'] === true ? state : 'unseen';
  if (Array.isArray(data['Steps']) && steps.length === 0) return 'already';
  return steps.every((step) => step.isSeen || step.state !== 'done') ? state : 'unseen';
};

/** Reads a plan, a question or an outcome; whatever is none of them has no steps and no state. */
export const readPlan = (result: ToolResult): PlanModel => {
  const { data, meta } = result;
  const approval = approvalOf(result);
  const plan = approval ? jsonIn(jsonIn(meta, 'vpn-gateway-mcp/approval'), 'Plan') : data;
  const outcome = jsonIn(data, 'Outcome');
  const steps = stepsIn(plan);
  const [first] = rowsIn(plan, 'Steps');
  return {
    approval,
    summary: [...textsIn(plan, 'Summary'), ...textsIn(first, 'Summary'), ...textsIn(data, 'Note')],
    steps,
    state: approval ? '' : stateOf(data, steps),
    board: rowsIn(data, 'Board').map((row) => ({ what: textIn(row, 'What'), state: textIn(row, 'State') })),
    notes: [...textsIn(outcome, 'Notes'), ...textsIn(data, 'BoardNote')],
    next: [...textsIn(outcome, 'Next'), ...textsIn(data, 'Next')],
  };
};

/** What is left until an instant, as minutes and seconds; empty when it is over. */
export const leftText = (leftMs: number): string => {
  if (leftMs <= 0) return '';
  const seconds = Math.ceil(leftMs / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};
