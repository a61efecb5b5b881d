import { expect, it } from 'vitest';
import { noteOfNat, warnOfMixedKeys, warnOfNoOrder } from '../../../src/vendors/handoff/warn.ts';
import { LINKS } from '../../support/handoff-cases.ts';
import { sampleLink, sampleTunnel } from '../../support/peer-link.ts';

const one = sampleLink();
const two = LINKS['two-tunnels'] ?? one;

it('different keys of one pair of identities are warned of', () => {
  const tunnels = [sampleTunnel(), sampleTunnel({ order: 2, key: 'ffff0000' })] as const;
  expect(warnOfMixedKeys(sampleLink({ tunnels })).join()).toContain('wrong one');
  expect([...warnOfMixedKeys(two), ...warnOfMixedKeys(one)]).toEqual([]);
});

it('two tunnels of the same blocks have no order where policies have none; routed ones have', () => {
  expect(warnOfNoOrder(two, 'It').join()).toContain('0.0.0.0/0');
  expect(warnOfNoOrder(LINKS['two-tunnels-routed'] ?? one, 'It')).toEqual([]);
});

it('NAT has its word with the address', () => {
  expect(noteOfNat(two)).toEqual([expect.stringContaining('203.0.113.10:')]);
});
