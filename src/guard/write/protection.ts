import { refusalOf } from '../approval/messages.ts';
import { isUnread } from '../plan/impact.ts';
import { planMessages } from '../plan/messages.ts';
import { type Planned, planOf } from '../plan/plan.ts';
import { format, type LocalizedText, type Message, message } from '../text/message.ts';
import type { GuardContext } from './context.ts';
import { isRename } from './policy.ts';
import { protectedBy } from './protect.ts';

/** Why a call may not be, whatever is approved, and what can be done about it. */
export interface Refusal {
  readonly said: Message;
  readonly remedy: string;
}

/** Throws a bar as the refusal that it is. */
export const refuseAt = ({ said: why, remedy }: Refusal, planned: Planned, parts: GuardContext): never => {
  const plan = planOf([planned], parts.language, parts.redact);
  throw refusalOf(['refused', `${format(why, 'en')} Nothing was sent.`, remedy], plan, parts.language);
};

/** The operator's own text, told as it is: an asterisk is part of it. */
const verbatim = (text: string): LocalizedText => ({ en: text, zh: text });

const target = (pattern: string): Refusal => ({
  said: message(planMessages.protectedTarget, { pattern: verbatim(pattern) }),
  remedy: 'Nobody else but the operator can change --protect.',
});

const name = (pattern: string): Refusal => ({
  said: message(planMessages.protectedName, { pattern: verbatim(pattern) }),
  remedy: 'Choose a name that the pattern covers too, or let the operator protect the ID.',
});

const unknown: Refusal = {
  said: message(planMessages.protectedUnknown),
  remedy: 'Repeat the call when the target can be read; where the permission is missing, the operator can give it.',
};

const textsOf = (words: readonly unknown[]): readonly string[] =>
  words.filter((word): word is string => typeof word === 'string' && word !== '');

/** What `--protect` may name: the target, what goes with it, and for a route the tunnel and the gateway it belongs to. */
const wordsOf = ({ impact: { target, related }, input }: Planned): readonly string[] =>
  textsOf([target.Id, target.Name, input['NextHop'], input['VpnGatewayId'], ...related.words]);

const deleting = (patterns: readonly string[], planned: Planned): Refusal | undefined => {
  const pattern = protectedBy(patterns, wordsOf(planned));
  if (pattern !== undefined) return target(pattern);
  return isUnread(planned.impact) || planned.impact.related.unread ? unknown : undefined;
};

/** A new name is harmless by itself, but not where it would be the first step of a delete. */
const renaming = (patterns: readonly string[], { impact, input }: Planned): Refusal | undefined => {
  if (input['Name'] === undefined) return undefined;
  if (isUnread(impact)) return unknown;
  const pattern = protectedBy(patterns, textsOf([impact.target.Id, impact.target.Name]));
  if (pattern === undefined) return undefined;
  return protectedBy(patterns, textsOf([impact.target.Id, input['Name']])) === undefined ? name(pattern) : undefined;
};

/** Why `--protect` forbids a delete, or a new name that would open one; undefined when it does not. */
export const protection = ({ protect }: GuardContext, planned: Planned): Refusal | undefined => {
  if (protect.length === 0) return undefined;
  if (planned.risk === 'destroy') return deleting(protect, planned);
  return isRename(planned.action.name, planned.input) ? renaming(protect, planned) : undefined;
};

export const refuseProtected = (parts: GuardContext, planned: Planned): void => {
  const bar = protection(parts, planned);
  if (bar) refuseAt(bar, planned, parts);
};
