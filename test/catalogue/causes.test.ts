import { expect, it } from 'vitest';
import { CAUSE_IDS, causeTextOf } from '../../src/catalogue/causes.ts';
import { placeholdersOf } from '../../src/catalogue/message.ts';

it('the IDs are the promised ones', () => {
  expect([...CAUSE_IDS].sort()).toEqual([
    ...[
      'auth-method-mismatch',
      'bgp-down',
      'commit-bit',
      'customer-gateway-missing',
      'dpd-payload-order',
      'duplicate-identity',
      'encapsulation-mode-mismatch',
      'esp-blocked',
    ],
    ...[
      'financial-locked',
      'flapping',
      'fragments-dropped',
      'gateway-not-ready',
      'health-check-failing',
      'health-check-misconfigured',
    ],
    ...['identity-mismatch', 'ike-mode-mismatch', 'ike-proposal-mismatch', 'ike-version-mismatch'],
    ...['ipsec-disabled', 'ipsec-proposal-mismatch', 'lifetime-mismatch', 'multi-subnet-ikev1', 'nat-traversal'],
    ...['not-initiated', 'overlap', 'peer-unreachable', 'pfs-mismatch', 'psk-mismatch', 'route-inactive'],
    ...[
      'route-leftover',
      'route-missing',
      'route-not-published',
      'route-shadowed',
      'route-stale',
      'security-protocol-mismatch',
      'stale-sa',
      'traffic-selector-mismatch',
      'unknown',
    ],
  ]);
});

it('every cause that two ends make together says what the peer can do', () => {
  const together = CAUSE_IDS.filter((id) => /mismatch|unreachable|traversal/.test(id));
  expect(together.filter((id) => causeTextOf(id).peer === undefined)).toEqual([]);
});

it('a change at the peer that names values has a text without them, for a log alone', () => {
  for (const id of CAUSE_IDS) {
    const { peer, peerWithoutValues } = causeTextOf(id);
    if (peer && placeholdersOf(peer.en).length > 0) expect([id, peerWithoutValues]).toEqual([id, expect.anything()]);
    for (const text of [peerWithoutValues?.en, peerWithoutValues?.zh]) expect(placeholdersOf(text ?? '')).toEqual([]);
  }
});
