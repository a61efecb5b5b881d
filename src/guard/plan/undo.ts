import type { Action } from '../../catalogue/action.ts';
import { type Fields, isFields, type Platform } from '../../catalogue/action.ts';
import { schemaOn } from '../../catalogue/schema/platform-rows.ts';
import { type LocalizedText, type Message, message, someOf } from '../text/message.ts';
import { sanitize } from '../text/sanitize.ts';
import { type Change, shownFields, type UndoMessage } from './impact.ts';
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

/** A step of a flat path: a field, or the member of a list that is told by its label, as in `Tunnels[master]`. */
const stepsOf = (path: string): readonly string[] => path.split(/\.|(?=\[)/);

/** How a member of a list of tunnels is told in a request, by the label that a plan has for it. */
const memberOf = (label: string): Fields => {
  if (/^\d+$/.test(label)) return { TunnelIndex: Number(label) };
  return label.startsWith('tun-') ? { TunnelId: label } : { Role: label };
};

type Tree = Map<string, unknown>;

const put = (tree: Tree, [head = '', ...rest]: readonly string[], value: unknown): void => {
  if (rest.length === 0) return void tree.set(head, value);
  const inner = tree.get(head);
  const branch: Tree = inner instanceof Map ? inner : new Map<string, unknown>();
  tree.set(head, branch);
  put(branch, rest, value);
};

const labelIn = (step: string): string | undefined => /^\[(.*)\]$/.exec(step)?.[1];

const planted = (tree: Tree): unknown => {
  const entries = [...tree].map(([step, value]) => [step, value instanceof Map ? planted(value) : value] as const);
  const isList = entries.length > 0 && entries.every(([step]) => labelIn(step) !== undefined);
  if (!isList) return Object.fromEntries(entries);
  return entries.map(([step, value]) => ({ ...memberOf(labelIn(step) ?? ''), ...(isFields(value) && value) }));
};

/** A path among words, which keep no brackets. */
const inWords = (path: string): string => path.replace(/\[([^\]]*)\]/g, '.$1');

/** The request that flat fields stand for. */
const nested = (fields: Fields): Fields => {
  const tree: Tree = new Map();
  for (const [path, value] of Object.entries(fields)) put(tree, stepsOf(path), value);
  const whole = planted(tree);
  return isFields(whole) ? whole : {};
};

/** The flat path of a place in that request: which member of a list it is in stands there by its number. */
const flatPath = (place: readonly PropertyKey[], fields: Fields): string | undefined =>
  Object.keys(fields).find((path) => {
    const steps = stepsOf(path);
    const labels = [...new Set(Object.keys(fields).flatMap((other) => stepsOf(other).filter((step) => labelIn(step))))];
    return (
      steps.length === place.length &&
      steps.every((step, at) => step === place[at] || labels.indexOf(step) === place[at])
    );
  });

/** What the call would not take, and what cannot be shown as it is and would come back as something else. */
const unfit = (platform: Platform, { input }: Action, fields: Fields): ReadonlySet<string> => {
  const parsed = schemaOn(platform, input).safeParse(nested(fields));
  const refused = parsed.success ? [] : parsed.error.issues.map(({ path }) => flatPath(path, fields) ?? '');
  const altered = Object.entries(fields).filter(
    ([, value]) => typeof value === 'string' && sanitize(value, Number.POSITIVE_INFINITY) !== value,
  );
  return new Set([...refused, ...altered.map(([field]) => field)]);
};

/** A placeholder holds 400 characters: a long list takes several. */
const pieces = (text: string): readonly string[] => text.match(/.{1,300}(?:,|$)|.{1,300}/gsu) ?? [];

/**
 * Fields with placeholders of their own, so that none is cut for the length of the others, and their values. The names of
 * fields are ours, brackets included, and stand there as they are.
 */
const placesFor = (fields: Fields, prefix: string) => {
  const parts = Object.values(fields).map((value) => pieces(String(value)));
  const placeOf = (index: number) => (parts[index] ?? []).map((_, piece) => `{${prefix}${index}x${piece}}`).join('');
  return {
    places: Object.keys(fields)
      .map((field, index) => `${field}=${placeOf(index)}`)
      .join(', '),
    values: Object.fromEntries(
      parts.flatMap((part, index) => part.map((text, piece) => [`${prefix}${index}x${piece}`, text] as const)),
    ),
  };
};

const opened = ({ en, zh }: LocalizedText, places: string): LocalizedText => ({
  en: en.replace('{fields}', places),
  zh: zh.replace('{fields}', places),
});

/** A call by which something comes back, put into `text`; flat fields, each of which the call takes. */
const undoByCall = (text: LocalizedText, action: string, fields: Fields): UndoMessage => {
  const { places, values } = placesFor(fields, 'f');
  return { ...message(opened(text, places), { action, ...values }), call: { text, action, fields } };
};

