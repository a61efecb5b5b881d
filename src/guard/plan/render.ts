import type { Language, LocalizedText } from '../text/message.ts';
import { type Plan, type PlanStep, stepsOf } from './plan.ts';

/** The labels of a plan, for text and page alike. */
export const labels = {
  read: { en: 'reads', zh: '只读' },
  write: { en: 'adds or renames', zh: '新增或改名' },
  disrupt: { en: 'may stop traffic', zh: '可能中断流量' },
  destroy: { en: 'deletes', zh: '删除' },
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
  notSet: { en: 'not set', zh: '未设置' },
  step: { en: 'Step', zh: '步骤' },
  nothing: { en: 'Nothing is known to depend on it.', zh: '未发现依赖它的内容。' },
} as const satisfies Readonly<Record<string, LocalizedText>>;

const show = (value: string | number | boolean | null, language: Language): string =>
  value === null ? labels.notSet[language] : String(value);

const listed = (label: LocalizedText, lines: readonly string[], language: Language): readonly string[] =>
  lines.length === 0 ? [] : [`${label[language]}:`, ...lines.map((line) => `- ${line}`)];

/** A target for people: its name in quotes, for it comes from the cloud and may say anything, and its ID. */
export const calledTarget = ({ Id, Name }: PlanStep['Target']): string =>
  Name === '' || Name === Id ? Id : `"${Name}"${Id === '' ? '' : ` (${Id})`}`;

/** Whom and what it is about; what is new and has no name yet is not named. */
const placeText = ({ Target, Region, Account }: PlanStep, language: Language): string => {
  const parts = [
    [labels.target, calledTarget(Target)],
    [labels.region, Region],
    [labels.account, Account],
  ] as const;
  return parts
    .filter(([, value]) => value !== '')
    .map(([label, value]) => `${label[language]}: ${value}`)
    .join(' · ');
};

/** What a step may do to people, in a word or two. */
export const riskLabel = ({ Billed, Risk }: PlanStep, language: Language): string =>
  labels[Billed ? 'billed' : Risk][language];

const stepText = (step: PlanStep, language: Language): readonly string[] => [
  `${step.Action} (${riskLabel(step, language)})`,
  // First what becomes of traffic: whoever reads no further has read that.
  ...listed(labels.affected, step.BlastRadius, language),
  placeText(step, language),
  ...listed(
    labels.changes,
    step.Changes.map(({ Field, Before, After }) => `${Field}: ${show(Before, language)} -> ${show(After, language)}`),
    language,
  ),
  ...listed(labels.warnings, step.Foreseen, language),
  ...(step.Rollback === undefined ? [] : [`${labels.rollback[language]}: ${step.Rollback}`]),
  ...listed(labels.fallback, step.Fallback ?? [], language),
  ...(step.Undo === '' || step.Rollback !== undefined ? [] : [`${labels.undo[language]}: ${step.Undo}`]),
];

/** A plan in words, whole and without Markdown, for a form, a terminal or a model. Every value in it was sanitized before. */
export const planText = (plan: Plan, language: Language): string => {
  const steps = stepsOf(plan);
  const parts = steps.map((step, index) => {
    const [head = '', ...rest] = stepText(step, language);
    const title = steps.length > 1 ? `${labels.step[language]} ${index + 1}: ${head}` : head;
    return [title, ...rest].join('\n');
  });
  return parts.join('\n\n');
};
