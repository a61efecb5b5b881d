import { expect, it } from 'vitest';
import { startWorld } from '../support/world.ts';

// Lists of calls at the front door: the plan of one, its one approval, and what the operator's options leave of it.

const route = { VpnGatewayId: 'vpn-hq0001', RouteDest: '172.20.0.0/16' };
const Steps = [
  {
    Tool: 'ModifyVpnRouteEntryWeight',
    Arguments: { ...route, NextHop: 'vco-plant0001', Weight: '100', NewWeight: '0' },
  },
  { Tool: 'ModifyVpnRouteEntryWeight', Arguments: { ...route, NextHop: 'vco-plant0002', Weight: 0, NewWeight: 100 } },
];

it('a list is planned without a question, and done with one', async () => {
  const questions: string[] = [];
  const { agent, requests } = await startWorld({
    pace: 'instant',
    human: async ({ message }) => {
      questions.push(message);
      return { action: 'accept', content: { approve: true } };
    },
  });
  const plan = await agent.call('PlanChange', { Steps: JSON.stringify(Steps) });
  expect(plan.data['Steps']).toMatchObject([
    { Step: 1, Asks: 'a person' },
    { Step: 2, Asks: 'a person' },
  ]);
  expect(questions).toEqual([]);
  const applied = await agent.call('ApplyChange', { Steps });
  expect(applied.text).toMatch(/^Done: all 2 steps\./);
  expect(applied.data).toMatchObject({ State: 'done', Steps: [{ Confirmed: true }, { Confirmed: true }] });
  expect(questions).toHaveLength(1);
  expect(await requests('ModifyVpnRouteEntryWeight')).toHaveLength(2);
});

it('a list is done with a token that was given for exactly it', async () => {
  const { agent, requests } = await startWorld({ pace: 'instant', args: ['--confirm', 'token'] });
  const asked = await agent.call('ApplyChange', { Steps });
  expect(asked.isError).toBe(true);
  const { Approval } = Object(asked.meta['vpn-gateway-mcp/approval']);
  const other = await agent.call('ApplyChange', { Steps: Steps.toReversed(), Approval });
  expect(other.isError).toBe(true);
  expect(await requests('ModifyVpnRouteEntryWeight')).toEqual([]);
  expect((await agent.call('ApplyChange', { Steps, Approval })).data).toMatchObject({ State: 'done' });
});

it('a server that only reads plans lists and does none; one of few tools does lists of these', async () => {
  const { agent, another, requests } = await startWorld({ args: ['--read-only'] });
  expect((await agent.list()).map(({ name }) => name)).not.toContain('ApplyChange');
  expect((await agent.call('PlanChange', { Steps })).data['Steps']).toHaveLength(2);
  const few = await another({ args: ['--tools', 'ApplyChange,CreateCustomerGateway'] });
  const refused = await few.call('ApplyChange', { Steps });
  expect(refused.text).toContain('ModifyVpnRouteEntryWeight is not offered here');
  expect(await requests('ModifyVpnRouteEntryWeight')).toEqual([]);
});
