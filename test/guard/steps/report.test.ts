import { describe, expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import type { AppliedStep } from '../../../src/catalogue/invoke.ts';
import { Refused, Unreachable } from '../../../src/errors.ts';
import { doneStep, failedStep, mayGoOn, nextOf, replacedStep } from '../../../src/guard/steps/report.ts';
import { plannedWrite } from '../planned-write.ts';

const { CreateCustomerGateway } = actions;
const unreachable = (outcomeKnown: boolean) =>
  new Unreachable({ host: 'h', phase: 'read', outcomeKnown }, 'lost', 'look again');

describe('a step that did not go well', () => {
  test.each([
    ['is held back by the guard', new Refused('refused', 'no', 'x'), 'not begun', 'refused'],
    ['surely did not reach the cloud', unreachable(true), 'failed', expect.any(String)],
    ['may have reached it', unreachable(false), 'unknown', expect.any(String)],
    ['ended nobody knows how', new Error('x'), 'unknown', 'internal'],
  ])('%s', (_, error, State, Code) => {
    expect(failedStep(3, CreateCustomerGateway, error)).toMatchObject({ Step: 3, State, Code });
  });
});

test('a step in whose place something else runs is told as that, and has nothing to undo', () => {
  const failed = failedStep(1, CreateCustomerGateway, new Refused('refused', 'no', 'x'));
  expect(replacedStep({ ...failed, State: 'failed', Undo: 'x' })).toMatchObject({ State: 'replaced', Code: 'refused' });
  expect(replacedStep({ ...failed, State: 'no-effect', Undo: 'x' })).not.toHaveProperty('Undo');
  expect(
    nextOf([
      { ...failed, State: 'replaced' },
      { ...failed, State: 'done' },
    ]),
  ).toEqual([]);
});

test('what the cloud made, its request and how it is taken back go with a step', () => {
  const output = {
    CustomerGatewayId: 'cgw-1',
    RequestId: 'R-1',
    Outcome: { State: 'done', Confirmed: true, Asked: 'nobody', Notes: ['seen'] },
  };
  expect(doneStep(1, CreateCustomerGateway, output, 'delete it', 'active')).toEqual({
    ...{ Step: 1, Action: 'CreateCustomerGateway', State: 'done', RequestId: 'R-1', Confirmed: true },
    ...{ Made: 'cgw-1', GatewayStatus: 'active', Notes: ['seen'], Undo: 'delete it' },
  });
});

test.each([
  ['done', true, 'disrupt', true],
  ['done', null, 'disrupt', false],
  ['done', null, 'write', true],
  ['no-effect', false, 'write', false],
  ['unchanged', true, 'destroy', true],
] as const)('after %s, seen %s, of risk %s the next may come: %s', (State, Confirmed, risk, expected) => {
  expect(mayGoOn({ Step: 1, Action: 'x', State, Confirmed }, plannedWrite({ risk }))).toBe(expected);
});

const steps = (...states: readonly AppliedStep['State'][]): readonly AppliedStep[] =>
  states.map((State, at) => ({ Step: at + 1, Action: 'x', State }));

describe('what comes next', () => {
  test('of a list that is done is nothing', () => {
    expect(nextOf(steps('done', 'done before', 'unchanged'))).toEqual([]);
  });

  test.each([
    [steps('done', 'unknown', 'not begun'), /Nobody knows whether step 2/],
    [steps('done', 'failed', 'not begun'), /refused step 2/],
    [steps('no-effect', 'not begun'), /yes to step 1, and its change is not there/],
    [steps('done', 'not begun'), /Step 1 is done, and could not be seen/],
  ])('after %j says where it stands, how to go on and how to go back', (all, expected) => {
    const [why, on, back] = nextOf(all);
    expect(why).toMatch(expected);
    expect(on).toContain('Repeat the same call');
    expect(back).toMatch(/take back step 1|Nothing of the list is done/);
  });
});
