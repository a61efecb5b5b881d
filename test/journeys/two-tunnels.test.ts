import { describe, expect, it } from 'vitest';
import { POSITIONS } from '../support/two-tunnels.ts';
import { startWorld } from '../support/world.ts';

type Rows = readonly Readonly<Record<string, string>>[];

describe.each(POSITIONS)('two tunnels, beside which the cloud says: %s', (position) => {
  it('are read one by one by overview, map, search and wait', async () => {
    const { agent } = await startWorld({ world: 'public', patch: { 'platform.top_level': position } });
    const overview = (await agent.call('Overview')).data;
    expect(overview['Verdict']).toContain('tunnels: 17 (4 down, 1 degraded, 12 up) of 9 connections');
    const stateOf = (id: string) => (overview['Lines'] as Rows).find(({ Id }) => Id === id);
    expect(stateOf('vco-madrid01')).toMatchObject({ Health: 'down' });
    expect(stateOf('vco-paris001')).toMatchObject({
      Health: 'degraded',
      State: '1 of 2 tunnels down: tun-paris001b (slave) ike_sa_not_established, on vpn-shop0001',
    });
    expect(stateOf('vco-wan00001')?.['State']).toMatch(/, on transit router tr-wan00001$/);
    expect(stateOf('vpn-shop0001')?.['State']).toBe('active, 203.0.113.10 and 203.0.113.11, tunnels: 3 down, 3 up');
    expect((overview['Unused'] as Rows).map(({ Id }) => Id)).toEqual(['cgw-gone0001']);

    const map = await agent.call('MapTopology', { All: true });
    expect(map.text).not.toContain('undefined');
    expect(map.text).not.toContain('\\n');
    expect(map.text).toContain(`\nMermaid:\n${map.data['Mermaid']}\n`);
    const edges = (map.data['Edges'] as Rows).filter(({ Kind }) => Kind === 'tunnel');
    expect(edges).toHaveLength(17);
    const drawn = edges.map(({ From, To, Health }) => [From, To, Health]);
    expect(drawn).toContainEqual(['vpn-shop0001', 'cgw-paris001', 'up']);
    expect(drawn).toContainEqual(['vpn-shop0001', 'cgw-paris002', 'down']);
    expect(drawn).toContainEqual(['tr-wan00001', 'cgw-wan00002', 'down']);

    const found = async (Query: string) =>
      ((await agent.call('FindResource', { Query })).data['Matches'] as Rows).map(({ Id }) => Id);
    expect(await found('tun-paris001b')).toEqual(['tun-paris001b']);
    expect(await found('198.51.100.22')).toEqual(['cgw-paris002', 'tun-paris001b']);
    expect(await found('203.0.113.11')).toContain('vpn-shop0001');
    expect(await found('env=prod')).toEqual(['vpn-shop0001', 'vpn-data0001', 'vco-wan00001']);

    const wait = async (Id: string) => (await agent.call('WaitForStatus', { Id, TimeoutSeconds: 1 })).data;
    expect(await wait('berlin')).toMatchObject({ Outcome: 'done', Status: 'ipsec_sa_established' });
    expect(await wait('paris')).toMatchObject({
      Outcome: 'not yet',
      WaitsFor: expect.stringContaining('the peer cgw-paris002 (tun-paris001b)'),
    });
    expect(await wait('tun-paris001a')).toMatchObject({ Outcome: 'done' });
    expect(await wait('tun-nothing')).toMatchObject({ Outcome: 'never' });
  });
});
