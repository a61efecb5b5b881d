import { describe, expect, it } from 'vitest';
import { toKeptRules, toOtherRules, toRules } from '../../../src/tools/audit/rule-counts.ts';
import { audit } from '../../../src/tools/audit/run.ts';
import { rulesNamed } from '../../../src/tools/audit/select-rules.ts';
import type { RegionInventory } from '../../../src/tools/inventory/inventory.ts';
import { RULES } from '../../../src/tools/rules/rules.ts';
import { estateOf, healthyRegion, NOW_MS } from '../../support/inventories.ts';

const DAY_MS = 86_400_000;
const secrets = { judge: () => null, equal: () => false };

const brokenRegion = (): RegionInventory => {
  const region = healthyRegion();
  const [certificate] = region.certificates;
  return {
    ...region,
    sslServers: region.sslServers.map((one) => ({ ...one, Compress: true })),
    certificates: [5, 20, 20].map((days) => ({ ...certificate, EndTime: NOW_MS + days * DAY_MS })),
  };
};

const findings = (Until = '2025-12-31') => {
  const suppress = [{ Rule: 'SSL-02', Resource: 'vss-1', Until }];
  return audit(estateOf(brokenRegion()), RULES, { nowMs: NOW_MS, platform: 'public', secrets, suppress });
};

describe('the rules of an audit', () => {
  it('are each said once, with title and severities, counted over all findings', async () => {
    const all = await findings();
    const last = all.slice(-1);
    expect(toRules(last, all, 'en')).toMatchObject([
      { Rule: 'CRT-02', Severity: 'high 1, medium 2', Findings: 3, Title: 'Client certificate expires soon' },
    ]);
    expect(toRules(last, all, 'zh')[0]?.Advice).toMatch(/\p{Script=Han}/u);
    expect(toOtherRules(last, all, 'en')).toEqual([
      { Rule: 'SSL-02', Severity: 'high', Findings: 1, Title: 'Compression inside the tunnel' },
    ]);
    expect(toOtherRules(all, all, 'en')).toEqual([]);
  });

  it('that found nothing are 0, and those of which all findings are suppressed say so', async () => {
    const rules = rulesNamed(['ssl-server']);
    const counts = toKeptRules(rules, await findings('2026-12-31'), estateOf(brokenRegion()), 'en');
    expect(counts).toHaveLength(rules.length);
    expect(counts.slice(0, 2)).toEqual([
      { Rule: 'SSL-01', Severity: 'critical', Findings: 0, Title: 'SSL-VPN without encryption' },
      { Rule: 'SSL-02', Severity: 'high', Findings: 0, Title: 'Compression inside the tunnel', Suppressed: 1 },
    ]);
    const found = toKeptRules(rules, await findings(), estateOf(brokenRegion()), 'en').map(({ Rule }) => Rule);
    expect(found).not.toContain('SSL-02');
  });

  it.each([
    { Action: 'DescribeVpnConnections', known: ['SSL-01', 'OPS-01'] },
    { Action: 'DescribeSslVpnServers', known: ['CRY-01', 'OPS-01', 'RTE-06'] },
    { Action: 'DescribeVpnPbrRouteEntries', known: ['SSL-01', 'CRY-01', 'OPS-01', 'OPS-03'] },
    { Action: 'DescribeRegions', known: [] },
  ])('that found nothing without $Action are known only where they do not need it', ({ Action, known }) => {
    const inventory = { regions: [healthyRegion()], unseen: [{ RegionId: '*', Action, Reason: 'Forbidden' }] };
    const rules = rulesNamed(['SSL-01', 'CRY-01', 'OPS-01', 'OPS-03', 'RTE-06']);
    const counts = toKeptRules(rules, [], inventory, 'en');
    const zeros = counts.filter(({ Findings }) => Findings === 0).map(({ Rule }) => Rule);
    expect(zeros.toSorted()).toEqual([...known].toSorted());
    expect(counts.filter(({ Findings }) => Findings === 'not known')).toHaveLength(5 - known.length);
  });

  it('about keys found nothing that can be known where the platform shows no key', () => {
    const region = healthyRegion();
    const [first, ...rest] = region.connections;
    const masked = { ...first, IkeConfig: { ...first?.IkeConfig, Psk: '********' } };
    const count = (connections: RegionInventory['connections']) =>
      toKeptRules(rulesNamed(['SEC']), [], estateOf({ ...region, connections }), 'en').map((row) => row.Findings);
    expect(count(region.connections)).toEqual([0, 0, 0, 0]);
    expect(count([masked, ...rest])).toEqual(['not known', 'not known', 0, 'not known']);
  });
});
