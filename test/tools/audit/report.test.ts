import { describe, expect, it } from 'vitest';
import { toRow, toRules, toSarif, toSarifResult, toText } from '../../../src/tools/audit/report.ts';
import { RULES } from '../../../src/tools/audit/rules.ts';
import { audit } from '../../../src/tools/audit/run.ts';
import { estateOf, healthyRegion, NOW_MS } from '../../support/inventories.ts';

const findings = () => {
  const region = healthyRegion();
  const broken = {
    ...region,
    sslServers: region.sslServers.map((one) => ({ ...one, Compress: true })),
    certificates: region.certificates.map((one) => ({ ...one, EndTime: NOW_MS + 20 * 86_400_000 })),
  };
  const suppress = [{ Rule: 'CRT-02', Resource: 'vsc-1', Until: '2026-12-31' }];
  const secrets = { judge: () => null, equal: () => false };
  return audit(estateOf(broken), RULES, { nowMs: NOW_MS, secrets, suppress });
};

const sarifOf = (found: Awaited<ReturnType<typeof findings>>) => toSarif(found, found.map(toSarifResult), 'en');

describe('an audit report', () => {
  it('gives each finding with a fix that is ready to be called in its region', async () => {
    const row = toRow((await findings())[0] ?? expect.fail('no finding'));
    expect(row).toMatchObject({
      Rule: 'SSL-02',
      Severity: 'high',
      RegionId: 'cn-hangzhou',
      Id: 'vss-1',
      Observed: 'Compress=true',
      PeerChange: true,
      Fix: {
        Tool: 'ModifySslVpnServer',
        Arguments: { RegionId: 'cn-hangzhou', SslVpnServerId: 'vss-1', Compress: false },
      },
    });
  });

  it('tells each rule once, with the number of its findings', async () => {
    const rules = toRules(await findings(), await findings(), 'zh');
    expect(rules.map(({ Rule, Findings }) => [Rule, Findings])).toEqual([
      ['SSL-02', 1],
      ['CRT-02', 1],
    ]);
    expect(rules[0]?.Title).toMatch(/\p{Script=Han}/u);
  });

  it('counts a rule over all findings, also where only one is shown', async () => {
    const [one] = await findings();
    const all = [one, one, one].map((each) => each ?? expect.fail('no finding'));
    expect(toRules(all.slice(0, 1), all, 'en')).toMatchObject([{ Rule: 'SSL-02', Findings: 3 }]);
  });

  it('is one line a finding as text', async () => {
    const lines = toText(await findings(), 'en').split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain('[high] SSL-02');
    expect(lines[0]).toContain('vss-1 "staff"');
  });

  it('is SARIF 2.1.0 with levels, rules, places and suppressions', async () => {
    const { version, runs } = sarifOf(await findings());
    expect(version).toBe('2.1.0');
    const results = runs[0]?.results ?? [];
    expect(results.map(({ ruleId, level }) => [ruleId, level])).toEqual([
      ['SSL-02', 'error'],
      ['CRT-02', 'warning'],
    ]);
    expect(results[0]?.locations[0]?.logicalLocations[0]?.fullyQualifiedName).toBe('cn-hangzhou/vss-1');
    expect(results.map((result) => 'suppressions' in result)).toEqual([false, true]);
    const known = runs[0]?.tool.driver.rules.map(({ id }) => id);
    for (const { ruleId } of results) expect(known).toContain(ruleId);
  });
});
