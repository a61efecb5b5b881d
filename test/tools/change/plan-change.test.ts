import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { actions } from '../../../src/catalogue/index.ts';
import type { Call } from '../../../src/catalogue/invoke.ts';
import { jobTool } from '../../../src/tools/change/job.ts';
import { planChange } from '../../../src/tools/change/plan-change.ts';
import { fromAction } from '../../../src/tools/from-action.ts';
import { textOf } from '../../../src/tools/tool.ts';
import { fakeInvoke, testCall } from '../../support/call.ts';

const known = [fromAction(actions.DeleteVpnGateway, 'gateway'), fromAction(actions.DescribeVpnGateways, 'gateway')];
const tool = planChange(new Map(known.map((one) => [one.name, one])));

const planning = (asked: unknown[]): Call => {
  const plan: NonNullable<Call['plan']> = async (work) => {
    const { invoke } = fakeInvoke((action, input) => {
      asked.push([action, input]);
      return {};
    });
    await work(invoke, testCall());
    return { plan: { Action: 'DeleteVpnGateway' }, text: 'in words' };
  };
  return testCall({ plan });
};

const { invoke, asked: reallyAsked } = fakeInvoke(() => ({}));

describe('the plan of a call', () => {
  it('is made by running the tool where nothing is sent', async () => {
    const asked: unknown[] = [];
    const input = { Tool: 'DeleteVpnGateway', Arguments: { VpnGatewayId: 'vpn-1' } };
    const output = await tool.run(input, planning(asked), invoke);
    expect(output).toMatchObject({ Action: 'DeleteVpnGateway' });
    expect(textOf(output)).toBe('in words');
    expect(asked).toEqual([['DeleteVpnGateway', { VpnGatewayId: 'vpn-1' }]]);
    expect(reallyAsked).toEqual([]);
  });

  it('of a tool that only reads is empty, and says so', async () => {
    const input = { Tool: 'DescribeVpnGateways', Arguments: {} };
    const Note = 'DescribeVpnGateways only reads: there is nothing to plan or approve.';
    expect(await tool.run(input, planning([]), invoke)).toEqual({ Note, Steps: [] });
  });

  it('that changes nothing says so', async () => {
    const input = { Tool: 'DeleteVpnGateway', Arguments: { VpnGatewayId: 'vpn-1' } };
    const call = testCall({ plan: async () => ({ plan: { Action: 'DeleteVpnGateway', Changes: [] }, text: '' }) });
    expect(await tool.run(input, call, invoke)).toMatchObject({ Note: 'No setting would change.' });
  });

  it('of an everyday change with nothing left says how things stand', async () => {
    const Board = [{ What: 'the key', State: 'waits for people' }];
    const job = jobTool({
      ...{ name: 'TurnKey', description: '', risk: 'disrupt', input: z.object({}) },
      plan: async () => ({
        ...{ summary: [], steps: [], board: [{ What: 'the key', State: 'waits for people' }], next: ['Tell them.'] },
        afterwards: async () => ({ board: [], next: [] }),
      }),
    });
    const plan: NonNullable<Call['plan']> = async (work) => {
      await work(invoke, testCall());
      return { plan: { Steps: [] }, text: '' };
    };
    const input = { Tool: 'TurnKey', Arguments: {} };
    const output = await planChange(new Map([[job.name, job]])).run(input, testCall({ plan }), invoke);
    expect(output).toMatchObject({ Steps: [], State: 'waits for people', Board, Next: ['Tell them.'] });
    expect(textOf(output)).toContain('people have to act first');
  });

  it.each([
    [{ Tool: 'DeletVpnGateway', Arguments: {} }, 'no tool DeletVpnGateway', 'Did you mean DeleteVpnGateway?'],
    [{ Tool: 'DeleteVpnGateway', Arguments: { VpnGatewayId: 'x' } }, 'VpnGatewayId starts with vpn-', 'Correct'],
    [{ Tool: 'constructor', Arguments: {} }, 'no tool constructor', 'Name one'],
  ])('of %j is refused with what is right', async (input, message, remedy) => {
    await expect(tool.run(input, planning([]), invoke)).rejects.toMatchObject({
      message: expect.stringContaining(message),
      remedy: expect.stringContaining(remedy),
    });
  });

  it('is refused where nobody makes plans', async () => {
    const input = { Tool: 'DeleteVpnGateway', Arguments: { VpnGatewayId: 'vpn-1' } };
    await expect(tool.run(input, testCall(), invoke)).rejects.toMatchObject({ code: 'refused' });
  });
});

it('planning is a read, and stays on offer under --read-only', () => {
  expect(tool.risk).toBe('read');
});

describe('the plan of several calls', () => {
  const Steps = [{ Tool: 'DeleteVpnConnection', Arguments: { VpnConnectionId: 'vco-1' } }];
  const planned = (plan: Record<string, unknown>) => testCall({ plan: async () => ({ plan, text: 'in words' }) });

  it('is one list, also where it has one step', async () => {
    expect(await tool.run({ Steps }, planned({ Action: 'x' }), invoke)).toMatchObject({ Steps: [{ Action: 'x' }] });
    const two = { Steps: [{ Action: 'x' }, { Action: 'y' }] };
    expect(await tool.run({ Steps }, planned(two), invoke)).toMatchObject(two);
  });

  it('of a list that was done says so', async () => {
    expect(await tool.run({ Steps }, planned({ Steps: [] }), invoke)).toMatchObject({
      Note: expect.stringContaining('nothing is left'),
    });
  });

  it.each([{}, { Tool: 'DeleteVpnGateway' }, { Steps, Tool: 'DeleteVpnGateway', Arguments: {} }])(
    'asked for as %j is refused: it is one call, or a list',
    async (input) => {
      await expect(async () => tool.run(input, testCall(), invoke)).rejects.toThrow('Tool and Arguments, or Steps');
    },
  );
});
