import { expect, test } from 'vitest';
import {
  noApproval,
  pageIsOpen,
  pageMovedOn,
  pinLocked,
  questionText,
  refusalOf,
  stillAsked,
  tokenNeeded,
} from '../../../src/guard/approval/messages.ts';
import type { PlanStep } from '../../../src/guard/plan/plan.ts';

const plan: PlanStep = {
  Action: 'DeleteVpnConnection',
  Risk: 'destroy',
  Asks: 'a person',
  AsksWhy: 'why',
  Account: 'FAKE…0001',
  Region: 'cn-hangzhou',
  Target: { Id: 'vco-1', Name: 'plant' },
  Changes: [],
  BlastRadius: ['Its tunnel goes down.'],
  Foreseen: [],
  Undo: '',
  Parameters: {},
};

test.each(Object.entries(noApproval))('%s says that nothing was sent, and what to do', (_, [code, message, remedy]) => {
  expect(['refused', 'expired', 'void']).toContain(code);
  expect(message).toContain('Nothing was sent.');
  expect(remedy.length).toBeGreaterThan(20);
});

test('a refusal tells the plan in words and in data', () => {
  const refused = refusalOf(noApproval.expired, plan, 'en');
  expect(refused.code).toBe('expired');
  expect(refused.message).toContain('Its tunnel goes down.');
  expect(refused.approval).toEqual({ State: 'expired', Plan: plan });
});

test('a model is told a very long plan in part, and all of it as data; a human all of it', () => {
  const BlastRadius = Array.from({ length: 200 }, (_, index) => `line ${index} ${'x'.repeat(100)}`);
  const refused = refusalOf(noApproval.expired, { ...plan, BlastRadius }, 'en');
  expect(refused.message.length).toBeLessThan(6_200);
  expect(refused.approval).toMatchObject({ Plan: { BlastRadius } });
  expect(questionText({ ...plan, BlastRadius }, 'plant', 'en')).toContain('line 199');
});

test('what waits says where and until when', () => {
  const until = Date.UTC(2026, 10, 23, 9, 5);
  expect(pageIsOpen('http://x/y', until, false)[1]).toMatch(/until 09:05 UTC: http:\/\/x\/y/);
  expect(pageIsOpen('http://x/y', until, true).join()).toMatch(
    /the computer that runs this server.*opened on that computer/,
  );
  expect(stillAsked(until)[1]).toContain('09:05 UTC');
  expect(tokenNeeded('T0KEN', until)[1]).toContain('Approval: T0KEN');
  expect(
    refusalOf(pageIsOpen('http://x/y', until, false), plan, 'en', { Url: 'http://x/y', expiresAtMs: until }).approval,
  ).toMatchObject({
    State: 'approval_required',
    Url: 'http://x/y',
    ExpiresAt: '2026-11-23T09:05:00.000Z',
  });
});

test('a question is told in either language, with what has to be typed', () => {
  expect(questionText(plan, 'plant', 'en')).toMatch(/^Approve exactly this\?[\s\S]*To confirm, type: plant$/);
  expect(questionText(plan, undefined, 'zh')).toMatch(/^\u662f\u5426/);
});

test.each([
  ['a page that gave way', pageMovedOn],
  ['pages that are locked', pinLocked(Date.UTC(2026, 10, 23, 9, 5))],
])('%s: nothing was sent, and what to do is said', (_, [code, message, remedy]) => {
  expect(code).toBe('refused');
  expect(message).toContain('Nothing was sent');
  expect(remedy).toContain('epeat the call');
});

test('until when no PIN is taken is told', () => {
  expect(pinLocked(Date.UTC(2026, 10, 23, 9, 5))[1]).toContain('until 09:05 UTC');
});
