import { expect, it } from 'vitest';
import { readLog } from '../../../src/tools/logs/read-log.ts';
import { PLUTO_ROWS } from '../../../src/vendors/libreswan/log.ts';

it.each([
  { line: '"link" #2: authentication failed: PSK AUTH mismatch', cause: 'psk-mismatch' },
  {
    line: '"link" #9865: No IKEv2 connection found with compatible Traffic Selectors',
    cause: 'traffic-selector-mismatch',
  },
  {
    line: '"link" #4: no local proposal matches remote proposals 1:ESP:ENCR=AES_CBC_128;ESN=DISABLED',
    cause: 'ipsec-proposal-mismatch',
  },
  {
    line: '"link" #4: no local proposal matches remote proposals 1:IKE:ENCR=AES_CBC_128',
    cause: 'ike-proposal-mismatch',
  },
  {
    line: '"link" #1: STATE_MAIN_I4: ISAKMP SA established {auth=PRESHARED_KEY}\n"link" #1: ignoring informational payload NO_PROPOSAL_CHOSEN, msgid=00000000',
    cause: 'ipsec-proposal-mismatch',
  },
  { line: '"link" #4: we require PFS but Quick I1 SA specifies no GROUP_DESCRIPTION', cause: 'pfs-mismatch' },
  { line: '"link" #6: IKE SA authentication request rejected: AUTHENTICATION_FAILED', cause: 'psk-mismatch' },
])('pluto says: $line', ({ line, cause }) => {
  expect(readLog(line).candidates[0]?.id).toBe(cause);
});

it('the lines that prove their cause are few', () => {
  const proofs = new Set(PLUTO_ROWS.filter(({ definitive }) => definitive).map(({ row }) => row));
  expect([...proofs]).toEqual([320, 321, 324, 325, 329, 330, 331]);
});

it('a line of pluto is its sign', () => {
  expect(readLog('"link"[1] 192.0.2.7 #3: something').vendors).toEqual(['libreswan']);
});
