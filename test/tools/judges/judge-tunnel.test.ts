import { describe, expect, it } from 'vitest';
import { judgeTunnel } from '../../../src/tools/judges/judge-tunnel.ts';
import { readLog } from '../../../src/tools/logs/read-log.ts';
import { factsWith, ike, peerWith, routeWith } from '../../support/tunnel.ts';

const base = { readMs: Date.UTC(2026, 0, 31, 8, 5), mayCheck: true, unread: [] };

const down = { Status: 'ike_sa_not_established' };
const first = (findings: Parameters<typeof judgeTunnel>[0]) => judgeTunnel(findings).candidates[0];

it('a log in which the peer falls silent takes nothing from what the settings say of its address', () => {
  const text =
    'parsed IKE_SA_INIT response 0 [ N(NO_PROP) ]\ngenerating IKE_SA_INIT request 0 [ SA KE No ]\ngiving up after 5 retransmits';
  const { candidates } = judgeTunnel({ facts: factsWith(down), log: readLog(text) });
  expect(candidates[0]?.id).not.toBe('peer-unreachable');
  const summary = candidates.find(({ id }) => id === 'peer-unreachable')?.evidence.map((one) => one.text.en);
  expect(summary).toContain('phase 1 is not up, and no packet of the peer is visible in this API');
});

describe('the tree', () => {
  it.each([
    {
      name: 'D1: a locked gateway ends all thought',
      facts: factsWith(down, { gateway: { BusinessStatus: 'FinancialLocked', Status: 'active' } }),
      id: 'financial-locked',
    },
    {
      name: 'D3: phase 1 is not up',
      facts: factsWith({ ...down, EffectImmediately: false }, { routes: [] }),
      id: 'not-initiated',
    },
    {
      name: 'D4: phase 2 is not up',
      facts: factsWith({
        Status: 'ike_sa_established',
        IkeConfig: { ...ike, IkeVersion: 'ikev1' },
        LocalSubnet: '10.10.0.0/16,10.11.0.0/16',
      }),
      id: 'multi-subnet-ikev1',
    },
    {
      name: 'D5: up, and the health check fails',
      facts: factsWith({ VcoHealthCheck: { Enable: 'true', Status: 'failed', Dip: '192.0.2.1', Sip: '10.10.0.5' } }),
      id: 'health-check-misconfigured',
    },
    {
      name: 'D6: up, and nothing is routed',
      facts: factsWith({}, { routes: [routeWith({ State: 'normal' })] }),
      id: 'route-not-published',
    },
  ])('$name', ({ facts, id }) => {
    expect(first({ facts })?.id).toBe(id);
  });

  it('finds nothing wrong with a tunnel that is well', () => {
    expect(judgeTunnel({ facts: factsWith() }).candidates).toEqual([]);
  });

  it('a locked gateway leaves no other candidate', () => {
    const facts = factsWith(down, { gateway: { BusinessStatus: 'FinancialLocked', Status: 'active' } });
    expect(judgeTunnel({ facts, peer: peerWith({ local_id: 'x' }) }).candidates).toHaveLength(1);
  });

  it('proves nothing from the status alone', () => {
    for (const Status of ['ike_sa_not_established', 'ike_sa_established', 'ipsec_sa_not_established'])
      for (const { confidence } of judgeTunnel({ facts: factsWith({ Status }) }).candidates)
        expect(confidence).toBeLessThan(0.9);
  });
});

describe('a log and the settings together', () => {
  it('make the key likelier than an identity when both identities are the addresses', () => {
    const log = readLog('parsed IKE_AUTH response 1 [ N(AUTH_FAILED) ]\nreceived AUTHENTICATION_FAILED notify error');
    const { candidates } = judgeTunnel({ facts: factsWith(down), log });
    expect(candidates.slice(0, 2).map(({ id }) => id)).toEqual(['psk-mismatch', 'identity-mismatch']);
    expect(candidates[0]?.confidence).toBeLessThan(0.9);
    expect(candidates.map(({ id }) => id)).not.toContain('peer-unreachable');
  });

  it('prove a difference that the log alone only hints at', () => {
    const log = readLog(
      [
        'initiating IKE_SA ali[1] to 203.0.113.10',
        'configured proposals: IKE:AES_CBC_128/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_2048',
        'parsed IKE_SA_INIT response 0 [ N(NO_PROP) ]',
        'received NO_PROPOSAL_CHOSEN notify error',
      ].join('\n'),
    );
    expect(log.candidates[0]?.confidence).toBeLessThan(0.9);
    expect(first({ facts: factsWith(down), log })).toMatchObject({ id: 'ike-proposal-mismatch', confidence: 0.93 });
  });

  it('of another tunnel prove nothing', () => {
    const log = readLog('looking for peer configs matching 192.0.2.1[a]...192.0.2.2[b]\nno matching peer config found');
    expect(log.candidates[0]?.confidence).toBeGreaterThanOrEqual(0.9);
    expect(first({ facts: factsWith(down), log })?.confidence).toBeLessThan(0.9);
  });

  it('of a tunnel that is up again are its past', () => {
    const log = readLog("tried 1 shared key for 'a' - 'b', but MAC mismatched");
    expect(first({ facts: factsWith(), log })?.confidence).toBeLessThanOrEqual(0.5);
  });
});

