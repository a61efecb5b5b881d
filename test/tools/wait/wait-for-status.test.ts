import { describe, expect, it } from 'vitest';
import { WaitForStatus } from '../../../src/tools/wait/wait-for-status.ts';
import { fakeInvoke, testCall } from '../../support/call.ts';
import { startWorld } from '../../support/world.ts';

describe('WaitForStatus', () => {
  it('is done when a new gateway becomes active', async () => {
    const { agent } = await startWorld({ human: async () => ({ action: 'accept', content: { approve: true } }) });
    const made = await agent.call('CreateVpnGateway', {
      VpcId: 'vpc-new01',
      Bandwidth: 10,
      EnableIpsec: true,
      EnableSsl: false,
    });
    const steps: string[] = [];
    const { data } = await agent.call(
      'WaitForStatus',
      { Id: made.data['VpnGatewayId'], TimeoutSeconds: 15 },
      { onprogress: ({ message }) => steps.push(message ?? '') },
    );
    expect(data).toMatchObject({ Outcome: 'done', Status: 'active' });
    expect(steps.length).toBeGreaterThan(0);
  });

  it('gives up in time and says how it stands', async () => {
    const { agent } = await startWorld();
    const { data } = await agent.call('WaitForStatus', { Id: 'vco-wh0001', TimeoutSeconds: 1 });
    expect(data).toMatchObject({ Outcome: 'not yet', Status: 'ike_sa_not_established' });
  });

  it.each([
    { name: 'a thing that does not exist', Id: 'vpn-nothing', patch: {}, why: 'no region has it' },
    {
      name: 'a gateway that is locked',
      Id: 'vpn-bj0001',
      RegionId: 'cn-beijing-env12-d01',
      patch: { 'vpn-bj0001.BusinessStatus': 'FinancialLocked', 'vpn-bj0001.Status': 'updating' },
      why: 'unpaid bill',
    },
  ])('never waits for $name', async ({ Id, RegionId, patch, why }) => {
    const { agent } = await startWorld({ patch: [patch] });
    const { data } = await agent.call('WaitForStatus', { Id, ...(RegionId && { RegionId }) });
    expect(data['Outcome']).toBe('never');
    expect(data['Verdict']).toContain(why);
  });

  it('waits for a thing to be gone', async () => {
    const { agent } = await startWorld();
    const { data } = await agent.call('WaitForStatus', { Id: 'vss-nothing', Status: 'gone' });
    expect(data).toMatchObject({ Outcome: 'done', Status: 'gone' });
    expect(data['Verdict']).toContain('never saw it');
  });

  it('waits in the region where the thing is, also when none is named', async () => {
    const { agent } = await startWorld();
    expect((await agent.call('WaitForStatus', { Id: 'vpn-bj0001' })).data).toMatchObject({ Outcome: 'done' });
  });

  it.each([
    {
      name: 'a status that a connection never has',
      args: { Id: 'vco-wh0001', Status: 'up' },
      says: 'Status is one of',
    },
    { name: 'a route that names no addresses', args: { Id: 'hq:vco-1' }, says: 'a route in Id is GATEWAY:CIDR' },
    {
      name: 'a status that a route never has',
      args: { Id: 'vpn-1:10.0.0.0/8', Status: 'up' },
      says: 'active, standby',
    },
    { name: 'a status that one of two never has', args: { Id: 'vpn-1,vco-1', Status: 'active' }, says: 'ike_sa_not' },
    { name: 'nothing in a list', args: { Id: ', ,' }, says: 'Id is 1 to 10 IDs' },
    { name: 'no ID', args: {}, says: 'Id is required: text' },
    { name: 'an unknown word', args: { Id: 'vpn-1', Seconds: 5 }, says: 'known ones: Id, RegionId, Status' },
  ])('refuses $name at once', async ({ args, says }) => {
    const { agent } = await startWorld();
    const { text, isError } = await agent.call('WaitForStatus', args);
    expect(isError).toBe(true);
    expect(text).toContain(says);
  });

  it('of a pending wait says what it waits for, and that only the peer can go on', async () => {
    const { agent } = await startWorld();
    const { data, isError } = await agent.call('WaitForStatus', { Id: 'warehouse', TimeoutSeconds: 1 });
    expect(isError).toBeFalsy();
    expect(data).toMatchObject({ Id: 'vco-wh0001', Outcome: 'not yet' });
    expect(data['WaitsFor']).toMatch(/^the peer cgw-wh0001: .*only the peer can go on/);
    expect(data['Verdict']).toMatch(/^warehouse \(vco-wh0001\) is still .* It waits for the peer cgw-wh0001/);
  });

  it('of a tunnel that the cloud does not begin says so', async () => {
    const { agent } = await startWorld({ patch: [{ 'vco-wh0001.EffectImmediately': false }] });
    const { data } = await agent.call('WaitForStatus', { Id: 'vco-wh0001', TimeoutSeconds: 1 });
    expect(data['WaitsFor']).toMatch(/^traffic into the tunnel, or the peer cgw-wh0001 to begin/);
  });

  it('of a gateway that is busy says that the cloud is at work', async () => {
    const { agent } = await startWorld({ patch: [{ 'vpn-wh0001.Status': 'updating' }] });
    const args = { Id: 'vpn-wh0001, warehouse', TimeoutSeconds: 1, Status: 'gone' };
    const things = (await agent.call('WaitForStatus', args)).data['Things'];
    const cloud = 'the cloud, which is changing vpn-wh0001 (updating)';
    expect(things).toMatchObject([{ WaitsFor: cloud }, { WaitsFor: cloud }]);
  });

  it('waits for several things at once, and is done when all of them are', async () => {
    const { agent } = await startWorld();
    const all = 'vpn-hq0001:vco-plant0001:172.20.0.0/16, plant-main, reserve, staff';
    const { data } = await agent.call('WaitForStatus', { Id: all });
    expect(data).toMatchObject({
      Outcome: 'done',
      Things: [
        { Id: 'vpn-hq0001:vco-plant0001:172.20.0.0/16', Status: 'active, published' },
        { Id: 'vco-plant0001', Status: 'ipsec_sa_established' },
        { Id: 'vpn-bj0001', Status: 'active' },
        { Id: 'vss-hq0001', Status: 'active' },
      ],
    });
    const some = await agent.call('WaitForStatus', { Id: 'plant-main,warehouse', TimeoutSeconds: 1 });
    expect(some.data).toMatchObject({ Outcome: 'not yet', Things: [{ Outcome: 'done' }, { Outcome: 'not yet' }] });
    const hopeless = await agent.call('WaitForStatus', { Id: 'warehouse,vpn-nothing', TimeoutSeconds: 60 });
    expect(hopeless.data).toMatchObject({ Outcome: 'never', WaitedSeconds: 0 });
  });

  it.each([
    { Id: 'hq:vco-plant0002:172.20.0.0/16', Status: 'standby', Outcome: 'done' },
    { Id: 'hq:vco-plant0002:172.20.0.0/16', Status: 'published', Outcome: 'done' },
    { Id: 'vpn-wh0001:172.31.40.0/22', Status: undefined, Outcome: 'done' },
    { Id: 'vpn-hq0001:vco-plant0002:172.20.0.0/16', Status: 'active', Outcome: 'not yet' },
    { Id: 'vpn-hq0001:10.9.0.0/16', Status: 'active', Outcome: 'never' },
    { Id: 'vpn-hq0001:10.9.0.0/16', Status: 'gone', Outcome: 'done' },
    { Id: 'vpn-nothing:10.9.0.0/16', Status: 'active', Outcome: 'never' },
    { Id: 'hq:172.20.0.0/16', Status: 'active', Outcome: 'never' },
  ])('waits for the route $Id to be $Status: $Outcome', async ({ Id, Status, Outcome }) => {
    const { agent } = await startWorld();
    const { data } = await agent.call('WaitForStatus', { Id, TimeoutSeconds: 1, ...(Status && { Status }) });
    expect(data).toMatchObject({ Outcome });
  });

  it('asks which one is meant where a name fits several, and waits for none', async () => {
    const { agent } = await startWorld();
    const { data, isError } = await agent.call('WaitForStatus', { Id: 'plant, warehouse' });
    expect(isError).toBeFalsy();
    expect(data).toMatchObject({
      ...{ Verdict: '“plant” fits 2 things: ask which one is meant.', Outcome: 'unclear', WaitedSeconds: 0 },
      Candidates: [{ Id: 'vco-plant0001' }, { Id: 'vco-plant0002' }],
    });
  });

  it('does not take a region that does not exist for one without the thing', async () => {
    const { agent } = await startWorld();
    const args = { Id: 'vpn-hq0001', RegionId: 'cn-nowhere', Status: 'gone' };
    const { text, isError } = await agent.call('WaitForStatus', args);
    expect(isError).toBe(true);
    expect(text).toContain('InvalidRegionId.NotFound');
  });

  it.each([
    { Id: 'nobody', Outcome: 'unclear', RegionId: undefined, place: 'cn-qingdao-env17-d01, cn-beijing-env12-d01' },
    { Id: 'vpn-nothing', Outcome: 'never', RegionId: undefined, place: 'cn-qingdao-env17-d01, cn-beijing-env12-d01' },
    { Id: 'vpn-hq0001', Outcome: 'never', RegionId: 'cn-beijing-env12-d01', place: 'not in cn-beijing-env12-d01' },
  ])(
    'of $Id, which is not in $place, says where it looked and what to do',
    async ({ Id, Outcome, RegionId, place }) => {
      const { agent } = await startWorld();
      const { data } = await agent.call('WaitForStatus', { Id, ...(RegionId && { RegionId }) });
      expect(data).toMatchObject({ Outcome });
      expect(data['Verdict']).toContain(place);
      expect(data['Verdict']).toContain('FindResource looks in every region');
    },
  );

  it('of a name that turns out to be of another kind tells the statuses of that kind', async () => {
    const { agent } = await startWorld();
    const { data } = await agent.call('WaitForStatus', { Id: 'staff-vpn', Status: 'published' });
    expect(data).toMatchObject({ Outcome: 'never' });
    expect(data['Verdict']).toContain('it is one of init, provisioning, active');
  });

  it('ends before a caller who hears no progress gives up', async () => {
    const { invoke } = fakeInvoke(() => ({ VpnGatewayId: 'vpn-1', Status: 'updating' }));
    const asked = WaitForStatus.input.parse({ Id: 'vpn-1', TimeoutSeconds: 600 });
    expect(await WaitForStatus.run(asked, testCall({ holdMs: 0 }), invoke)).toMatchObject({
      ...{ Outcome: 'not yet', WaitedSeconds: 0 },
      WaitsFor: 'the cloud, which is changing vpn-1 (updating)',
    });
  });

  it('ends when the caller does', async () => {
    const { agent, requests } = await startWorld();
    const abort = new AbortController();
    const ended = agent.call('WaitForStatus', { Id: 'vco-wh0001', TimeoutSeconds: 60 }, { signal: abort.signal }).then(
      () => 'answered',
      () => 'ended',
    );
    await expect.poll(() => requests('DescribeVpnConnection'), { timeout: 10_000 }).not.toEqual([]);
    abort.abort();
    expect(await ended).toBe('ended');
    expect((await agent.call('DescribeRegions')).isError).toBeFalsy();
  });
});
