import { expect, it } from 'vitest';
import { readLog } from '../../../src/tools/logs/read-log.ts';
import { NOTIFY_ROWS } from '../../../src/vendors/ike/log.ts';

it.each([
  { line: 'maker X: peer sent NO-PROPOSAL-CHOSEN', cause: 'ike-proposal-mismatch' },
  { line: 'Quick Mode of maker X: invalid id information', cause: 'traffic-selector-mismatch' },
  { line: 'maker X: notify AUTHENTICATION_FAILED', cause: 'psk-mismatch' },
])('a notification by its name, whoever writes it: $line', ({ line, cause }) => {
  expect(readLog(line).candidates[0]?.id).toBe(cause);
});

it('the lines that prove their cause are few', () => {
  const proofs = new Set(NOTIFY_ROWS.filter(({ definitive }) => definitive).map(({ row }) => row));
  expect([...proofs]).toEqual([]);
});

it('in phase 2 a refused proposal is one of phase 2', () => {
  const log = '%ASA-5-713119: PHASE 1 COMPLETED\nmaker X: peer sent NO-PROPOSAL-CHOSEN';
  expect(readLog(log).candidates[0]?.id).toBe('ipsec-proposal-mismatch');
});

it.each([
  'SonicWall: IKE Responder: something of its own',
  'maker X: the tunnel was refused for reason 0x77',
  'vpn daemon: negotiation error in stage blue',
])('words that nobody knows stay unknown, and are said: %s', (line) => {
  const { candidates, notUnderstood } = readLog(line);
  expect(candidates).toEqual([]);
  expect(notUnderstood).toBeDefined();
});
