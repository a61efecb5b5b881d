import type { Language } from '../../catalogue/message.ts';
import { format } from '../../catalogue/message.ts';
import type { Severity } from './rule.ts';
import type { Finding } from './run.ts';

/** A finding as an agent reads it; the text of its rule is given once, under `Rules`. */
export const toRow = ({ rule, level, subject, observed, expected, best, fix, confidence }: Finding) => ({
  Rule: rule.id,
  Severity: level,
  ...subject,
  Observed: observed,
  Expected: expected,
  ...(best === undefined ? {} : { BestAvailable: best }),
  PeerChange: rule.peer,
  Confidence: confidence ?? 1,
  ...(fix === undefined
    ? {}
    : { Fix: { Tool: fix.Tool, Arguments: { RegionId: subject.RegionId, ...fix.Arguments } } }),
});

/** The rules that the shown findings break, with what to do and why; counted over all findings. */
export const toRules = (shown: readonly Finding[], all: readonly Finding[], language: Language) =>
  [...new Set(shown.map(({ rule }) => rule))].map((rule) => ({
    Rule: rule.id,
    Findings: all.filter((finding) => finding.rule === rule).length,
    Title: format(rule.title, language),
    Advice: format(rule.fix, language),
    Reference: rule.reference,
  }));

/** Findings by rule, for rules of which no finding is shown: ten expired certificates must not hide other problems. */
export const countOtherRules = (shown: readonly Finding[], all: readonly Finding[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  const rules = new Set(shown.map(({ rule }) => rule));
  for (const { rule } of all) if (!rules.has(rule)) counts[rule.id] = (counts[rule.id] ?? 0) + 1;
  return counts;
};

/** One line a finding, for a mail or a ticket. */
export const toText = (findings: readonly Finding[], language: Language): string =>
  findings
    .map(({ rule, level, subject, observed, expected }) => {
      const name = subject.Name ? ` ${JSON.stringify(subject.Name)}` : '';
      return `[${level}] ${rule.id} ${format(rule.title, language)} · ${subject.RegionId} ${subject.Id}${name} · ${observed} -> ${expected}`;
    })
    .join('\n');

/** SARIF knows three levels; the full severity is in the properties. */
const sarifLevel = (severity: Severity): 'error' | 'warning' | 'note' => {
  if (severity === 'critical' || severity === 'high') return 'error';
  return severity === 'medium' ? 'warning' : 'note';
};

/** One finding as SARIF has it, suppressed ones marked as such. */
export const toSarifResult = (finding: Finding) => {
  const { rule, level, subject, observed, expected } = finding;
  return {
    ruleId: rule.id,
    level: sarifLevel(level),
    message: { text: `${observed}; expected: ${expected}` },
    locations: [
      {
        logicalLocations: [
          {
            name: subject.Name ?? subject.Id,
            fullyQualifiedName: `${subject.RegionId}/${subject.Id}`,
            kind: 'resource',
          },
        ],
      },
    ],
    partialFingerprints: { 'ruleAndResource/v1': `${rule.id}:${subject.RegionId}:${subject.Id}` },
    ...(finding.suppressed ? { suppressions: [{ kind: 'external' }] } : {}),
    properties: { severity: level, peerChange: rule.peer, confidence: finding.confidence ?? 1 },
  };
};

/** A SARIF 2.1.0 log of these findings and their results, for code scanning in a pipeline. */
export const toSarif = (
  findings: readonly Finding[],
  results: readonly ReturnType<typeof toSarifResult>[],
  language: Language,
) => ({
  $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
  version: '2.1.0',
  runs: [
    {
      tool: {
        driver: {
          name: 'vpn-gateway-mcp',
          rules: [...new Set(findings.map(({ rule }) => rule))].map((rule) => ({
            id: rule.id,
            shortDescription: { text: format(rule.title, language) },
            help: { text: `${format(rule.fix, language)} (${rule.reference})` },
            defaultConfiguration: { level: sarifLevel(rule.severity) },
          })),
        },
      },
      results: [...results],
    },
  ],
});
