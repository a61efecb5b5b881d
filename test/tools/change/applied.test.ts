import { expect, test } from 'vitest';
import { linesOf, nextLines } from '../../../src/tools/change/applied.ts';

test('a list says how many of its steps are done, then each with what is known of it', () => {
  const Steps = [
    { Step: 1, Action: 'CreateCustomerGateway', State: 'done', Made: 'cgw-1', RequestId: 'R-1', Undo: 'delete it' },
    { Step: 2, Action: 'DeleteVpnRouteEntry', State: 'failed', Code: 'Forbidden', GatewayStatus: 'active' },
  ] as const;
  expect(linesOf({ State: 'stopped', Asked: 'form', Steps, Next: [] })).toEqual([
    'STOPPED: 1 of 2 steps are done. Asked: form.',
    '1. CreateCustomerGateway: done · cgw-1 · RequestId R-1 · Undo: delete it',
    '2. DeleteVpnRouteEntry: failed · Forbidden · gateway active',
  ]);
  expect(linesOf({ State: 'done', Asked: 'nobody', Steps: Steps.slice(0, 1), Next: [] })[0]).toBe(
    'Done: all 1 steps. Asked: nobody.',
  );
});

test('what comes next has a line each', () => {
  expect(nextLines(['wait', 'look'])).toEqual(['Next: wait', 'Next: look']);
});
