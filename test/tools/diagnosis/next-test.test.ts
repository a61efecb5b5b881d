import { describe, expect, it } from 'vitest';
import { CAUSE_IDS } from '../../../src/catalogue/causes.ts';
import { formatEvidence } from '../../../src/tools/causes/evidence.ts';
import { nextTest, SPLITS, undecided } from '../../../src/tools/diagnosis/next-test.ts';

const candidate = (id: (typeof CAUSE_IDS)[number], confidence: number) => ({ id, confidence, evidence: [] });
const test = (...given: Parameters<typeof nextTest>) => formatEvidence(nextTest(...given), 'en');

describe('what cannot be told apart', () => {
  it('are candidates near the first', () => {
    const near = [candidate('psk-mismatch', 0.6), candidate('identity-mismatch', 0.5), candidate('overlap', 0.1)];
    expect(undecided(near)).toEqual(['psk-mismatch', 'identity-mismatch']);
  });

  it('is no mere guess, which is listed as a cause already', () => {
    expect(undecided([candidate('psk-mismatch', 0.4), candidate('identity-mismatch', 0.2)])).toEqual([]);
  });

  it('is nothing once one is proven, or stands alone', () => {
    expect(undecided([candidate('psk-mismatch', 0.95), candidate('identity-mismatch', 0.9)])).toEqual([]);
    expect(undecided([candidate('psk-mismatch', 0.6)])).toEqual([]);
    expect(undecided([])).toEqual([]);
  });
});

describe('the next test', () => {
  it.each([
    {
      name: "without a paste asks for the peer's log, its configuration or a capture",
      given: [[candidate('not-initiated', 0.5)], 'phase-1', false],
      says: /paste its log or configuration.*capture UDP 500\/4500/,
    },
    {
      name: 'of a refused authentication is the other log',
      given: [[candidate('psk-mismatch', 0.6)], 'phase-1', true],
      says: /MAC mismatched/,
    },
    {
      name: 'of phase 2 is the peer’s phase 2',
      given: [[candidate('pfs-mismatch', 0.6)], 'phase-2', true],
      says: /phase 2 settings/,
    },
    {
      name: 'after proof is none, and no change at both ends',
      given: [[candidate('pfs-mismatch', 0.95)], 'phase-2', true],
      says: /^None is needed to know why.*change one end only/,
    },
    {
      name: 'of a route that is likely is a ping, and never the change itself',
      given: [[candidate('route-not-published', 0.85)], 'up', false],
      says: /^Ping a remote host from a VPC host and capture/,
    },
    {
      name: 'of a peer that is not there is another identity, without a paste too',
      given: [[candidate('customer-gateway-missing', 0.8)], 'phase-1', false],
      says: /identity that sees every department/,
    },
    {
      name: 'at a locked gateway is the gateway',
      given: [[candidate('financial-locked', 1)], 'phase-1', false],
      says: /Settle this first/,
    },
    { name: 'of a tunnel that is well is for big packets', given: [[], 'up', false], says: /MSS 1360/ },
    { name: 'of a log that says nothing is a longer log', given: [[], 'unknown', true], says: /first packet/ },
  ] as const)('$name', ({ given: [candidates, tunnelPhase, hasPaste], says }) => {
    expect(test(candidates, tunnelPhase, hasPaste)).toMatch(says);
  });

  it('never is to apply a fix: it tells why, and changes nothing', () => {
    for (const { test: text } of SPLITS) expect(text.en).not.toMatch(/apply the fix/i);
  });

  it('exists for every cause but those of the gateway and the unknown', () => {
    const covered = SPLITS.flatMap(({ causes }) => causes);
    expect(CAUSE_IDS.filter((id) => !covered.includes(id))).toEqual([
      ...['gateway-not-ready', 'financial-locked', 'ipsec-disabled', 'not-initiated', 'unknown'],
    ]);
  });
});

describe('where the cloud can check by itself', () => {
  const checkable = { gateway: 'vpn-1', id: 'vco-1' };

  it('that comes before asking a person for a log', () => {
    expect(test([candidate('not-initiated', 0.5)], 'phase-1', false, checkable)).toBe(
      'Let the cloud check it: DiagnoseVpnGateway with VpnGatewayId vpn-1, ResourceType IPsec and ResourceId vco-1; then diagnose again.',
    );
  });

  it('a test that tells two causes apart comes before that, and proof needs none', () => {
    expect(test([candidate('psk-mismatch', 0.6)], 'phase-1', true, checkable)).toMatch(/MAC mismatched/);
    expect(test([candidate('psk-mismatch', 0.95)], 'phase-1', true, checkable)).toMatch(/^None is needed/);
  });
});
