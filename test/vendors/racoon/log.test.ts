import { expect, it } from 'vitest';
import { readLog } from '../../../src/tools/logs/read-log.ts';
import { RACOON_ROWS } from '../../../src/vendors/racoon/log.ts';

it.each([
  {
    line: 'rejected enctype: DB(prop#1:trns#1):Peer(prop#1:trns#1) = AES-CBC:3DES-CBC',
    cause: 'ike-proposal-mismatch',
  },
  {
    line: 'rejected authmethod: DB(prop#1:trns#1):Peer(prop#1:trns#1) = pre-shared key:RSA signatures',
    cause: 'auth-method-mismatch',
  },
  { line: 'trns_id mismatched: my:AES peer:3DES', cause: 'ipsec-proposal-mismatch' },
  { line: 'encmode mismatched: my:Tunnel peer:Transport', cause: 'encapsulation-mode-mismatch' },
  { line: 'proto_id mismatched: my:ESP peer:AH', cause: 'security-protocol-mismatch' },
  {
    line: "pfs group mismatched: my:14 peer:0\nno suitable proposal found in peer's SA payload (phase 2)",
    cause: 'pfs-mismatch',
  },
  { line: 'long lifetime proposed: my:28800 peer:86400', cause: 'lifetime-mismatch' },
  { line: 'not acceptable Aggressive mode', cause: 'ike-mode-mismatch' },
  { line: 'Expecting IP address type in main mode, but FQDN.', cause: 'identity-mismatch' },
  { line: 'ignore the packet, received unexpecting payload type 130.', cause: 'nat-traversal' },
  { line: 'DPD: remote (ISAKMP-SA spi=1:2) seems to be dead.', cause: 'peer-unreachable' },
  { line: 'no policy found: 10.0.0.0/24[0] 10.1.0.0/24[0] proto=any dir=in', cause: 'traffic-selector-mismatch' },
])('racoon names: $line', ({ line, cause }) => {
  expect(readLog(line).candidates[0]?.id).toBe(cause);
});

it('the lines that prove their cause are few', () => {
  const proofs = new Set(RACOON_ROWS.filter(({ definitive }) => definitive).map(({ row }) => row));
  expect([...proofs]).toEqual([206, 212, 213]);
});

it('a proposal that is refused is no proof: a later one may fit', () => {
  const line = 'rejected hashtype: DB(prop#1:trns#1):Peer(prop#1:trns#2) = SHA:MD5';
  expect(readLog(line).candidates[0]?.confidence).toBeLessThan(0.8);
});
