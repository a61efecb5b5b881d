import { describe, expect, it } from 'vitest';
import { formatEvidence } from '../../../src/tools/causes/evidence.ts';
import { compareEnds } from '../../../src/tools/ends/compare-ends.ts';
import { clearedBy, judgeRows, rowEvidence } from '../../../src/tools/judges/peer.ts';
import { cloudEnd } from '../../../src/tools/judges/tunnel-facts.ts';
import { factsWith, peerWith } from '../../support/tunnel.ts';

const rows = (peer: Parameters<typeof peerWith>[0]) => compareEnds(cloudEnd(factsWith()), peerWith(peer));
const weakPfs = { pfs: ['group2'] };
const otherId = { local_id: 'plant' };

describe('a field that differs', () => {
  it.each([
    {
      name: 'in the phase that fails is proof',
      peer: otherId,
      tunnelPhase: 'phase-1',
      id: 'identity-mismatch',
      sure: 0.95,
    },
    {
      name: 'in the next phase alone is likely',
      peer: weakPfs,
      tunnelPhase: 'phase-1',
      id: 'pfs-mismatch',
      sure: 0.55,
    },
    {
      name: 'in a phase that is up cannot be it',
      peer: otherId,
      tunnelPhase: 'phase-2',
      id: 'identity-mismatch',
      sure: 0.4,
    },
    { name: 'in phase 2 is proof there', peer: weakPfs, tunnelPhase: 'phase-2', id: 'pfs-mismatch', sure: 0.95 },
    { name: 'as PFS breaks a tunnel at its renewal', peer: weakPfs, tunnelPhase: 'up', id: 'pfs-mismatch', sure: 0.6 },
  ] as const)('$name', ({ peer, tunnelPhase, id, sure }) => {
    expect(judgeRows(rows(peer), tunnelPhase)).toMatchObject([{ id, confidence: sure }]);
  });

  it('in the next phase waits where one of this phase differs too', () => {
    const found = judgeRows(rows({ ...weakPfs, ...otherId }), 'phase-1');
    expect(found.map(({ id, confidence }) => [id, confidence])).toEqual([
      ['identity-mismatch', 0.95],
      ['pfs-mismatch', 0.4],
    ]);
  });

  it('as a lifetime or behind a NAT is a hint', () => {
    expect(judgeRows(rows({ life1: 1, local_addr: '10.0.0.2' }), 'phase-1').map(({ id }) => id)).toEqual([
      'nat-traversal',
      'lifetime-mismatch',
    ]);
  });

  it('is told with both values', () => {
    const [row] = rows(otherId).filter(({ result }) => result === 'mismatch');
    expect(row && formatEvidence(rowEvidence(row), 'en')).toBe('remote_id: cloud 198.51.100.1, peer plant');
    expect(row && formatEvidence(rowEvidence(row), 'zh')).toBe('remote_id：云端 198.51.100.1，对端 plant');
  });
});

it('of two differences, the one that a negotiation meets first leads', () => {
  const found = judgeRows(rows({ ike_version: 'ikev1', local_id: 'plant' }), 'phase-1');
  expect(found.map(({ id }) => id)).toEqual(['ike-version-mismatch', 'identity-mismatch']);
});

it('fields that all agree speak against their cause; one that is not given does not', () => {
  expect(clearedBy(rows({}))).toEqual(
    expect.arrayContaining(['ike-proposal-mismatch', 'identity-mismatch', 'pfs-mismatch']),
  );
  expect(clearedBy(rows({ remote_id: undefined }))).not.toContain('identity-mismatch');
});
