import { expect, it } from 'vitest';
import { FIREWALL_PATTERNS } from '../../src/vendors/firewall-log.ts';

it('rows 24 to 45 are of firewalls', () => {
  const rows = new Set(FIREWALL_PATTERNS.map(({ row }) => row));
  expect([...rows]).toEqual(Array.from({ length: 22 }, (_, at) => at + 24));
});

it('the lines that prove their cause are those of the table', () => {
  const proofs = new Set(FIREWALL_PATTERNS.filter(({ definitive }) => definitive).map(({ row }) => row));
  expect([...proofs]).toEqual([29, 31, 39, 41, 45]);
});

it.each([
  { word: 'phase1 proposal mismatch', cause: 'ike-proposal-mismatch' },
  { word: 'phase2 proposal or pfs mismatch', cause: 'ipsec-proposal-mismatch' },
  { word: 'pre-shared-key mismatch', cause: 'psk-mismatch' },
  { word: 'peer address mismatch', cause: 'peer-unreachable' },
  { word: 'config ID mismatch', cause: 'identity-mismatch' },
  { word: 'flow mismatch', cause: 'traffic-selector-mismatch' },
])("Huawei's error table says $cause with $word", ({ word, cause }) => {
  expect(FIREWALL_PATTERNS.filter(({ pattern }) => pattern.test(word)).map(({ causes }) => causes[0])).toEqual([cause]);
});
