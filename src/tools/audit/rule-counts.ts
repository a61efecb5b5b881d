import { format, type Language, type LocalizedText } from '../../catalogue/message.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { READS, type Rule } from '../rules/rule.ts';
import { countBySeverity, type Finding } from './run.ts';

/** Findings by their rules, in one pass. */
const byRule = (findings: readonly Finding[]): ReadonlyMap<Rule, readonly Finding[]> => {
  const groups = new Map<Rule, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.rule);
    if (group) group.push(finding);
    else groups.set(finding.rule, [finding]);
  }
  return groups;
};

/** `high`, or `high 10, low 20` where the findings of a rule are not equally bad. */
const severityOf = (findings: readonly Finding[]): string => {
  const counts = Object.entries(countBySeverity(findings));
  return counts.map(([severity, count]) => (counts.length > 1 ? `${severity} ${count}` : severity)).join(', ');
};

/** A rule with the number of its findings: a number says nothing without what was found, and how bad that is. */
const toCount = (rule: Rule, findings: readonly Finding[], language: Language) => ({
  Rule: rule.id,
  Severity: severityOf(findings),
  Findings: findings.length,
  Title: format(rule.title, language),
});

/** What to do about a rule, and where it is done for those of its findings that no tool here mends. */
export const adviceOf = (rule: Rule, findings: readonly Finding[], language: Language): string => {
  const own = findings.filter((one) => one.rule === rule);
  const elsewhere = new Set(own.flatMap((one) => (one.elsewhere ? [format(one.elsewhere, language)] : [])));
  return [format(rule.fix, language), ...elsewhere].join(language === 'zh' ? '' : ' ');
};

/** The rules that the shown findings break, with what to do and why; counted over all findings. */
export const toRules = (shown: readonly Finding[], all: readonly Finding[], language: Language) => {
  const groups = byRule(all);
  return [...byRule(shown).keys()].map((rule) => ({
    ...toCount(rule, groups.get(rule) ?? [], language),
    Advice: adviceOf(rule, groups.get(rule) ?? [], language),
    Reference: rule.reference,
  }));
};

/** Rules of which no finding is shown: ten expired certificates must not hide other problems. */
export const toOtherRules = (shown: readonly Finding[], all: readonly Finding[], language: Language) => {
  const rules = new Set(shown.map(({ rule }) => rule));
  return [...byRule(all)]
    .filter(([rule]) => !rules.has(rule))
    .map(([rule, findings]) => toCount(rule, findings, language));
};

const unknown: LocalizedText = { en: 'not known', zh: '未知' };

/** Rules that found nothing, as 0; `not known` where something that they look at was not read, or not to its end. */
export const toKeptRules = (
  rules: readonly Rule[],
  findings: readonly Finding[],
  inventory: Inventory,
  language: Language,
) => {
  const groups = byRule(findings);
  const failed = new Set(inventory.unseen.map(({ Action }) => Action));
  const isKnown = ({ on, also = [], isShown }: Rule): boolean =>
    !failed.has('DescribeRegions') &&
    ![on, ...also].some((kind) => READS[kind].some((read) => failed.has(read))) &&
    isShown?.(inventory) !== false;
  return rules
    .filter((rule) => !groups.get(rule)?.some(({ suppressed }) => !suppressed))
    .map((rule) => {
      const suppressed = groups.get(rule)?.length ?? 0;
      return {
        Rule: rule.id,
        Severity: rule.severity,
        Findings: isKnown(rule) ? 0 : format(unknown, language),
        Title: format(rule.title, language),
        ...(suppressed > 0 ? { Suppressed: suppressed } : {}),
      };
    });
};
