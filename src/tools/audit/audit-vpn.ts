import { z } from 'zod';
import { format, type Language, type LocalizedText } from '../../catalogue/message.ts';
import { must } from '../../catalogue/schema/explain.ts';
import { regionId } from '../../catalogue/schema/fields.ts';
import { ALL_KINDS, atLeast, countOf, type Inventory, notSeen, readInventory } from '../inventory/inventory.ts';
import { fitting } from '../inventory/most-bytes.ts';
import { defineTool } from '../tool.ts';
import { countOtherRules, toRow, toRules, toSarif, toSarifResult, toText } from './report.ts';
import { SEVERITIES, type Severity } from './rule.ts';
import { RULES } from './rules.ts';
import { audit, countBySeverity, type Finding, hasRunOut } from './run.ts';

/** Enough to act on without filling a conversation; the rest is a call away. */
const SHOWN = { json: 12, text: 30 };

const ids = RULES.map(({ id }) => id);
const knownRule = z.string().refine(...must((id: string) => ids.includes(id), `is one of ${ids.join(', ')}`));

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;

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

const resourcesIn = ({ regions }: Inventory): number =>
  regions.reduce(
    (sum, one) =>
      sum +
      one.gateways.length +
      one.customerGateways.length +
      one.connections.length +
      one.routes.length +
      one.sslServers.length +
      one.certificates.length,
    0,
  );

const verdict = (inventory: Inventory, findings: readonly Finding[], language: Language): string => {
  const open = findings.filter(({ suppressed }) => !suppressed);
  const counts = SEVERITIES.map(
    (severity) => [severity, open.filter(({ level }) => level === severity).length] as const,
  );
  const worst = counts
    .filter(([, count]) => count > 0)
    .map(([one, count]) => `${format(severities[one], language)} ${count}`);
  const missing = inventory.unseen.length > 0;
  const values = {
    open: open.length,
    resources: missing ? atLeast(resourcesIn(inventory), language) : resourcesIn(inventory),
    regions: countOf(inventory, 'DescribeRegions', inventory.regions.length, language),
    worst: worst.join(language === 'zh' ? '，' : ', '),
    suppressed: findings.length - open.length,
  };
  const words = open.length > 0 ? summary : missing ? cleanSoFar : clean;
  return (
    (missing ? format(partial, language, { count: inventory.unseen.length }) : '') + format(words, language, values)
  );
};

/** Where the rest is; `isFull`: as much as one answer holds was asked for. */
const moreOf = (left: number, next: number, isFull: boolean): { readonly More?: string } => {
  if (left <= 0) return {};
  return { More: `${left} more: Offset ${next}${isFull ? ' (one answer holds 1 MB)' : ', or All true'}` };
};

const suppression = z.strictObject({
  Rule: knownRule,
  Resource: z.string().describe('ID or name'),
  Until: z.string().refine(...must(isDay, 'is a day that exists, such as 2027-01-31')),
});

/** Checks all resources of one region or of all regions for known weaknesses. Changes nothing. */
export const AuditVpn = defineTool({
  name: 'AuditVpn',
  toolset: 'assist',
  description: 'Check all VPN resources for weak crypto, keys, overlaps, dead routes, expiry and waste; worst first.',
  risk: 'read',
  input: z.strictObject({
    RegionId: regionId.describe('default: all regions'),
    Rules: z.array(knownRule).optional().describe('only these, such as CRY-01'),
    Severity: z.enum(SEVERITIES).optional().describe('at least this bad'),
    Platform: z.enum(['apsara', 'public']).optional(),
    Suppress: z.array(suppression).optional(),
    Format: z.enum(['json', 'text', 'sarif']).optional(),
    Offset: z.int().min(0).optional().describe('skip findings already seen'),
    All: z.boolean().optional(),
    Language: z.enum(['en', 'zh']).optional(),
  }),
  output: z.looseObject({
    Verdict: z.string(),
    Counts: z.record(z.string(), z.number()),
    Findings: z.array(z.looseObject({ Rule: z.string(), Severity: z.string(), Id: z.string() })).optional(),
    Rules: z.array(z.looseObject({ Rule: z.string(), Title: z.string() })).optional(),
    More: z.string().optional(),
    Suppressed: z.number(),
    RunOut: z.array(z.looseObject({ Rule: z.string(), Resource: z.string(), Until: z.string() })).optional(),
    NotSeen: z.array(z.looseObject({})).optional(),
    Text: z.string().optional(),
    Sarif: z.looseObject({}).optional(),
  }),
  run: async (input, call, invoke) => {
    const { Language: language = 'en', Offset: offset = 0, Format: format = 'json', Suppress = [] } = input;
    const inventory = await readInventory(invoke, call, { RegionId: input.RegionId, kinds: ALL_KINDS });
    // An empty list would check nothing and then call everything clean; models send one when they mean all rules.
    const only = input.Rules?.length ? input.Rules : ids;
    const limit = SEVERITIES.indexOf(input.Severity ?? 'info');
    const nowMs = Date.now();
    const findings = (
      await audit(
        inventory,
        RULES.filter(({ id }) => only.includes(id)),
        { nowMs, platform: input.Platform, secrets: call.secrets, suppress: Suppress },
      )
    ).filter(({ level }) => SEVERITIES.indexOf(level) <= limit);
    const open = findings.filter(({ suppressed }) => !suppressed);
    const runOut = Suppress.filter((one) => hasRunOut(one, nowMs));
    const head = {
      Verdict: verdict(inventory, findings, language),
      Counts: countBySeverity(open),
      Suppressed: findings.length - open.length,
      ...(runOut.length > 0 ? { RunOut: [...runOut] } : {}),
      ...(inventory.unseen.length > 0 ? { NotSeen: notSeen(inventory) } : {}),
    };
    if (format === 'sarif') {
      const results = fitting(findings.slice(offset).map(toSarifResult));
      const shown = findings.slice(offset, offset + results.length);
      const behind = findings.length - offset - results.length;
      return { ...head, ...moreOf(behind, offset + results.length, true), Sarif: toSarif(shown, results, language) };
    }
    const rest = open.slice(offset, input.All ? undefined : offset + SHOWN[format]);
    const rows = fitting(rest.map(toRow));
    const shown = rest.slice(0, rows.length);
    const left = open.length - offset - shown.length;
    const behind = left > 0 ? countOtherRules(shown, open) : {};
    return {
      ...head,
      ...moreOf(left, offset + shown.length, input.All === true),
      ...(Object.keys(behind).length > 0 ? { OtherRules: behind } : {}),
      ...(format === 'text'
        ? { Text: toText(shown, language) }
        : { Findings: [...rows], Rules: toRules(shown, open, language) }),
    };
  },
});
