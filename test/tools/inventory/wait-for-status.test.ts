import { describe, expect, it } from 'vitest';
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
    { name: 'a name', args: { Id: 'warehouse' }, says: 'Id starts with vpn-, vco- or vss-; FindResource' },
    { name: 'no ID', args: {}, says: 'Id is required: text' },
    { name: 'an unknown word', args: { Id: 'vpn-1', Seconds: 5 }, says: 'known ones: Id, RegionId, Status' },
  ])('refuses $name at once', async ({ args, says }) => {
    const { agent } = await startWorld();
    const { text, isError } = await agent.call('WaitForStatus', args);
    expect(isError).toBe(true);
    expect(text).toContain(says);
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
