import { z } from 'zod';
import { createBreather } from '../../catalogue/breathe.ts';
import { must } from '../../catalogue/schema/explain.ts';
import { regionId } from '../../catalogue/schema/fields.ts';
import { ALL_KINDS, notSeen, readInventory, TUNNELS_OF_LIST } from '../inventory/inventory.ts';
import { fitting } from '../most-bytes.ts';
import { SEVERITIES } from '../rules/rule.ts';
import { RULES } from '../rules/rules.ts';
import { defineTool } from '../tool.ts';
import { notUnderstood } from './not-understood.ts';
import { toRow, toSarif, toSarifResult, toText } from './report.ts';
import { toKeptRules, toOtherRules, toRules } from './rule-counts.ts';
import { audit, countAffected, countByKind, countBySeverity, hasRunOut } from './run.ts';
import { ruleIds, ruleNames, rulesNamed } from './select-rules.ts';
import { verdict } from './verdict.ts';

/** Enough to act on without filling a conversation; the rest is a call away. */
const SHOWN = { json: 12, text: 30 };

const oneOf = (known: readonly string[]) =>
  z.string().refine(...must((name: string) => known.includes(name), `is one of ${known.join(', ')}`));

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;

/** Where the rest is; `isFull`: as much as one answer holds was asked for. */
const moreOf = (left: number, next: number, isFull: boolean): { readonly More?: string } => {
  if (left <= 0) return {};
  return { More: `${left} more: Offset ${next}${isFull ? ' (one answer holds 1 MB)' : ', or All true'}` };
};

const suppression = z.strictObject({
  Rule: oneOf(ruleIds),
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
    Rules: z.array(oneOf(ruleNames)).optional().describe('such as CRY-01, CRY, connection'),
    Severity: z.enum(SEVERITIES).optional().describe('at least this bad'),
    Suppress: z.array(suppression).optional(),
    Format: z.enum(['json', 'text', 'sarif']).optional(),
    Offset: z.int().min(0).optional().describe('findings to skip'),
    All: z.boolean().optional(),
    Language: z.enum(['en', 'zh']).optional(),
  }),
  output: z.looseObject({
    Verdict: z.string(),
    Counts: z.record(z.string(), z.number()),
    Findings: z.array(z.looseObject({ Rule: z.string(), Severity: z.string(), Id: z.string() })).optional(),
    Rules: z.array(z.looseObject({ Rule: z.string(), Title: z.string() })).optional(),
    OtherRules: z.array(z.looseObject({ Rule: z.string(), Title: z.string() })).optional(),
    AffectedByWorst: z.array(z.looseObject({ Kind: z.string(), Checked: z.number() })).optional(),
    More: z.string().optional(),
    Suppressed: z.number(),
    RunOut: z.array(z.looseObject({ Rule: z.string(), Resource: z.string(), Until: z.string() })).optional(),
    NotSeen: z.array(z.looseObject({})).optional(),
    Text: z.array(z.string()).optional(),
    Sarif: z.looseObject({}).optional(),
  }),
  run: async (input, call, invoke) => {
    const { Language: language = 'en', Offset: offset = 0, Format: format = 'json', Suppress = [] } = input;
    const whole = await readInventory(invoke, call, { RegionId: input.RegionId, kinds: ALL_KINDS });
    // The audit tells by itself, and with the connections counted, which tunnels are not understood.
    const inventory = { ...whole, unseen: whole.unseen.filter(({ Action }) => Action !== TUNNELS_OF_LIST) };
    // An empty list would check nothing and then call everything clean; models send one when they mean all rules.
    const asked = input.Rules?.length ? rulesNamed(input.Rules) : undefined;
    const rules = asked ?? RULES;
    const limit = SEVERITIES.indexOf(input.Severity ?? 'info');
    const about = { nowMs: Date.now(), platform: call.platform, secrets: call.secrets, suppress: Suppress };
    const breathe = createBreather();
    const found = await audit(inventory, rules, about);
    await breathe();
    const findings = found.filter(({ level }) => SEVERITIES.indexOf(level) <= limit);
    const open = findings.filter(({ suppressed }) => !suppressed);
    const affected = countAffected(open, countByKind(inventory));
    await breathe();
    const unseen = [...notSeen(inventory), ...notUnderstood(inventory).rows];
    const runOut = Suppress.filter((one) => hasRunOut(one, about.nowMs));
    const head = {
      Verdict: verdict({ inventory, rules, findings, lesser: found.length - findings.length }, language),
      Counts: countBySeverity(open),
      Suppressed: findings.length - open.length,
      ...(affected.length > 0 ? { AffectedByWorst: affected } : {}),
      ...(runOut.length > 0 ? { RunOut: [...runOut] } : {}),
      ...(unseen.length > 0 ? { NotSeen: unseen } : {}),
    };
    await breathe();
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
    const others = [
      ...(left > 0 ? toOtherRules(shown, open, language) : []),
      ...(asked && offset === 0 ? toKeptRules(asked, found, inventory, language) : []),
    ];
    return {
      ...head,
      ...moreOf(left, offset + shown.length, input.All === true),
      ...(format === 'text'
        ? { Text: toText(shown, open, language) }
        : { Findings: [...rows], Rules: toRules(shown, open, language) }),
      ...(others.length > 0 ? { OtherRules: others } : {}),
    };
  },
});
