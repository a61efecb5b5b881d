import { describe, expect, it } from 'vitest';
import type { Applied, Step } from '../../../src/catalogue/invoke.ts';
import { applyChange } from '../../../src/tools/change/apply-change.ts';
import { annotationsOf, textOf } from '../../../src/tools/tool.ts';
import { fakeInvoke, testCall } from '../../support/call.ts';

const tool = applyChange(new Map());
const { invoke } = fakeInvoke(() => ({}));
const Steps = [
  { Tool: 'CreateCustomerGateway', Arguments: { IpAddress: '192.0.2.99' } },
  { Tool: 'DeleteVpnConnection', Arguments: { VpnConnectionId: 'vco-1' } },
];

const applied: Applied = {
  State: 'stopped',
  Asked: 'page',
  Steps: [
    { Step: 1, Action: 'CreateCustomerGateway', State: 'done', RequestId: 'R-1', Made: 'cgw-1', Undo: 'delete it' },
    { Step: 2, Action: 'DeleteVpnConnection', State: 'failed', Code: 'Forbidden', Notes: ['no permission'] },
  ],
  Next: ['Repeat the same call.'],
};

describe('a list of calls', () => {
  it('is handed to the guard, and told step by step with what comes next', async () => {
    const asked: (readonly Step[])[] = [];
    const apply = async (steps: readonly Step[]): Promise<Applied> => {
      asked.push(steps);
      return applied;
    };
    const call = testCall({ apply });
    const output = await tool.run({ Steps }, call, invoke);
    expect(asked[0]?.map(({ action }) => action.name)).toEqual(['CreateCustomerGateway', 'DeleteVpnConnection']);
    expect(output).toMatchObject(applied);
    expect(textOf(output)?.split('\n')).toEqual([
      'STOPPED: 1 of 2 steps are done. Asked: page.',
      '1. CreateCustomerGateway: done · cgw-1 · RequestId R-1 · Undo: delete it',
      '2. DeleteVpnConnection: failed · Forbidden · no permission',
      'Next: Repeat the same call.',
    ]);
  });

  it('with a tool that is not offered is refused', async () => {
    const call = testCall({ apply: async () => applied, offers: (name) => name !== 'DeleteVpnConnection' });
    await expect(tool.run({ Steps }, call, invoke)).rejects.toThrow(/DeleteVpnConnection is not offered here/);
  });

  it('is refused where no lists are done', async () => {
    await expect(tool.run({ Steps }, testCall(), invoke)).rejects.toMatchObject({ code: 'refused' });
  });

  it('may hold 30 calls, and is announced as the worst that it can do', () => {
    const many = (count: number) => tool.input.safeParse({ Steps: Array(count).fill(Steps[0]) }).success;
    expect([many(30), many(31)]).toEqual([true, false]);
    expect(annotationsOf(tool)).toMatchObject({ readOnlyHint: false, destructiveHint: true });
  });
});
