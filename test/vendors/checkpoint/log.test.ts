import { expect, it } from 'vitest';
import { readLog } from '../../../src/tools/logs/read-log.ts';
import { CHECKPOINT_ROWS } from '../../../src/vendors/checkpoint/log.ts';

it.each([
  [
    'ike: Main Mode Failed to match proposal: Transform: AES-256; Reason: Wrong value for: Hash Algorithm',
    'ike-proposal-mismatch',
  ],
  ['Main Mode Received Notification from Peer: no proposal chosen', 'ike-proposal-mismatch'],
  ['Quick Mode Received Notification from Peer: no proposal chosen', 'ipsec-proposal-mismatch'],
  ['Quick Mode Received Notification from Peer: invalid id information', 'traffic-selector-mismatch'],
])('Check Point says: %s', (line, cause) => {
  const { candidates, vendors } = readLog(line);
  expect([candidates[0]?.id, vendors]).toEqual([cause, ['checkpoint']]);
});

it('no line of it proves a cause', () => {
  expect(CHECKPOINT_ROWS.filter(({ definitive }) => definitive)).toEqual([]);
});
