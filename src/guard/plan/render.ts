import { type Fields, isFields } from '../../catalogue/action.ts';
import type { Language, LocalizedText } from '../text/message.ts';
import { IN_WORDS, type Plan, type PlanStep, placeOf, stepsOf } from './plan.ts';

/** The labels of a plan, for text and page alike. */
export const labels = {
  read: { en: 'reads', zh: '只读' },
  write: { en: 'renames', zh: '改名' },
  creates: { en: 'adds', zh: '新增' },
  disrupt: { en: 'may stop traffic', zh: '可能中断流量' },
  destroy: { en: 'deletes', zh: '删除' },
  unchanged: { en: 'changes nothing', zh: '无变更' },
  billed: { en: 'costs money', zh: '产生费用' },
  account: { en: 'Account', zh: '账号' },
  region: { en: 'Region', zh: '地域' },
  target: { en: 'Target', zh: '对象' },
  changes: { en: 'What changes', zh: '变更内容' },
  affected: { en: 'What happens', zh: '会发生什么' },
  warnings: { en: 'To be expected', zh: '预计情况' },
  undo: { en: 'Undo', zh: '恢复办法' },
  rollback: { en: 'To take this step back', zh: '撤回此步骤' },
  fallback: { en: 'If the cloud refuses it, instead', zh: '若云端拒绝，则改为' },
  otherwise: { en: 'If the cloud says yes and nothing changes, instead', zh: '若云端答复成功但并未生效，则改为' },
  either: { en: 'If the cloud refuses it, or nothing changes, instead', zh: '若云端拒绝或并未生效，则改为' },
  added: { en: 'New', zh: '新增' },
  kept: { en: 'Sent as it is: the rest of', zh: '按现状发送其余部分' },
  asksPerson: { en: 'Asks a person', zh: '会询问人' },
  asksNobody: { en: 'Asks nobody', zh: '不询问' },
  refused: { en: 'Is refused', zh: '会被拒绝' },
  notSet: { en: 'not set', zh: '未设置' },
  step: { en: 'Step', zh: '步骤' },
  nothing: { en: 'Nothing is known to depend on it.', zh: '未发现依赖它的内容。' },
} as const satisfies Readonly<Record<string, LocalizedText>>;

const show = (value: string | number | boolean | null, language: Language): string =>
  value === null ? labels.notSet[language] : String(value);

const bullets = (lines: readonly string[]): readonly string[] => lines.map((line) => `- ${line}`);

/** A name with its ID behind it, as sentences have it. */
const CALLED = /(?<![\p{L}\p{N}._-])([\p{L}\p{N}._-]+) \(((?:vpn|vco|cgw|vss|vsc)-[\w-]+)\)/gu;

/** The ID of each thing stands behind its name once; a name that two things bear never stands alone. */
const withIdsOnce = ({ Target }: Pick<PlanStep, 'Target'>, lines: readonly string[]): readonly string[] => {
  const ids = new Map<string, Set<string>>([[Target.Name, new Set([Target.Id])]]);
  for (const [, name = '', id = ''] of lines.join('\n').matchAll(CALLED))
    ids.set(name, (ids.get(name) ?? new Set()).add(id));
  const seen = new Set([Target.Id]);
  return lines.map((line) =>
    line.replace(CALLED, (pair, name: string, id: string) => {
      const isKnown = seen.has(id) && ids.get(name)?.size === 1;
      seen.add(id);
      return isKnown ? name : pair;
    }),
  );
};

/** What may run in the place of a step, each under its label; the same for both cases stands there once. */
export const waysIn = (
  { Fallback = [], Otherwise = [], Until }: PlanStep,
  language: Language,
): readonly (readonly [label: string, calls: readonly string[]])[] => {
  const isSame = Fallback.join('\n') === Otherwise.join('\n');
  const named = isSame
    ? ([[labels.either, Fallback]] as const)
    : ([
        [labels.fallback, Fallback],
        [labels.otherwise, Otherwise],
      ] as const);
  const until = { en: ` (to step ${Until})`, zh: `（直到第 ${Until} 步）` }[language];
  return named.flatMap(([label, calls]) =>
    calls.length > 0 ? [[`${label[language]}${Until === undefined ? '' : until}`, calls] as const] : [],
  );
};

/** A target for people: its name in quotes, for it comes from the cloud and may say anything, and its ID. */
export const calledTarget = ({ Id, Name }: PlanStep['Target']): string =>
  // The ID of a route ends with its block, which is its name.
  Name === '' || Name === Id || Id.endsWith(`:${Name}`) ? Id : `"${Name}"${Id === '' ? '' : ` (${Id})`}`;

/** Whom and what it is about; what is new and has no name yet is not named. */
const placeText = ({ Target, Region, Account }: PlanStep): string =>
  [calledTarget(Target), Region, Account].filter((part) => part !== '').join(', ');

/** A delete takes away what the head names already. */
const isRemoval = ({ Risk, Changes }: PlanStep): boolean =>
  Risk === 'destroy' && Changes.every(({ After }) => After === null);

