import { expect, test } from 'vitest';
import { refuse, sealMatter, spend, unseal } from '../../../src/guard/approval/grant.ts';
import type { Matter } from '../../../src/guard/approval/request.ts';
import { createSpent } from '../../../src/guard/approval/used-approvals.ts';
import { createKeys } from '../../../src/guard/secrets/keys.ts';
import { testCall } from '../../support/call.ts';
import { movableClock } from '../movable-clock.ts';

const start = () => {
  const clock = movableClock();
  return { clock, keys: createKeys({ sealKey: 'k' }), spent: createSpent(clock), language: 'en' as const };
};

const matter = (more: Partial<Matter> = {}): Matter => ({
  key: 'what',
  state: 'state',
  planned: [],
  plan: { Steps: [] },
  call: testCall({ caller: { requestId: '1', session: 's', transport: 'stdio', client: 'desk' } }),
  ...more,
});

test('a seal is redeemed once, for the matter it was made for, within five minutes', () => {
  const parts = start();
  const { seal } = sealMatter(matter(), parts);
  expect(spend(unseal(seal, matter(), parts), 'page', matter(), parts)).toMatchObject({
    door: 'page',
    by: 'a human at desk',
  });
  expect(() => spend(unseal(seal, matter(), parts), 'page', matter(), parts)).toThrow('serves once');
});

test.each([
  ['another call', { key: 'other' }, 0, 'another call'],
  ['another state', { state: 'other' }, 0, 'changed after the plan'],
  ['a later day', {}, 300_000, 'ran out'],
])('a seal is none for %s', (_, more, ms, words) => {
  const parts = start();
  const { seal } = sealMatter(matter(), parts);
  parts.clock.advance(ms);
  expect(() => unseal(seal, matter(more), parts)).toThrow(words);
});

test('a made-up seal is none', () => {
  expect(() => unseal('made.up', matter(), start())).toThrow('not given by this server');
});

test('each question has an ID of its own', () => {
  const parts = start();
  expect(sealMatter(matter(), parts).id).not.toBe(sealMatter(matter(), parts).id);
  expect(refuse('declined', matter(), parts).code).toBe('refused');
});
