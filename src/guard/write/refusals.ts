import { type RefusalText, refusalOf } from '../approval/messages.ts';
import { isUnread } from '../plan/impact.ts';
import { planMessages } from '../plan/messages.ts';
import { planOf } from '../plan/plan.ts';
import type { PlannedWrite } from '../plan/write-request.ts';
import { format, type LocalizedText, type Message, message } from '../text/message.ts';
import { againFrom } from '../text/time.ts';
import type { GuardContext } from './context.ts';
import { isRename, judge } from './policy.ts';

// What no approval can change: protected names, too many deletes or orders, a server that only reads.

/** Why a write may not happen, whatever is approved, and what can be done about it. */
export interface Refusal {
  readonly reason: Message;
  readonly remedy: string;
}

const asPattern = (pattern: string): RegExp => {
  const escaped = pattern.trim().replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/\*/g, '.*').replace(/\?/g, '.')}$`, 'isu');
};

/** The first pattern that covers one of the IDs or names; `*` is any text, `?` one character, case does not matter. */
export const protectedBy = (patterns: readonly string[], names: readonly string[]): string | undefined =>
  patterns.find((pattern) => names.some((name) => asPattern(pattern).test(name)));

/** The operator's own text, shown as it is: an asterisk is part of it. */
const verbatim = (text: string): LocalizedText => ({ en: text, zh: text });

const targetIsProtected = (pattern: string): Refusal => ({
  reason: message(planMessages.protectedTarget, { pattern: verbatim(pattern) }),
  remedy: 'Nobody else but the operator can change --protect.',
});

const nameIsProtected = (pattern: string): Refusal => ({
  reason: message(planMessages.protectedName, { pattern: verbatim(pattern) }),
  remedy: 'Choose a name that the pattern covers too, or let the operator protect the ID.',
});

const targetIsUnread: Refusal = {
  reason: message(planMessages.protectedUnknown),
  remedy: 'Repeat the call when the target can be read; where the permission is missing, the operator can give it.',
};

const textsOf = (values: readonly unknown[]): readonly string[] =>
  values.filter((value): value is string => typeof value === 'string' && value !== '');

/** What `--protect` may name: the target, what goes with it, and for a route the tunnel and the gateway it belongs to. */
const namesOf = ({ impact: { target, related }, input }: PlannedWrite): readonly string[] =>
  textsOf([target.Id, target.Name, input['NextHop'], input['VpnGatewayId'], ...related.words]);

const judgeDelete = (patterns: readonly string[], planned: PlannedWrite): Refusal | undefined => {
  const pattern = protectedBy(patterns, namesOf(planned));
  if (pattern !== undefined) return targetIsProtected(pattern);
  return isUnread(planned.impact) || planned.impact.related.unread ? targetIsUnread : undefined;
};

/** A new name is harmless by itself, but not where it would be the first step of a delete. */
const judgeRename = (patterns: readonly string[], { impact, input }: PlannedWrite): Refusal | undefined => {
  if (input['Name'] === undefined) return undefined;
  if (isUnread(impact)) return targetIsUnread;
  const pattern = protectedBy(patterns, textsOf([impact.target.Id, impact.target.Name]));
  if (pattern === undefined) return undefined;
  const staysProtected = protectedBy(patterns, textsOf([impact.target.Id, input['Name']])) !== undefined;
  return staysProtected ? undefined : nameIsProtected(pattern);
};

/** Why `--protect` forbids a delete, or a new name that would allow one later; undefined when it does not. */
const protection = (planned: PlannedWrite, { protect }: GuardContext): Refusal | undefined => {
  if (protect.length === 0) return undefined;
  if (planned.risk === 'destroy') return judgeDelete(protect, planned);
  return isRename(planned.action, planned.input) ? judgeRename(protect, planned) : undefined;
};

/** Why one delete more is too many; undefined when it is not. */
const deleteLimit = (
  { risk }: PlannedWrite,
  { deleteCounter }: GuardContext,
  approvalId?: string,
): Refusal | undefined => {
  const until = risk === 'destroy' ? deleteCounter.closedUntil(approvalId) : undefined;
  if (until === undefined) return undefined;
  return {
    reason: message(planMessages.manyDeletes, { until: againFrom(until) }),
    remedy:
      'Ask the human whether the deletes so far were meant; then wait, or let the operator raise --breaker-deletes.',
  };
};

const orderIsUnseen: Refusal = {
  reason: message(planMessages.orderUnseen),
  remedy: 'Let a person order it, or let the operator set --allow-billed.',
};

/** Why what is billed may not be ordered now; undefined when it may. */
const orderLimit = (
  { action, impact: { orders } }: PlannedWrite,
  { mayOrder, orderCounter }: GuardContext,
  approvalId?: string,
): Refusal | undefined => {
  if (action.billed !== true) return undefined;
  if (!mayOrder) return orderIsUnseen;
  // An order that is sent again counts once.
  const until = orderCounter.closedUntil(approvalId, orders);
  return until === undefined
    ? undefined
    : {
        reason: message(planMessages.manyOrders, { until: againFrom(until) }),
        remedy: 'Look at what the orders so far made, ask the human whether they were meant, and wait until then.',
      };
};

/** Whatever forbids a write, the first reason first. */
const refusalsOf = (planned: PlannedWrite, context: GuardContext, approvalId?: string): readonly Refusal[] =>
  [
    protection(planned, context),
    deleteLimit(planned, context, approvalId),
    orderLimit(planned, context, approvalId),
  ].flatMap((refusal) => refusal ?? []);

/** A refusal that shows the plan of what was refused. */
export const refusedWithPlan = (
  text: RefusalText,
  planned: readonly PlannedWrite[],
  { language, redact }: GuardContext,
) => refusalOf(text, planOf(planned, language, redact), language);

/** Throws where the operator's rules forbid the write. */
export const refuseForbidden = (planned: PlannedWrite, context: GuardContext, approvalId?: string): void => {
  const [refusal] = refusalsOf(planned, context, approvalId);
  if (!refusal) return;
  const text = `${format(refusal.reason, 'en')} Nothing was sent.`;
  throw refusedWithPlan(['refused', text, refusal.remedy], [planned], context);
};

const SURE_TO_FAIL: RefusalText = [
  'refused',
  'Nobody was asked and nothing was sent: the first sentence says why.',
  'Mend that, then call again.',
];

/** Throws where the cloud would refuse the write, or the operator's rules forbid it. No question is asked. */
export const refuseHopeless = (planned: PlannedWrite, context: GuardContext): void => {
  if (planned.impact.refusal) throw refusedWithPlan(SURE_TO_FAIL, [planned], context);
  refuseForbidden(planned, context);
};

/** A plan that nobody is asked about names first what this server itself would say to the call. */
export const previewRefusals = (planned: PlannedWrite, context: GuardContext): PlannedWrite => {
  const reasons = planned.impact.unchanged ? [] : refusalsOf(planned, context).map(({ reason }) => reason);
  const readOnly = judge(planned.risk, context.readOnly) === 'refuse' ? [message(planMessages.onlyReading)] : [];
  const { impact } = planned;
  const own = [...readOnly, ...reasons];
  return {
    ...planned,
    impact: { ...impact, warnings: [...own, ...impact.warnings] },
    ...(own.length > 0 && { asks: { whom: 'refused', why: message(planMessages.asksRefused) } }),
  };
};
