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
  const none = { url: undefined, expiresAtMs: undefined };
  expect(readPlan(odd).approval).toEqual({ state: 'expired', isByToken: false, why: [], ...none });
});

test('a refusal says why and what to do, and a question that takes a token is told from one for a person', () => {
  const error = { 'vpn-gateway-mcp/error': { Remedy: 'Ask the operator.' } };
  const meta = (approval: object) => ({ ...error, 'vpn-gateway-mcp/approval': approval });
  const text = 'refused: The operator protects it. Nothing was sent.\n\nDeleteVpnConnection (deletes)';
  const refused = readPlan({ ...result({}, meta({ State: 'refused' })), text });
  expect(refused.approval?.why).toEqual(['The operator protects it. Nothing was sent.', 'Ask the operator.']);
  const open = readPlan({ ...result({}, meta({ State: 'approval_required', Approval: 'made-up' })), text });
  expect([open.approval?.why, open.approval?.isByToken]).toEqual([[], true]);
});

test('an outcome has its state, notes and what comes next', () => {
  expect(readPlan(result({ Outcome: { State: 'done', Confirmed: true, Notes: ['a'], Next: 'b' } }))).toMatchObject({
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

const done = (Confirmed: unknown) => ({ ...step, State: 'done', Confirmed });

test.each([
  [{ Outcome: { State: 'done', Confirmed: null } }, 'unseen'],
  [{ Outcome: { State: 'done' } }, 'unseen'],
  [{ Outcome: { State: 'no-effect', Confirmed: false } }, 'no-effect'],
  [{ State: 'done', Steps: [done(true), { ...step, State: 'unchanged' }] }, 'done'],
  [{ State: 'done', Steps: [done(true), done(null)] }, 'unseen'],
  [{ State: 'done', Steps: [], Board: [] }, 'already'],
  [{ State: 'stopped', Steps: [done(true)] }, 'stopped'],
  // A list of what was done is no plan, whatever else is missing.
  [{ Steps: [done(true)] }, '?'],
  [{ Steps: [step] }, ''],
])('what was not seen afterwards is not called done: %j is %j', (data, state) => {
  expect(readPlan(result(data)).state).toBe(state);
});

test('what costs money, what may run instead and where it stands are read', () => {
  const ways = { Billed: true, Fallback: ['A'], Otherwise: ['B'], Until: 3, Rollback: 'C' };
  const plan = readPlan(result({ Steps: [{ ...step, ...ways }], Board: [{ What: 'w', State: 'to do' }] }));
  expect(plan.steps[0]).toMatchObject({ isBilled: true, fallback: ['A'], otherwise: ['B'], until: '3', rollback: 'C' });
  expect(plan.board).toEqual([{ what: 'w', state: 'to do' }]);
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
