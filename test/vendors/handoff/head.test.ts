import { expect, test } from 'vitest';
import { headOf } from '../../../src/vendors/handoff/head.ts';
import { sampleLink } from '../../support/peer-link.ts';

const head = (verified: 'lab' | 'parser' | 'reader' | 'unverified') =>
  headOf(sampleLink(), { title: 'X 1', verified }, { head: ['salt'] });

test('a file says of which connection it is, from when, and how far to trust it', () => {
  expect(head('lab')).toEqual([
    'IPsec connection vco-sample1, the end at cgw-sample1, for X 1.',
    "Made from the cloud's live settings of 2026-01-02T03:04:05Z.",
    'Files of this form were tried with the real program, traffic included.',
    'salt',
  ]);
});

test('what no device has seen is marked so', () => {
  expect(head('unverified')[2]).toMatch(/^UNVERIFIED: no device/);
  expect(head('reader')[2]).toMatch(/^UNVERIFIED on a device/);
  expect(head('parser')[2]).toContain('no traffic was sent');
});
