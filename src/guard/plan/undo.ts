import type { Action } from '../../catalogue/action.ts';
import { type Fields, isFields } from '../../catalogue/action.ts';
import { type LocalizedText, type Message, message, someOf } from '../text/message.ts';
import { sanitize } from '../text/sanitize.ts';
import type { Change } from './impact.ts';
import { planMessages } from './messages.ts';

// An undo is a call that a person may have to make: it names what the call needs, and only what the call takes.

/** Fields that have a value, those of objects under `IkeConfig.IkePfs` and the like. */
const flat = (fields: Fields, prefix = ''): Fields =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined && value !== null && value !== '')
      .flatMap(([field, value]) =>
        isFields(value) ? Object.entries(flat(value, `${prefix}${field}.`)) : [[prefix + field, value] as const],
      ),
  );

const nested = (fields: Fields): Fields => {
  const whole: Record<string, unknown> = {};
  for (const [path, value] of Object.entries(fields)) {
    const [head = '', inner] = path.split('.');
    const part = whole[head];
    whole[head] = inner === undefined ? value : { ...(isFields(part) && part), [inner]: value };
  }
  return whole;
};

/** What the call would not take, and what cannot be shown as it is and would come back as something else. */
const unfit = (action: Action, fields: Fields): ReadonlySet<string> => {
  const parsed = action.input.safeParse(nested(fields));
  const refused = parsed.success ? [] : parsed.error.issues.map(({ path }) => path.slice(0, 2).join('.'));
  const altered = Object.entries(fields).filter(
    ([, value]) => typeof value === 'string' && sanitize(value, Number.POSITIVE_INFINITY) !== value,
  );
  return new Set([...refused, ...altered.map(([field]) => field)]);
};

/** A placeholder holds 400 characters: a long list takes several. */
const pieces = (text: string): readonly string[] => text.match(/.{1,300}(?:,|$)|.{1,300}/gsu) ?? [];

/** The sentence with a placeholder of its own for each field, so that none is cut for the length of the others. */
const spelled = (sentence: LocalizedText, action: Action, fields: Fields): Message => {
  const parts = Object.entries(fields).map(([field, value]) => pieces(`${field}=${String(value)}`));
  const placeholders = parts.map((part, index) => part.map((_, piece) => `{f${index}x${piece}}`).join('')).join(', ');
  const values = parts.flatMap((part, index) => part.map((text, piece) => [`f${index}x${piece}`, text] as const));
  const open = (text: string): string => text.replace('{fields}', placeholders);
  return message(
    { en: open(sentence.en), zh: open(sentence.zh) },
    { action: action.name, ...Object.fromEntries(values) },
  );
};

/**
 * A call by which something comes back, put into `text` (placeholders `action` and `fields`), and what it cannot bring back.
 * `id` only names what it works on.
 */
export const undoCall = (text: LocalizedText, action: Action, given: Fields, id: Fields = {}): readonly Message[] => {
  const fields = flat({ ...id, ...given });
  const bad = unfit(action, fields);
  const fit = Object.fromEntries(Object.entries(fields).filter(([field]) => !bad.has(field)));
  const left = Object.entries(fields).flatMap(([field, value]) =>
    bad.has(field) ? [`${field}=${String(value)}`] : [],
  );
  if (!action.input.safeParse(nested(fit)).success || Object.keys(fit).every((field) => field in id))
    return [message(planMessages.undoNoCall, { action: action.name, fields: someOf(left) })];
  return [
    spelled(text, action, fit),
    ...(left.length > 0 ? [message(planMessages.undoNotTaken, { action: action.name, fields: someOf(left) })] : []),
  ];
};

/** The call that puts former values back. What was not set before no call clears again; a value nobody knows is left out. */
export const undoChanges = (action: Action, id: Fields, changes: readonly Change[]): readonly Message[] => {
  const known = changes.filter(({ Before }) => Before === null || typeof Before !== 'object');
  if (changes.length === 0) return [message(planMessages.undoNothing)];
  const unset = known.filter(({ Before }) => Before === null || Before === '').map(({ Field }) => Field);
  const former = known
    .filter(({ Field }) => !unset.includes(Field))
    .map(({ Field, Before }) => [Field, Before] as const);
  return [
    ...(former.length > 0 ? undoCall(planMessages.undoWith, action, Object.fromEntries(former), id) : []),
    ...(unset.length > 0 ? [message(planMessages.undoUnset, { fields: someOf(unset) })] : []),
  ];
};
