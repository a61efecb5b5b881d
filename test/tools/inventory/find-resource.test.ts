import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { startWorld } from '../../support/world.ts';

describe('FindResource', () => {
  it.each([
    { name: 'by name', Query: 'warehouse', ids: ['vco-wh0001'] },
    { name: 'by ID', Query: 'vpn-bj0001', ids: ['vpn-bj0001'] },
    { name: 'by part of the name', Query: 'staff', ids: ['vss-hq0001'] },
    { name: 'by words of the name', Query: 'staff vpn', ids: ['vss-hq0001'] },
    { name: 'by the beginning of the ID', Query: 'vpn-hq', ids: ['vpn-hq0001'] },
    { name: 'by the VPC of the gateway', Query: 'vpc-hq0001', ids: ['vpn-hq0001'] },
    {
      name: 'by the ID of a route',
      Query: 'vpn-wh0001:vco-wh0001:172.31.40.0/22',
      ids: ['vpn-wh0001:vco-wh0001:172.31.40.0/22'],
    },
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

  it('takes what looks like an ID for a name where no ID fits', async () => {
    const { agent } = await startWorld({ patch: [{ 'vco-wh0001.Name': 'vpn-to-warehouse' }] });
    const { data } = await agent.call('FindResource', { Query: 'vpn-to-warehouse' });
    expect(data['Matches']).toMatchObject([{ Id: 'vco-wh0001', Match: 'name' }]);
    expect(data['Verdict']).toBe('One match in 2 regions.');
  });

  it('of too many matches shows some and says so', async () => {
    const { agent } = await startWorld({ world: 'fleet' });
    const { data, text } = await agent.call('FindResource', { Query: '172.16.0.0/12' });
    expect(data['Verdict']).toMatch(/^\d{3} matches in 5 regions: .* The first 25 are shown: narrow the query\.$/);
    expect(data['Matches']).toHaveLength(25);
    expect(encode(text).length).toBeLessThan(2000);
  });

  it('names the one region that it looked in', async () => {
    const { agent } = await startWorld();
    const args = { Query: 'nobody-knows', RegionId: 'cn-beijing-env12-d01' };
    expect((await agent.call('FindResource', args)).data['Verdict']).toBe(
      'Not found in cn-beijing-env12-d01. Without RegionId every region is searched. Not searched: VPCs and vSwitches without a VPN gateway, and anything that is no VPN.',
    );
  });

  it('says in which regions nothing was found, and what no region was searched for', async () => {
    const { agent } = await startWorld();
    const { data } = await agent.call('FindResource', { Query: 'nobody-knows' });
    expect(data['Verdict']).toBe(
      'Not found in cn-qingdao-env17-d01, cn-beijing-env12-d01. Not searched: VPCs and vSwitches without a VPN gateway, and anything that is no VPN.',
    );
    expect((await agent.call('FindResource', { Query: 'nobody-knows', Language: 'zh' })).data['Verdict']).toContain(
      '未找到',
    );
  });

  it.each([
    ['wearhouse', 'warehouse'],
    ['vco-wh001', 'vco-wh0001'],
  ])('asks whether a misspelt %s was %s', async (Query, meant) => {
    const { agent } = await startWorld();
    const { data } = await agent.call('FindResource', { Query });
    expect(data['Verdict']).toContain(
      `Not found in cn-qingdao-env17-d01, cn-beijing-env12-d01. Did you mean ${meant}?`,
    );
  });

  it('refuses a blank instead of listing everything', async () => {
    const { agent } = await startWorld();
    const { text, isError } = await agent.call('FindResource', { Query: '  ' });
    expect(isError).toBe(true);
    expect(text).toContain('Query is blank');
  });

  it('does not call a failed search a miss', async () => {
    const world = await startWorld();
    await world.break({ action: 'DescribeVpnConnections', kind: 'forbidden', times: 1 });
    const { data } = await world.agent.call('FindResource', { Query: 'vco-nobody' });
    expect(data['Verdict']).toContain('1 reads failed');
  });
});
