import { describe, expect, it } from 'vitest';
import { Overview } from '../../../src/tools/inventory/overview.ts';
import { fakeInvoke, testCall } from '../../support/call.ts';
import { startWorld } from '../../support/world.ts';

type Line = { readonly Id: string; readonly Health: string };

describe('Overview', () => {
  it('covers all regions, worst first', async () => {
    const { agent } = await startWorld();
    const { data } = await agent.call('Overview');
    const lines = data['Lines'] as readonly Line[];
    expect(lines[0]).toMatchObject({ Id: 'vco-wh0001', Health: 'down' });
    expect(lines.map(({ Id }) => Id)).toContain('vpn-bj0001');
    expect(data['Verdict']).toContain('regions: 2');
  });

  it('names every tunnel of an office with its gateway, those that are up too', async () => {
    const { agent } = await startWorld();
    const { text } = await agent.call('Overview');
    expect(text).toContain('vco-plant0001|plant-main|tunnel|ipsec_sa_established, on vpn-hq0001');
    expect(text).not.toContain('More=');
  });

  it('says whom things belong to, once where it is the same everywhere', async () => {
    const owned = (id: string) => ({ [`${id}.Department`]: '7', [`${id}.DepartmentName`]: 'Logistics' });
    const { agent } = await startWorld({ patch: { ...owned('vpn-hq0001'), 'vpn-hq0001.ResourceGroup': '70' } });
    const { data } = await agent.call('Overview', { RegionId: 'cn-qingdao-env17-d01' });
    const lines = data['Lines'] as readonly Line[];
    expect(lines.find(({ Id }) => Id === 'vpn-hq0001')).toMatchObject({
      Department: 'Logistics (7)',
      ResourceGroup: '70',
    });
    expect(lines.find(({ Id }) => Id === 'vpn-wh0001')).not.toHaveProperty('Department');
  });

  it('counts tunnels of which the state is not known apart, and says nothing for them', async () => {
    const VpnConnections = [
      { VpnConnectionId: 'vco-1', VpnGatewayId: 'vpn-1', Status: 'ipsec_sa_established' },
      { VpnConnectionId: 'vco-2', VpnGatewayId: 'vpn-1', Status: 'a_status_of_tomorrow' },
    ];
    const none = { VpnGateways: [], CustomerGateways: [], SslVpnServers: [], SslVpnClientCertKeys: [] };
    const { invoke } = fakeInvoke((action) =>
      action === 'DescribeVpnConnections' ? { VpnConnections, TotalCount: 2 } : { ...none, TotalCount: 0 },
    );
    const { Verdict, Lines } = await Overview.run({ RegionId: 'cn-a' }, testCall(), invoke);
    expect(Verdict).toContain('tunnels: 2 (1 not known, 1 up)');
    expect(Verdict).toContain('Nothing is known to be down.');
    expect(Lines.map(({ Id, Health }) => [Id, Health])).toEqual([
      ['vco-2', 'unknown'],
      ['vco-1', 'up'],
    ]);
  });

  it('names an unpaid bill as what is wrong with a gateway, although its status is active', async () => {
    const { agent } = await startWorld({ patch: { 'vpn-hq0001.BusinessStatus': 'FinancialLocked' } });
    const { data } = await agent.call('Overview');
    expect(data['Verdict']).toContain('hq-gateway (FinancialLocked)');
  });

  it('tells what expires and what nothing is attached to', async () => {
    const { agent } = await startWorld();
    const { data } = await agent.call('Overview');
    expect(data['Expiring']).toEqual(expect.arrayContaining([expect.objectContaining({ Name: 'omar-laptop' })]));
    expect(data['Unused']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ Id: 'vpn-bj0001', Why: 'nothing attached' }),
        expect.objectContaining({ Id: 'cgw-old0001' }),
      ]),
    );
  });

  it('names the locked gateways of a fleet before its broken tunnels, and counts what it does not list', async () => {
    const { agent, sandbox } = await startWorld({ world: 'fleet' });
    const { data } = await agent.call('Overview');
    const locked = sandbox.world.data.gateways.filter(({ BusinessStatus }) => BusinessStatus === 'FinancialLocked');
    expect(locked.length).toBe(3);
    const lines = data['Lines'] as readonly Line[];
    expect(lines.slice(0, 3).map(({ Id }) => Id)).toEqual(locked.map(({ VpnGatewayId }) => VpnGatewayId));
    expect(data['Verdict']).toContain('beijing-gw-05 (FinancialLocked)');
    expect(data['Verdict']).toContain('Certificates: 10 expired, 10 ending within 30 days');
    const further = await agent.call('Overview', { Offset: 30 });
    expect(further.data['Expiring']).toBeUndefined();
    expect(further.data['More']).not.toContain('Certificates');
  });

  it('calls nothing unused, and nothing fine, that it could not read', async () => {
    const world = await startWorld();
    await world.break({ action: 'DescribeVpnConnections', kind: 'forbidden', times: 2 });
    const { data } = await world.agent.call('Overview');
    expect(data['Unused']).toBeUndefined();
    expect(data['Verdict']).toContain('Nothing that was read is down');
    expect(data['Verdict']).toContain('tunnels: not known;');
    expect(data['Verdict']).toMatch(/^NOT complete: 2 reads failed/);
    expect(JSON.stringify(data['Lines'])).toContain('tunnels: not read');
  });

  it('answers in Chinese, screen and verdict', async () => {
    const { agent } = await startWorld();
    const { data } = await agent.call('Overview', { Language: 'zh' });
    expect(data['Verdict']).toContain('3 条隧道（1 断开，2 正常）');
    for (const { State } of data['Lines'] as readonly { State: string }[]) expect(State).toMatch(/\p{Script=Han}/u);
    for (const { Why } of data['Unused'] as readonly { Why: string }[]) expect(Why).toMatch(/\p{Script=Han}/u);
  });

  it('tells what changed since it first looked', async () => {
    const { agent, sandbox } = await startWorld();
    expect((await agent.call('Overview')).data['Changed']).toBeUndefined();
    for (const gateway of sandbox.world.data.gateways)
      if (gateway.VpnGatewayId === 'vpn-hq0001') gateway.Status = 'updating';
    expect((await agent.call('Overview')).data['Changed']).toMatchObject([
      { Id: 'vpn-hq0001', Was: 'active', Is: 'updating' },
    ]);
  });

  it('of a fleet is one screen, with more on request', async () => {
    const { agent } = await startWorld({ world: 'fleet' });
    const { data, text } = await agent.call('Overview');
    expect((data['Lines'] as readonly Line[]).length).toBe(30);
    expect(data['More']).toMatch(
      /^\d+ more: Offset 30\. Tunnels that are up and not listed: 218; .*\. Certificates not listed: 10; AuditVpn with Rules CRT/,
    );
    expect(text.length).toBeLessThan(5000);
  });

  it('of a fleet names every tunnel that is not up on its screens, and none that is', async () => {
    const { agent, sandbox } = await startWorld({ world: 'fleet' });
    const seen = new Map<string, Line>();
    for (let Offset = 0; Offset < 180; Offset += 30)
      for (const line of (await agent.call('Overview', { Offset })).data['Lines'] as readonly Line[])
        seen.set(line.Id, line);
    const tunnels = [...seen.values()].filter(({ Id }) => Id.startsWith('vco-'));
    expect(tunnels.map(({ Health }) => Health)).not.toContain('up');
    expect(tunnels).toHaveLength(sandbox.world.data.connections.length - 218);
  });
});
