import { expect, it } from 'vitest';
import { readLog } from '../../../src/tools/logs/read-log.ts';
import { PALO_ALTO_ROWS } from '../../../src/vendors/paloalto/log.ts';

it.each([
  {
    line: 'IKE phase-1 negotiation is failed as initiator, main mode. Failed SA: 192.0.2.2[500]-192.0.2.7[500] cookie:1:0 due to timeout.',
    cause: 'peer-unreachable',
  },
  {
    line: 'IKE phase-1 negotiation is failed. When pre-shared key is used, peer-ID must be type IP address. Received type FQDN',
    cause: 'identity-mismatch',
  },
  {
    line: "pfs group mismatched: my:2 peer:0\nIKE phase-2 negotiation failed when processing SA payload. no suitable proposal found in peer's SA payload.",
    cause: 'pfs-mismatch',
  },
  {
    line: "IKE phase-2 negotiation failed when processing SA payload. no suitable proposal found in peer's SA payload.",
    cause: 'ipsec-proposal-mismatch',
  },
  {
    line: 'IKE phase-2 negotiation failed when processing Proxy ID. received local id 10.0.0.0/24',
    cause: 'traffic-selector-mismatch',
  },
  { line: 'IKEv2 child SA negotiation is failed: message lacks KE payload', cause: 'pfs-mismatch' },
])('Palo Alto says: $line', ({ line, cause }) => {
  expect(readLog(line).candidates[0]?.id).toBe(cause);
});

it('the lines that prove their cause are few', () => {
  const proofs = new Set(PALO_ALTO_ROWS.filter(({ definitive }) => definitive).map(({ row }) => row));
  expect([...proofs]).toEqual([352]);
});
