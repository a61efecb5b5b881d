import { format, type Language, type LocalizedText } from '../../catalogue/message.ts';
import { atLeast, countOf, type Inventory } from '../inventory/inventory.ts';
import type { Rule, Severity } from '../rules/rule.ts';
import { RULES } from '../rules/rules.ts';
import { notUnderstood } from './not-understood.ts';
import { countByKind, countBySeverity, type Finding } from './run.ts';

const summary: LocalizedText = {
  en: 'Findings: {open} ({worst}); resources: {resources}; regions: {regions}; suppressed: {suppressed}.',
  zh: '在 {regions} 个地域的 {resources} 个资源上发现 {open} 个问题（{worst}）；已忽略 {suppressed} 个。',
};
const clean: LocalizedText = {
  en: 'No finding; resources: {resources}; regions: {regions}; suppressed: {suppressed}.',
  zh: '{regions} 个地域的 {resources} 个资源均未发现问题；已忽略 {suppressed} 个。',
};
const severities: Readonly<Record<Severity, LocalizedText>> = {
  critical: { en: 'critical', zh: '严重' },
  high: { en: 'high', zh: '高' },
  medium: { en: 'medium', zh: '中' },
  low: { en: 'low', zh: '低' },
  info: { en: 'info', zh: '提示' },
};
const cleanSoFar: LocalizedText = {
  en: 'No finding in what was read; resources: {resources}; regions: {regions}; suppressed: {suppressed}.',
  zh: '已读取的部分未发现问题：地域 {regions}，资源 {resources}；已忽略 {suppressed} 个。',
};
const partial: LocalizedText = {
  en: 'NOT complete: {count} reads failed, see NotSeen. ',
  zh: '结果不完整：{count} 项读取失败，见 NotSeen。',
};
const strange: LocalizedText = {
  en: 'NOT complete: the tunnels of {count} connections are not understood, see NotSeen. ',
  zh: '结果不完整：{count} 条连接的隧道无法解读，见 NotSeen。',
};

const narrowed: LocalizedText = { en: ' Rules: {rules} of {all}.', zh: '检查了 {all} 条规则中的 {rules} 条。' };
const lesser: LocalizedText = { en: ' Less severe, left out: {count}.', zh: '另有 {count} 个较轻的问题未列出。' };

/** What was looked at, and what was found. */
export interface Audited {
  readonly inventory: Inventory;
  readonly rules: readonly Rule[];
  readonly findings: readonly Finding[];
  /** Findings that are less severe than was asked for. */
  readonly lesser: number;
}

const resourcesIn = (inventory: Inventory): number =>
  Object.values(countByKind(inventory)).reduce((sum, count) => sum + count, 0);

const summaryOf = ({ inventory, findings }: Audited, language: Language): string => {
  const open = findings.filter(({ suppressed }) => !suppressed);
  const counts = Object.entries(countBySeverity(open)) as [Severity, number][];
  const worst = counts.map(([one, count]) => `${format(severities[one], language)} ${count}`);
  const missing = inventory.unseen.length > 0;
  const isWhole = !missing && notUnderstood(inventory).count === 0;
  const values = {
    open: open.length,
    resources: missing ? atLeast(resourcesIn(inventory), language) : resourcesIn(inventory),
    regions: countOf(inventory, 'DescribeRegions', inventory.regions.length, language),
    worst: worst.join(language === 'zh' ? '，' : ', '),
    suppressed: findings.length - open.length,
  };
  return format(open.length > 0 ? summary : isWhole ? clean : cleanSoFar, language, values);
};

/** In one or two sentences what was found, beginning with what could not be read. */
export const verdict = (audited: Audited, language: Language): string => {
  const missing = audited.inventory.unseen.length;
  const { count } = notUnderstood(audited.inventory);
  const rules = audited.rules.length;
  return [
    missing > 0 ? format(partial, language, { count: missing }) : '',
    count > 0 ? format(strange, language, { count }) : '',
    summaryOf(audited, language),
    rules < RULES.length ? format(narrowed, language, { rules, all: RULES.length }) : '',
    audited.lesser > 0 ? format(lesser, language, { count: audited.lesser }) : '',
  ].join('');
};
