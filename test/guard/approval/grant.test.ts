import { expect, test } from 'vitest';
import { consumeSeal, refuse, sealRequest, verifySeal } from '../../../src/guard/approval/grant.ts';
import type { ApprovalRequest } from '../../../src/guard/approval/request.ts';
import { createUsedApprovals } from '../../../src/guard/approval/used-approvals.ts';
import { createKeys } from '../../../src/guard/secrets/keys.ts';
import { testCall } from '../../support/call.ts';
import { movableClock } from '../movable-clock.ts';

const start = () => {
  const clock = movableClock();
  return {
    clock,
    keys: createKeys({ sealKey: 'k' }),
    usedApprovals: createUsedApprovals(clock),
    language: 'en' as const,
  };
};

const request = (more: Partial<ApprovalRequest> = {}): ApprovalRequest => ({
  key: 'what',
  state: 'state',
  planned: [],
  plan: { Steps: [] },
  call: testCall({ caller: { requestId: '1', session: 's', transport: 'stdio', client: 'desk' } }),
  ...more,
});

test('a seal is used once, for the request it was made for, within five minutes', () => {
  const parts = start();
  const { seal } = sealRequest(request(), parts);
  expect(consumeSeal(verifySeal(seal, request(), parts), 'page', request(), parts)).toMatchObject({
    channel: 'page',
    by: 'a human at desk',
  });
  expect(() => consumeSeal(verifySeal(seal, request(), parts), 'page', request(), parts)).toThrow('serves once');
});

test.each([
  ['another call', { key: 'other' }, 0, 'another call'],
  ['another state', { state: 'other' }, 0, 'changed after the plan'],
  ['a later day', {}, 300_000, 'ran out'],
])('a seal is none for %s', (_, more, ms, words) => {
  const parts = start();
  const { seal } = sealRequest(request(), parts);
  parts.clock.advance(ms);
  expect(() => verifySeal(seal, request(more), parts)).toThrow(words);
});

test('a made-up seal is none', () => {
  expect(() => verifySeal('made.up', request(), start())).toThrow('not given by this server');
});

test('each question has an ID of its own', () => {
  const parts = start();
  expect(sealRequest(request(), parts).id).not.toBe(sealRequest(request(), parts).id);
  expect(refuse('declined', request(), parts).code).toBe('refused');
});
