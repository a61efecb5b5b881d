import { expect, test } from 'vitest';
import { stampFor, timestampOf } from '../../../src/client/wire/wire-request.ts';
import { testKeys } from '../recorder.ts';

test('a timestamp is UTC to the second', () => {
  expect(timestampOf(Date.UTC(2026, 10, 23, 1, 2, 3, 987))).toBe('2026-11-23T01:02:03Z');
});

test('every stamp has a nonce of its own', () => {
  const nonces = Array.from({ length: 100 }, () => stampFor(testKeys, 0).nonce);
  expect(new Set(nonces).size).toBe(100);
});
