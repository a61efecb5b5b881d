import { describe, expect, it } from 'vitest';
import { startWorld } from '../../support/world.ts';

describe('FindResource', () => {
  it.each([
    { name: 'by name', Query: 'warehouse', ids: ['vco-wh0001'] },
    { name: 'by ID', Query: 'vpn-bj0001', ids: ['vpn-bj0001'] },
    { name: 'by public address', Query: '198.51.100.20', ids: ['cgw-wh0001', 'vco-wh0001'] },
  ])('finds $name in whatever region it is', async ({ Query, ids }) => {
    const { agent } = await startWorld();
    const { data } = await agent.call('FindResource', { Query });
    expect(data['Matches']).toMatchObject(ids.map((Id) => ({ Id })));
  });

  it('asks only for the kind that an ID names', async () => {
    const { agent, requests } = await startWorld();
    await agent.call('FindResource', { Query: 'cgw-wh0001' });
    const asked = new Set((await requests()).map(({ action }) => action));
    expect([...asked].sort()).toEqual(['DescribeCustomerGateways', 'DescribeRegions']);
  });

  it('says in how many regions nothing was found', async () => {
    const { agent } = await startWorld();
    const { data } = await agent.call('FindResource', { Query: 'nobody-knows' });
    expect(data['Verdict']).toBe('Not found in 2 regions.');
    expect((await agent.call('FindResource', { Query: 'nobody-knows', Language: 'zh' })).data['Verdict']).toContain(
      '未找到',
    );
  });

  it('does not call a failed search a miss', async () => {
    const world = await startWorld();
    await world.break({ action: 'DescribeVpnConnections', kind: 'forbidden', times: 1 });
    const { data } = await world.agent.call('FindResource', { Query: 'vco-nobody' });
    expect(data['Verdict']).toContain('1 reads failed');
  });
});
