import { expect, it } from 'vitest';
import { readLog } from '../../../src/tools/logs/read-log.ts';
import { FORTIGATE_ROWS } from '../../../src/vendors/fortigate/log.ts';

it('rows 40 to 44, and from 271, are of FortiGate', () => {
  const rows = new Set(FORTIGATE_ROWS.map(({ row }) => row));
  expect([...rows]).toEqual([40, 41, 42, 43, 44, 271, 272, 273, 274, 275, 276, 277, 278, 279]);
});

it('the lines that prove their cause are those of the table', () => {
  const proofs = new Set(FORTIGATE_ROWS.filter(({ definitive }) => definitive).map(({ row }) => row));
  expect([...proofs]).toEqual([41]);
});

it.each([
  {
    line: 'ike 0:hub:7: sent IKE msg (P1_RETRANSMIT): 192.0.2.2:500->192.0.2.7:500, len=108\nike 0:hub:7: negotiation timeout, deleting',
    cause: 'peer-unreachable',
  },
  {
    line: 'ike 0:hub:44: my proposal, gw hub:\nike 0:hub:44: no proposal chosen\nike Negotiate SA Error: ike ike  [10242]',
    cause: 'ike-proposal-mismatch',
  },
  {
    line: 'ike 0:hub:44:81: specified selectors mismatch\nike 0:hub:44:81: no matching phase2 found',
    cause: 'traffic-selector-mismatch',
  },
  {
    line: 'logdesc="IPsec phase 2 error" reason="peer SA proposal not match local policy"',
    cause: 'ipsec-proposal-mismatch',
  },
  {
    line: "'hub'  192.0.2.7:0  selectors(total,up): 1/0  rx(pkt,err): 0/0  tx(pkt,err): 0/2",
    cause: 'traffic-selector-mismatch',
  },
])('FortiGate says: $line', ({ line, cause }) => {
  expect(readLog(line).candidates[0]?.id).toBe(cause);
});
