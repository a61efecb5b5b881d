import { refusalOf, type Telling } from './approval-text.ts';
import type { GuardParts } from './parts.ts';
import { type Planned, planOf } from './plan.ts';
import { isRename } from './policy.ts';
import { protectedBy } from './protect.ts';
import { isUnread } from './survey.ts';

const protection = (pattern: string): Telling => [
  'refused',
  `The operator protects this target (--protect ${pattern}). Nothing was sent.`,
  'No approval opens this; only the operator can change --protect.',
];

const stripping = (pattern: string): Telling => [
  'refused',
  `The operator protects this target by its name (--protect ${pattern}), and the new name would end that. Nothing was sent.`,
  'Choose a name that the pattern covers too, or let the operator protect the ID.',
];

const unreadable: Telling = [
  'refused',
  'The operator protects some targets (--protect), and not all names that this touches could be read, so nobody can tell whether it is one of them. Nothing was sent.',
  'Repeat the call when the target can be read; where the permission is missing, the operator can give it.',
];

const textsOf = (words: readonly unknown[]): readonly string[] =>
  words.filter((word): word is string => typeof word === 'string' && word !== '');

/** What `--protect` may name: the target, what goes with it, and for a route the tunnel and the gateway it belongs to. */
const wordsOf = ({ survey: { target, kin }, input }: Planned): readonly string[] =>
  textsOf([target.Id, target.Name, input['NextHop'], input['VpnGatewayId'], ...kin.words]);

const deleting = (parts: GuardParts, planned: Planned): Telling | undefined => {
  const pattern = protectedBy(parts.protect, wordsOf(planned));
  if (pattern !== undefined) return protection(pattern);
  return isUnread(planned.survey) || planned.survey.kin.unread ? unreadable : undefined;
};

/** A new name is harmless by itself, but not where it would be the first step of a delete. */
const renaming = (parts: GuardParts, { survey, input }: Planned): Telling | undefined => {
  if (isUnread(survey)) return unreadable;
  const { Id, Name } = survey.target;
  const pattern = protectedBy(parts.protect, textsOf([Id, Name]));
  if (pattern === undefined) return undefined;
  return protectedBy(parts.protect, textsOf([Id, input['Name']])) === undefined ? stripping(pattern) : undefined;
};

/** Throws for a delete that no approval can open, and for a new name that would open one. */
export const refuseProtected = (parts: GuardParts, planned: Planned): void => {
  if (parts.protect.length === 0) return;
  const judge =
    planned.risk === 'destroy' ? deleting : isRename(planned.action.name, planned.input) ? renaming : undefined;
  const why = judge?.(parts, planned);
  if (why) throw refusalOf(why, planOf([planned], parts.language, parts.redact), parts.language);
};
