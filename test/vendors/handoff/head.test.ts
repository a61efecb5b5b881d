import { expect, test } from 'vitest';
import { headOf } from '../../../src/vendors/handoff/head.ts';
import { sampleLink } from '../../support/peer-link.ts';

const head = (verified: 'lab' | 'reader' | 'unverified') =>
  headOf(sampleLink(), { name: 'x', title: 'X 1', verified, sources: [] }, { key: () => '', head: ['salt'] });

test('a file says of which connection it is, from when, and how far to trust it', () => {
  expect(head('lab')).toEqual([
    'IPsec connection vco-sample1, the end at the customer gateway, for X 1.',
    "Made from the cloud's live settings of 2026-01-02T03:04:05Z.",
    'Files of this form were tried with the real program.',
    'salt',
  ]);
});

test('what no device has seen is marked so', () => {
  expect(head('unverified')[2]).toMatch(/^UNVERIFIED: no device/);
  expect(head('reader')[2]).toMatch(/^UNVERIFIED on a device/);
});
