import { describe, expect, it } from 'vitest';
import {
  audit,
  countAffected,
  countByKind,
  countBySeverity,
  hasSha2,
  type Suppression,
} from '../../../src/tools/audit/run.ts';
import { RULES } from '../../../src/tools/rules/rules.ts';
import { estateOf, healthyRegion, NOW_MS } from '../../support/inventories.ts';

const secrets = { judge: () => null, equal: () => false };

const brokenRegion = () => {
  const region = healthyRegion();
  return {
    ...region,
    gateways: region.gateways.map((one) => ({ ...one, BusinessStatus: 'FinancialLocked' })),
    sslServers: region.sslServers.map((one) => ({ ...one, Compress: true, Port: 443 })),
    customerGateways: [
      ...region.customerGateways,
      { CustomerGatewayId: 'cgw-9', Name: 'spare', IpAddress: '192.0.2.9' },
    ],
  };
};

const run = (suppress: readonly Suppression[] = []) =>
  audit(estateOf(brokenRegion()), RULES, { nowMs: NOW_MS, platform: 'public', secrets, suppress });

describe('audit', () => {
  it('finds nothing in a healthy inventory', async () => {
    expect(
      await audit(estateOf(healthyRegion()), RULES, { nowMs: NOW_MS, platform: 'public', secrets, suppress: [] }),
    ).toEqual([]);
  });

  it('tells the worst first, in an order that does not change', async () => {
    const summary = (await run()).map(({ rule }) => rule.id);
    expect(summary).toEqual(['OPS-01', 'SSL-02', 'SSL-08', 'OPS-04']);
    expect((await run()).map(({ rule }) => rule.id)).toEqual(summary);
  });

  it('counts exactly by severity', async () => {
    expect(countBySeverity(await run())).toEqual({ critical: 1, high: 2, low: 1 });
  });

  it('counts each affected resource once, by its worst finding, beside how many were checked', async () => {
    const [gateway] = brokenRegion().gateways;
    const region = { ...brokenRegion(), gateways: [{ ...gateway, ChargeType: 'Prepay', EndTime: NOW_MS }] };
    const found = await audit(estateOf(region), RULES, { nowMs: NOW_MS, platform: 'public', secrets, suppress: [] });
    expect(countBySeverity(found)).toEqual({ critical: 1, high: 2, medium: 1, low: 1 });
    expect(countAffected(found, countByKind(estateOf(region)))).toEqual([
      { Kind: 'vpn-gateway', Checked: 1, critical: 1, high: 0, medium: 0, low: 0 },
      { Kind: 'customer-gateway', Checked: 3, critical: 0, high: 0, medium: 0, low: 1 },
      { Kind: 'ssl-server', Checked: 1, critical: 0, high: 1, medium: 0, low: 0 },
    ]);
  });

  it.each([
    { name: 'by ID', Resource: 'vss-1', Until: '2026-12-31', suppressed: true },
    { name: 'by name', Resource: 'staff', Until: '2026-12-31', suppressed: true },
    { name: 'on its last day', Resource: 'vss-1', Until: '2026-06-01', suppressed: true },
    { name: 'no longer after it', Resource: 'vss-1', Until: '2026-05-31', suppressed: false },
    { name: 'not at another resource', Resource: 'vss-2', Until: '2026-12-31', suppressed: false },
  ])('a suppression holds $name', async ({ Resource, Until, suppressed }) => {
    const finding = (await run([{ Rule: 'SSL-02', Resource, Until }])).find(({ rule }) => rule.id === 'SSL-02');
    expect(finding?.suppressed).toBe(suppressed);
  });

  it('knows the older platform by the environment in a region name', async () => {
    const [old, other] = [{ RegionId: 'cn-qingdao-env17-d01' }, { RegionId: 'cn-hangzhou' }];
    expect([hasSha2('stack', old), hasSha2('stack', other)]).toEqual([false, true]);
    expect(hasSha2('public', old)).toBe(true);
  });
});
