import { z } from 'zod';
import { regionId } from '../../catalogue/fields.ts';
import { defineTool } from '../tool.ts';
import { toRow, toRules, toSarif, toText } from './audit-report.ts';
import { SEVERITIES } from './audit-rule.ts';
import { RULES } from './audit-rules.ts';
import { audit, countBySeverity, type Finding } from './audit-run.ts';
import { ALL_KINDS, type Estate, survey } from './estate.ts';
import { say, type Words } from './words.ts';

/** Enough to act on without filling a conversation; the rest is a call away. */
const SHOWN = 12;

const ids = RULES.map(({ id }) => id);
const knownRule = z.string().refine((id) => ids.includes(id), { error: `one of ${ids.join(', ')}` });

const summary: Words = {
  en: '{open} findings on {resources} resources in {regions} regions ({worst}); {suppressed} suppressed.',
  zh: '在 {regions} 个地域的 {resources} 个资源上发现 {open} 个问题（{worst}）；已忽略 {suppressed} 个。',
};
const clean: Words = {
  en: 'No finding on {resources} resources in {regions} regions; {suppressed} suppressed.',
  zh: '{regions} 个地域的 {resources} 个资源均未发现问题；已忽略 {suppressed} 个。',
};
const partial: Words = {
  en: ' NOT complete: {count} reads failed, see NotSeen.',
  zh: ' 结果不完整：{count} 项读取失败，见 NotSeen。',
};

const resourcesIn = ({ regions }: Estate): number =>
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

const verdict = (estate: Estate, findings: readonly Finding[], language: 'en' | 'zh'): string => {
  const open = findings.filter(({ suppressed }) => !suppressed);
  const counts = Object.entries(countBySeverity(open)).map(([severity, count]) => `${severity} ${count}`);
  const values = {
    open: open.length,
    resources: resourcesIn(estate),
    regions: estate.regions.length,
    worst: counts.join(', '),
    suppressed: findings.length - open.length,
  };
  const missing = estate.unseen.length > 0 ? say(partial, language, { count: estate.unseen.length }) : '';
  return say(open.length > 0 ? summary : clean, language, values) + missing;
};

const suppression = z.strictObject({
  Rule: knownRule,
  Resource: z.string().describe('ID or name'),
  Until: z.string().refine((day) => /^\d{4}-\d{2}-\d{2}$/.test(day), { error: 'Until is a day such as 2027-01-31' }),
});

/** Looks for known weaknesses in everything that one region or all of them show. Changes nothing. */
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
    Language: z.enum(['en', 'zh']).optional(),
  }),
  output: z.looseObject({
    Verdict: z.string(),
    Counts: z.record(z.string(), z.number()),
    Findings: z.array(z.looseObject({ Rule: z.string(), Severity: z.string(), Id: z.string() })).optional(),
    Rules: z.array(z.looseObject({ Rule: z.string(), Title: z.string() })).optional(),
    More: z.string().optional(),
    Suppressed: z.number(),
    NotSeen: z.array(z.looseObject({})).optional(),
    Text: z.string().optional(),
    Sarif: z.looseObject({}).optional(),
  }),
  run: async (input, call, invoke) => {
    const { Language: language = 'en', Offset: offset = 0, Format: format = 'json', Suppress = [] } = input;
    const estate = await survey(invoke, call, { RegionId: input.RegionId, kinds: ALL_KINDS });
    const rules = RULES.filter(({ id }) => !input.Rules || input.Rules.includes(id));
    const limit = SEVERITIES.indexOf(input.Severity ?? 'info');
    const findings = audit(estate, rules, {
      nowMs: Date.now(),
      platform: input.Platform,
      secrets: call.secrets,
      suppress: Suppress,
    }).filter(({ level }) => SEVERITIES.indexOf(level) <= limit);
    const open = findings.filter(({ suppressed }) => !suppressed);
    const shown = open.slice(offset, offset + SHOWN);
    const left = open.length - offset - shown.length;
    const head = {
      Verdict: verdict(estate, findings, language),
      Counts: countBySeverity(open),
      Suppressed: findings.length - open.length,
      ...(estate.unseen.length > 0 ? { NotSeen: [...estate.unseen] } : {}),
    };
    if (format === 'text') return { ...head, Text: toText(open, language) };
    if (format === 'sarif') return { ...head, Sarif: toSarif(findings, language) };
    return {
      ...head,
      Findings: shown.map(toRow),
      Rules: toRules(shown, language),
      ...(left > 0 ? { More: `${left} more: Offset ${offset + shown.length}` } : {}),
    };
  },
});
