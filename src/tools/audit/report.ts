import { format, type Language, type LocalizedText } from '../../catalogue/message.ts';
import type { Severity } from '../rules/rule.ts';
import { tunnelText } from '../rules/tunnels.ts';
import { adviceOf } from './rule-counts.ts';
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

/** Quoted where it is more than one plain word, so that no name passes for words of this server; on one line. */
const quoted = (name: string): string =>
  /^[\p{L}\p{N}._-]+$/u.test(name) ? name : `'${name.replace(/\s+/g, ' ').replaceAll("'", '’')}'`;

const headText: LocalizedText = { en: '[{level}] {rule} {title}: {count}', zh: '[{level}] {rule} {title}：{count}' };
const wanted: LocalizedText = { en: '; expected: {expected}', zh: '；应为：{expected}' };

/** The ID of a route holds all that its name says. */
const toLine = ({ rule, subject, observed }: Finding): string => {
  const name = subject.Name && rule.on !== 'route' ? ` ${quoted(subject.Name)}` : '';
  const tunnel = [subject.TunnelId, subject.Role].map((one) => (one ? `, ${quoted(one)}` : '')).join('');
  return `- ${subject.Id}${name} (${subject.RegionId})${tunnel}: ${observed}`;
};

const keyOf = ({ rule, level }: Finding): string => `${rule.id} ${level}`;

/** Findings of one rule and one severity; findings are ordered so that they stand together. */
const runsOf = (findings: readonly Finding[]): readonly (readonly [Finding, ...Finding[]])[] => {
  const runs: [Finding, ...Finding[]][] = [];
  for (const finding of findings) {
    const run = runs.at(-1);
    if (run && keyOf(run[0]) === keyOf(finding)) run.push(finding);
    else runs.push([finding]);
  }
  return runs;
};

/** Lines for a mail or a ticket: what is wrong is said once, counted over all findings, above the resources that have it. */
export const toText = (shown: readonly Finding[], all: readonly Finding[], language: Language): string[] => {
  const counts = new Map<string, number>();
  for (const finding of all) counts.set(keyOf(finding), (counts.get(keyOf(finding)) ?? 0) + 1);
  return runsOf(shown).flatMap((run) => {
    const [first] = run;
    const title = format(first.rule.title, language);
    const count = counts.get(keyOf(first)) ?? run.length;
    const expected = ({ expected }: Finding): string => format(wanted, language, { expected });
    const isSame = run.every((one) => one.expected === first.expected);
    const head = format(headText, language, { level: first.level, rule: first.rule.id, title, count });
    return isSame
      ? [head + expected(first), ...run.map(toLine)]
      : [head, ...run.map((one) => toLine(one) + expected(one))];
  });
};

/** SARIF knows three levels; the full severity is in the properties. */
const sarifLevel = (severity: Severity): 'error' | 'warning' | 'note' => {
  if (severity === 'critical' || severity === 'high') return 'error';
  return severity === 'medium' ? 'warning' : 'note';
};

/** One finding as SARIF has it, suppressed ones marked as such. */
export const toSarifResult = (finding: Finding) => {
  const { rule, level, subject, observed, expected } = finding;
  const tunnel = tunnelText(subject);
  const place = tunnel === undefined ? subject.Id : `${subject.Id}/${subject.TunnelId ?? subject.Role}`;
  return {
    ruleId: rule.id,
    level: sarifLevel(level),
    message: { text: `${tunnel ? `${tunnel}: ` : ''}${observed}; expected: ${expected}` },
    locations: [
      {
        logicalLocations: [
          {
            name: subject.Name ?? subject.Id,
            fullyQualifiedName: `${subject.RegionId}/${place}`,
            kind: 'resource',
          },
        ],
      },
    ],
    partialFingerprints: { 'ruleAndResource/v1': `${rule.id}:${subject.RegionId}:${place}` },
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
            help: { text: `${adviceOf(rule, findings, language)} (${rule.reference})` },
            defaultConfiguration: { level: sarifLevel(rule.severity) },
          })),
        },
      },
      results: [...results],
    },
  ],
});
