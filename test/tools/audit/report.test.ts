import { describe, expect, it } from 'vitest';
import { toRow, toSarif, toSarifResult, toText } from '../../../src/tools/audit/report.ts';
import { audit } from '../../../src/tools/audit/run.ts';
import { RULES } from '../../../src/tools/rules/rules.ts';
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
  return audit(estateOf(broken), RULES, { nowMs: NOW_MS, platform: 'public', secrets, suppress });
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

  it('says as text what is wrong once, counted over all findings, above the resources that have it', async () => {
    const all = await findings();
    expect(toText(all.slice(0, 1), [...all, ...all], 'en')).toEqual([
      '[high] SSL-02 Compression inside the tunnel: 2; expected: false',
      '- vss-1 staff (cn-hangzhou): Compress=true',
    ]);
    expect(toText(all, all, 'zh').filter((line) => !line.startsWith('- '))).toEqual([
      expect.stringMatching(/^\[high\] SSL-02 \p{Script=Han}+：1；应为：false$/u),
      expect.stringMatching(/^\[medium\] CRT-02 /),
    ]);
  });

  it('says as text what is expected of each where it is not the same, and keeps a name on its line', async () => {
    const [one] = await findings();
    const finding = one ?? expect.fail('no finding');
    const named = (Name: string, expected: string) => ({ ...finding, expected, subject: { ...finding.subject, Name } });
    const both = [named("night\nshift's", 'a'), named('day', 'b')];
    expect(toText(both, both, 'en')).toEqual([
      '[high] SSL-02 Compression inside the tunnel: 2',
      "- vss-1 'night shift’s' (cn-hangzhou): Compress=true; expected: a",
      '- vss-1 day (cn-hangzhou): Compress=true; expected: b',
    ]);
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
