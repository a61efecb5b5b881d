import fc from 'fast-check';
import { expect, test } from 'vitest';
import { approvalUrl, hasApproval, leftText, readPlan } from '../../../src/views/plan/plan.ts';

const key = 'Pu7tYJcQxI-v4r36CFLJvw8aLbaSxQeYULwAftzMceM';

test.each([
  `http://127.0.0.1:33011/approve/${key}`,
  `http://localhost:8080/approve/${key}`,
  `http://[::1]:8080/approve/${key}`,
  `https://vpn.example.com/approve/${key}`,
  `https://vpn.example.com/base/approve/${key}`,
])('%s is opened', (url) => {
  expect(approvalUrl(url)).toBe(url);
});

test.each([
  '',
  'approve',
  `javascript:alert(1)//approve/${key}`,
  `data:text/html,/approve/${key}`,
  `file:///approve/${key}`,
  `http://vpn.example.com/approve/${key}`,
  `http://127.0.0.1.example.com/approve/${key}`,
  `https://user:word@vpn.example.com/approve/${key}`,
  `https://vpn.example.com/approve/${key}?to=elsewhere`,
  `https://vpn.example.com/approve/${key}#x`,
  `https://vpn.example.com/elsewhere/${key}`,
  'https://vpn.example.com/approve/short',
  `https://vpn.example.com/approve/${key}/more`,
])('%j is not', (url) => {
  expect(approvalUrl(url)).toBeUndefined();
});

const step = {
  Action: 'DeleteVpnConnection',
  Risk: 'destroy',
  Changes: [{ Field: 'Id', Before: 'vco-1', After: null }],
};
const result = (data: object, meta: object = {}) => ({
  data: { ...data },
  meta: { ...meta },
  text: '',
  isError: false,
});

test('a plan of one step and one of many are read alike', () => {
  expect(readPlan(result(step)).steps).toEqual(readPlan(result({ Steps: [step] })).steps);
  expect(readPlan(result({ ...step, Note: 'No setting would change.' })).summary).toEqual(['No setting would change.']);
});

test('a question has its plan, its page and its end', () => {
  const approval = {
    State: 'approval_required',
    Url: `http://127.0.0.1:1/approve/${key}`,
    ExpiresAt: '2026-01-01T00:00:00Z',
  };
  const asked = result({}, { 'vpn-gateway-mcp/approval': { ...approval, Plan: { Steps: [step, step] } } });
  expect(hasApproval(asked)).toBe(true);
  expect(readPlan(asked)).toMatchObject({
    approval: { state: 'approval_required', url: approval.Url, expiresAtMs: Date.parse(approval.ExpiresAt) },
    state: '',
  });
  expect(readPlan(asked).steps).toHaveLength(2);
  const odd = result({}, { 'vpn-gateway-mcp/approval': { State: 'expired', Url: 'x', ExpiresAt: 'soon' } });
  expect(readPlan(odd).approval).toEqual({ state: 'expired', url: undefined, expiresAtMs: undefined });
});

test('an outcome has its state, notes and what comes next', () => {
  expect(readPlan(result({ Outcome: { State: 'done', Notes: ['a'], Next: 'b' } }))).toMatchObject({
    state: 'done',
    notes: ['a'],
    next: ['b'],
  });
  expect(readPlan(result({ State: 'stopped', Steps: [{ ...step, State: 'failed' }], Next: ['c'] }))).toMatchObject({
    state: 'stopped',
    steps: [{ state: 'failed' }],
    next: ['c'],
  });
});

test('whatever a host hands over, reading it fails in no way', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (Steps, approval) => {
      readPlan(result({ Steps, Outcome: Steps, Next: Steps }, { 'vpn-gateway-mcp/approval': approval }));
    }),
  );
});

test.each([
  [300_000, '5:00'],
  [59_001, '1:00'],
  [9_500, '0:10'],
  [1, '0:01'],
  [0, ''],
  [-5, ''],
])('%s ms are left as %j', (leftMs, text) => {
  expect(leftText(leftMs)).toBe(text);
});