const NOTHING: LocalizedText = { en: '', zh: '' };

/** Each structure is named once, with its fields in brackets. */
const groupedPlaces = (fields: Fields) => {
  const heads = [...new Set(Object.keys(fields).map((path) => path.split('.')[0] ?? ''))];
  const groups = heads.map((head, index) => {
    const inner = Object.entries(fields).filter(([path]) => path.startsWith(`${head}.`));
    if (inner.length === 0) return placesFor({ [head]: fields[head] }, `g${index}f`);
    const shortened = Object.fromEntries(inner.map(([path, value]) => [path.slice(head.length + 1), value]));
    const { places, values } = placesFor(shortened, `g${index}f`);
    return { places: `${head}(${places})`, values };
  });
  return {
    places: groups.map(({ places }) => places).join(', '),
    values: Object.assign({}, ...groups.map(({ values }) => values)),
  };
};

/**
 * The same in few words, for where the call itself stands beside it: what is as in the call is left out, and so is the action
 * if it is the same. A value that the call has and the undo has not is not meant: it names all that has to be given.
 */
export const briefUndo = (undo: UndoMessage, { name }: Action, input: Fields): Message => {
  if (undo.call === undefined) return undo;
  const { text, action, fields } = undo.call;
  const asked = flat(input);
  const isSame = ([field, value]: [string, unknown]): boolean => String(asked[field]) === String(value);
  const others = Object.fromEntries(Object.entries(fields).filter((each) => !isSame(each)));
  const { places, values } = groupedPlaces(others);
  const isAgain = action === name;
  const hasSame = Object.keys(others).length < Object.keys(fields).length;
  const parts = ({ en, zh }: LocalizedText): LocalizedText => ({ en: `{action}${en}`, zh: `{action}${zh}` });
  const head = isAgain
    ? planMessages.undoAgain
    : parts(text === planMessages.undoNewId ? planMessages.undoNewIdBrief : hasSame ? planMessages.undoSame : NOTHING);
  const rest = places === '' ? '' : `: ${places}`;
  return message({ en: `${head.en}${rest}.`, zh: `${head.zh}${rest}。` }, { action, ...values });
};

/**
 * A call by which something comes back, put into `text` (placeholders `action` and `fields`), and what it cannot bring back.
 * `id` only names what it works on.
 */
export const undoCall = (
  platform: Platform,
  text: LocalizedText,
  action: Action,
  given: Fields,
  id: Fields = {},
): readonly UndoMessage[] => {
  const fields = flat({ ...id, ...given });
  const bad = unfit(platform, action, fields);
  const fit = Object.fromEntries(Object.entries(fields).filter(([field]) => !bad.has(field)));
  const left = Object.entries(fields).flatMap(([field, value]) =>
    bad.has(field) ? [`${inWords(field)}=${String(value)}`] : [],
  );
  if (
    !schemaOn(platform, action.input).safeParse(nested(fit)).success ||
    Object.keys(fit).every((field) => field in id)
  )
    return [message(planMessages.undoNoCall, { action: action.name, fields: someOf(left) })];
  return [
    undoByCall(text, action.name, fit),
    ...(left.length > 0 ? [message(planMessages.undoNotTaken, { action: action.name, fields: someOf(left) })] : []),
  ];
};

/** The call that removes what a create makes; its ID is not known yet. */
export const undoCreate = (action: string): UndoMessage => undoByCall(planMessages.undoDelete, action, {});

/** The call that brings back or takes away an entry of a table; its fields are flat. */
export const undoEntry = (action: string, entry: Fields): UndoMessage =>
  undoByCall(planMessages.undoWith, action, shownFields(entry));

/** The call that puts former values back. What was not set before no call clears again; a value nobody knows is left out. */
export const undoChanges = (
  platform: Platform,
  action: Action,
  id: Fields,
  changes: readonly Change[],
): readonly UndoMessage[] => {
  const known = changes.filter(({ Before }) => Before === null || typeof Before !== 'object');
  if (changes.length === 0) return [message(planMessages.undoNothing)];
  const unset = known.filter(({ Before }) => Before === null || Before === '').map(({ Field }) => Field);
  const former = known
    .filter(({ Field }) => !unset.includes(Field))
    .map(({ Field, Before }) => [Field, Before] as const);
  return [
    ...(former.length > 0 ? undoCall(platform, planMessages.undoWith, action, Object.fromEntries(former), id) : []),
    ...(unset.length > 0 ? [message(planMessages.undoUnset, { fields: someOf(unset.map(inWords)) })] : []),
  ];
};