describe('the peer’s configuration', () => {
  it('is proof where it differs in the phase that fails', () => {
    const judged = judgeTunnel({ facts: factsWith(down), peer: peerWith({ ike_version: 'ikev1' }) });
    expect(judged.candidates[0]).toMatchObject({ id: 'ike-version-mismatch', confidence: 0.95 });
    expect(judged.comparison.length).toBeGreaterThan(10);
  });

  it('that agrees in all leaves the key', () => {
    const { candidates } = judgeTunnel({ facts: factsWith(down), peer: peerWith() });
    expect(candidates[0]).toMatchObject({ id: 'psk-mismatch', confidence: 0.45 });
    expect(candidates.find(({ id }) => id === 'ike-proposal-mismatch')).toBeUndefined();
  });
});

describe('a configuration that was read in part', () => {
  const differs = { ike_version: 'ikev1' as const };

  it.each(['absent', 'strange', 'excerpt', 'least'] as const)('proves nothing: %s', (kind) => {
    const peer = peerWith({ ...differs, doubts: [{ kind, what: 'include x' }] });
    expect(first({ facts: factsWith(down), peer })).toMatchObject({ id: 'ike-version-mismatch', confidence: 0.55 });
  });

  it('proves a difference where what was not seen stands beside it', () => {
    const peer = peerWith({ ...differs, doubts: [{ kind: 'beside', what: 'include x' }] });
    expect(first({ facts: factsWith(down), peer })?.confidence).toBe(0.95);
  });
});

describe('without a tunnel', () => {
  it('the log is explained alone', () => {
    expect(judgeTunnel({ log: readLog('received INVALID_ID_INFORMATION error notify') })).toMatchObject({
      ...{ tunnelPhase: 'unknown', comparison: [] },
      candidates: [{ id: 'traffic-selector-mismatch' }],
    });
  });

  it('and without a log nothing is said', () => {
    expect(judgeTunnel({}).candidates).toEqual([]);
  });
});

describe('what the cloud itself says', () => {
  const silent = { text: '', lines: 0, minutes: 10, isWhole: true };
  const first = (
    evidence: NonNullable<Parameters<typeof judgeTunnel>[0]['evidence']>,
    Status = 'ike_sa_not_established',
  ) => judgeTunnel({ facts: factsWith({ Status }), evidence }).candidates[0];

  it('leads over guesses from the settings', () => {
    const verdict = { code: 'PeerIdMismatch', local: 'a.example', remote: 'b.example', failedMs: base.readMs - 1000 };
    expect(first({ verdict, ...base })).toMatchObject({ id: 'identity-mismatch', confidence: 0.95 });
  });

  it('of a whole log without a line is that nobody tries', () => {
    expect(first({ log: silent, ...base })).toMatchObject({ id: 'not-initiated', confidence: 0.7 });
    expect(first({ log: { ...silent, isWhole: false }, ...base })?.evidence).not.toContainEqual(
      expect.objectContaining({ values: { minutes: 10 } }),
    );
    expect(first({ log: silent, ...base }, 'ipsec_sa_established')).toBeUndefined();
    const failed = { code: 'NegotiationFailed', failedMs: base.readMs - 60_000 };
    expect(first({ log: silent, verdict: failed, ...base })?.confidence).not.toBe(0.7);
    expect(first({ log: { ...silent, minutes: 2 }, ...base })?.confidence).not.toBe(0.7);
  });

  it('counts less than a change that came after it', () => {
    const changes = [{ atMs: 2000, fields: ['IkeConfig.Psk'] }];
    const facts = factsWith({ Status: 'ike_sa_not_established' }, { changes });
    const evidence = { verdict: { code: 'PskMismatch', failedMs: 1000 }, ...base };
    const found = judgeTunnel({ facts, evidence }).candidates.find(({ id }) => id === 'psk-mismatch');
    expect(found?.confidence).toBeLessThan(0.5);
  });
});