/** What is new in one line, but for what the head names already; what changes in a line each. */
const changeLines = (step: PlanStep, language: Language): readonly string[] => {
  const { Changes, Target } = step;
  if (Changes.length === 0 || isRemoval(step)) return [];
  if (!Changes.every(({ Before }) => Before === null))
    return Changes.map(({ Field, Before, After }) => `${Field}: ${show(Before, language)} -> ${show(After, language)}`);
  const named = (value: unknown): boolean => value === Target.Name || value === Target.Id;
  const added = Changes.filter(({ After }) => !named(After)).map(
    ({ Field, After }) => `${Field}=${show(After, language)}`,
  );
  return added.length === 0 ? [] : [`${labels.added[language]}: ${added.join(', ')}`];
};

/** What a step may do to people, in a word or two. */
export const riskLabel = ({ Billed, Risk, Changes }: PlanStep, language: Language): string => {
  if (Billed) return labels.billed[language];
  if (Risk === 'write' && Changes.length === 0) return labels.unchanged[language];
  return labels[Risk === 'write' && Changes.every(({ Before }) => Before === null) ? 'creates' : Risk][language];
};

/** What says which tunnel is meant sets nothing. */
const PLACES: readonly string[] = ['TunnelId', 'Role', 'TunnelIndex'];

/** A key is shown by a structure of its own, which is one value to whoever reads. */
const isStructure = (name: string, value: unknown): boolean => !/^(?:Psk|AuthKey)$/.test(name) && isFields(value);

/** Structures within a parameter, each under its path; a member of a list of tunnels is told by its label. */
const structuresIn = (path: string, value: unknown): readonly (readonly [string, Fields])[] => {
  if (Array.isArray(value))
    return value.filter(isFields).flatMap((member) => {
      const label = member['Role'] ?? member['TunnelIndex'] ?? member['TunnelId'];
      return label === undefined ? [] : structuresIn(`${path}[${String(label)}]`, member);
    });
  if (!isFields(value)) return [];
  const inner = Object.entries(value).filter(([name, one]) => isStructure(name, one));
  return inner.length > 0 ? inner.flatMap(([name, one]) => structuresIn(`${path}.${name}`, one)) : [[path, value]];
};

/** What of a structure is sent as it is, because the platform might reset what is left out. */
const keptLines = ({ Changes, Parameters }: PlanStep, language: Language): readonly string[] => {
  // A call for one tunnel has no list: the label is only the plan's there.
  const changed = new Set(Changes.flatMap(({ Field }) => [Field, Field.replace(/\[[^\]]*\]/, '')]));
  const kept = Object.entries(Parameters)
    .flatMap(([field, value]) => (Array.isArray(value) || isStructure(field, value) ? structuresIn(field, value) : []))
    .filter(([path, value]) =>
      Object.keys(value).some((inner) => !PLACES.includes(inner) && !changed.has(`${path}.${inner}`)),
    );
  const names = kept.map(([path]) => path).join(', ');
  return names === '' || Changes.length === 0 ? [] : [`${labels.kept[language]} ${names}`];
};

const undoOf = ({ Undo, [IN_WORDS]: words }: PlanStep): string => words?.undo ?? Undo;

const stepText = (step: PlanStep, language: Language): readonly string[] => {
  // First what becomes of traffic, or why nothing becomes of the call: whoever reads no further has read that.
  const isRefused = step.Asks === 'refused';
  const sentences = isRefused ? [...step.Foreseen, ...step.BlastRadius] : [...step.BlastRadius, ...step.Foreseen];
  return [
    `${step.Action} (${riskLabel(step, language)}): ${placeText(step)}`,
    ...bullets(withIdsOnce(step, sentences)),
    ...changeLines(step, language),
    ...keptLines(step, language),
    ...(step.Rollback === undefined ? [] : [`${labels.rollback[language]}: ${step.Rollback}`]),
    ...waysIn(step, language).flatMap(([label, calls]) => [`${label}:`, ...bullets(calls)]),
    // Of what does not happen nothing has to be undone.
    ...(undoOf(step) === '' || step.Rollback !== undefined || isRefused
      ? []
      : [`${labels.undo[language]}: ${undoOf(step)}`]),
  ];
};

const askedText = (step: PlanStep, language: Language): string => {
  const { Asks } = step;
  if (Asks === 'refused') return labels.refused[language];
  // Why a person is asked, or why a harmless call asks nobody, stands in the head.
  if (Asks === 'a person') return labels.asksPerson[language];
  const isPlain = step.Risk === 'write' && step.Changes.length > 0;
  return isPlain ? labels.asksNobody[language] : `${labels.asksNobody[language]}: ${step.AsksWhy}`;
};

const textOf = (plan: Plan, language: Language, more: (step: PlanStep) => readonly string[]): string => {
  const steps = stepsOf(plan);
  const parts = steps.map((step, index) => {
    const [head = '', ...rest] = stepText(step, language);
    const place = placeOf(step, index, steps);
    const title = place === undefined ? head : `${labels.step[language]} ${place}: ${head}`;
    return [title, ...rest, ...more(step)].join('\n');
  });
  const summary = withIdsOnce(
    { Target: { Id: '', Name: '' } },
    steps.flatMap(({ Summary = [] }) => Summary),
  );
  return [...(summary.length > 0 ? [summary.join('\n')] : []), ...parts].join('\n\n');
};

/** A plan in words, whole and without Markdown, for a form, a terminal or a model. Every value in it was sanitized before. */
export const planText = (plan: Plan, language: Language): string => textOf(plan, language, () => []);

/** The same for somebody who only looks ahead, with whether a person would be asked. */
export const previewText = (plan: Plan, language: Language): string =>
  textOf(plan, language, (step) => [askedText(step, language)]);
