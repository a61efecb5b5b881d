import { describe, expect, it } from 'vitest';
import { type Action, worstRisk } from '../../src/catalogue/action.ts';
import { actions, toolsetOf } from '../../src/catalogue/index.ts';
import { isPaged } from '../../src/catalogue/schema/list-replies.ts';
import { fromAction } from '../../src/tools/from-action.ts';
import { fakeInvoke, testCall } from '../support/call.ts';

describe.each(Object.values<Action>(actions).map((action) => [action.name, action] as const))('%s', (name, action) => {
  const tool = fromAction(action, 'ipsec');

  it('is a tool of its name, words and risk', () => {
    expect([tool.name, tool.description, tool.risk]).toEqual([name, action.summary, worstRisk(action)]);
  });

  it('takes All exactly when it takes pages, or has an All of its own', () => {
    expect('All' in tool.input.shape).toBe(isPaged(action) || 'All' in action.input.shape);
  });
});

describe('a call of a paged tool', () => {
  const tool = fromAction(actions.DescribeVpnConnections, toolsetOf('DescribeVpnConnections'));
  const reply = { VpnConnections: [], TotalCount: 0, RequestId: 'r' };

  it('without All asks for the one page that was named', async () => {
    const { invoke, asked } = fakeInvoke(() => reply);
    await tool.run({ PageNumber: 3, PageSize: 20 }, testCall(), invoke);
    expect(asked).toEqual([{ action: 'DescribeVpnConnections', input: { PageNumber: 3, PageSize: 20 } }]);
  });

  it('with All never sends that word to the cloud', async () => {
    const { invoke, asked } = fakeInvoke(() => reply);
    expect(await tool.run({ All: true }, testCall(), invoke)).toMatchObject({ Scanned: 0 });
    expect(asked).toEqual([{ action: 'DescribeVpnConnections', input: { PageNumber: 1, PageSize: 50 } }]);
  });

  it('with All keeps the rules between parameters', () => {
    const logs = fromAction(actions.DescribeVpnSslServerLogs, 'ssl');
    expect(logs.input.safeParse({ VpnSslServerId: 'vss-1', All: true }).success).toBe(false);
    expect(logs.input.safeParse({ VpnSslServerId: 'vss-1', All: true, MinutePeriod: 5 }).success).toBe(true);
  });

  it('names All among the known parameters', () => {
    const parsed = tool.input.safeParse({ Alll: true });
    expect(parsed.error?.issues[0]?.message).toContain('did you mean All?');
  });
});

it('a new gateway is told to be billed, and nothing else is', async () => {
  const { invoke } = fakeInvoke(() => ({ VpnGatewayId: 'vpn-1' }));
  const run = (name: 'CreateVpnGateway' | 'CreateVpnConnection') =>
    fromAction(actions[name], toolsetOf(name)).run({}, testCall(), invoke);
  expect(await run('CreateVpnGateway')).toMatchObject({
    VpnGatewayId: 'vpn-1',
    Note: expect.stringContaining('billed'),
  });
  expect(await run('CreateVpnConnection')).toEqual({ VpnGatewayId: 'vpn-1' });
});

it('a gateway that is paid before is not told to be billed by time: its order may wait, and no delete gives it back', async () => {
  const { invoke } = fakeInvoke(() => ({ VpnGatewayId: 'vpn-1' }));
  const tool = fromAction(actions.CreateVpnGateway, 'gateway');
  expect(await tool.run({ InstanceChargeType: 'PREPAY' }, testCall(), invoke)).toEqual({ VpnGatewayId: 'vpn-1' });
});
