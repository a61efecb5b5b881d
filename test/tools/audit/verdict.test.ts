import { describe, expect, it } from 'vitest';
import { audit } from '../../../src/tools/audit/run.ts';
import { rulesNamed } from '../../../src/tools/audit/select-rules.ts';
import { verdict } from '../../../src/tools/audit/verdict.ts';
import { RULES } from '../../../src/tools/rules/rules.ts';
import { estateOf, healthyRegion, NOW_MS } from '../../support/inventories.ts';

const region = {
  ...healthyRegion(),
  sslServers: healthyRegion().sslServers.map((one) => ({ ...one, Compress: true })),
};
const unseen = [{ RegionId: 'cn-hangzhou', Action: 'DescribeVpnGateways', Reason: 'Forbidden' }];
const whole = { inventory: estateOf(region), rules: RULES, findings: [], lesser: 0 };

describe('the verdict of an audit', () => {
  it('counts findings by severity, and those that are suppressed apart', async () => {
    const about = { nowMs: NOW_MS, platform: 'public' as const, secrets: { judge: () => null, equal: () => false } };
    const open = await audit(whole.inventory, RULES, { ...about, suppress: [] });
    const suppress = [{ Rule: 'SSL-02', Resource: 'staff', Until: '2026-12-31' }];
    const suppressed = await audit(whole.inventory, RULES, { ...about, suppress });
    expect(verdict({ ...whole, findings: [...open, ...suppressed] }, 'en')).toBe(
      'Findings: 1 (high 1); resources: 9; regions: 1; suppressed: 1.',
    );
    expect(verdict({ ...whole, findings: open }, 'zh')).toBe(
      '在 1 个地域的 9 个资源上发现 1 个问题（高 1）；已忽略 0 个。',
    );
  });

  it('calls nothing clean that was not read, and says so first', () => {
    expect(verdict(whole, 'en')).toBe('No finding; resources: 9; regions: 1; suppressed: 0.');
    expect(verdict({ ...whole, inventory: { regions: [region], unseen } }, 'en')).toBe(
      'NOT complete: 1 reads failed, see NotSeen. No finding in what was read; resources: at least 9; regions: 1; suppressed: 0.',
    );
  });

  it('says how much of the rules was checked, and what is left out as less severe', () => {
    const narrowed = verdict({ ...whole, rules: rulesNamed(['OPS']), lesser: 3 }, 'en');
    expect(narrowed).toMatch(new RegExp(`^No finding; .* Rules: 4 of ${RULES.length}\\. Less severe, left out: 3\\.$`));
    expect(verdict({ ...whole, rules: rulesNamed(['OPS']), lesser: 3 }, 'zh')).toMatch(/\p{Script=Han}/u);
  });
});
