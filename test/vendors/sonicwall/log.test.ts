import { expect, it } from 'vitest';
import { readLog } from '../../../src/tools/logs/read-log.ts';
import { SONICWALL_ROWS } from '../../../src/vendors/sonicwall/log.ts';

it.each([
  ['IKE Responder: IKE proposal does not match (Phase 1) 192.0.2.7, 500 192.0.2.2, 500', 'ike-proposal-mismatch'],
  ['IKEv2 Payload processing error VPN Policy: a; IKEv2 IKE proposal does not match', 'ike-proposal-mismatch'],
  ['IKE Responder: IPSec proposal does not match (Phase 2)', 'ipsec-proposal-mismatch'],
  ['IKE Responder: IPSec proposal not acceptable', 'ipsec-proposal-mismatch'],
  ['IKE Responder: Proposed IKE ID mismatch', 'identity-mismatch'],
  ['IKEv2 Initiator: Remote party timeout - Retransmitting IKEv2 request.', 'peer-unreachable'],
])('SonicWall says: %s', (line, cause) => {
  expect(readLog(line).candidates[0]?.id).toBe(cause);
});

it('is named by its signs, and no line of it proves a cause', () => {
  expect(readLog('IKE Responder: Received Main Mode request (Phase 1)').vendors).toEqual(['sonicwall']);
  expect(SONICWALL_ROWS.filter(({ definitive }) => definitive)).toEqual([]);
});
