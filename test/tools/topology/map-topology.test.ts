import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { startWorld } from '../../support/world.ts';

describe('MapTopology', () => {
  it('draws the office with the broken tunnel as broken', async () => {
    const { agent } = await startWorld();
    const { data } = await agent.call('MapTopology');
    expect(data['Edges']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ From: 'vpn-wh0001', To: 'cgw-wh0001', Kind: 'tunnel', Health: 'down' }),
      ]),
    );
    expect(String(data['Mermaid'])).toMatch(/^flowchart LR\n/);
  });

  it('can be narrowed to one gateway', async () => {
    const { agent } = await startWorld();
    const { data } = await agent.call('MapTopology', { VpnGatewayId: 'vpn-wh0001', Mermaid: false });
    const ids = (data['Nodes'] as readonly { Id: string }[]).map(({ Id }) => Id);
    expect(ids).toContain('cgw-wh0001');
    expect(ids).not.toContain('vpn-hq0001');
    expect(data['Mermaid']).toBeUndefined();
    expect(data['Verdict']).toBe('Gateways: 1; tunnels: 1 (1 down); regions: 1.');
  });

  it('takes the name of a gateway, and draws all that a part of it fits', async () => {
    const { agent } = await startWorld();
    const one = await agent.call('MapTopology', { VpnGatewayId: 'hq', Mermaid: false });
    expect(one.data['Verdict']).toMatch(/^Gateways: 1; .*regions: 1\.$/);
    const some = await agent.call('MapTopology', { VpnGatewayId: 'gateway', Mermaid: false });
    expect(some.data['Verdict']).toMatch(
      /^Gateways: 3; .* All 3 gateways that fit gateway are drawn: name one of them/,
    );
  });

  it('of a gateway that is not there says what was asked for, and where to look', async () => {
    const { agent } = await startWorld();
    const { data } = await agent.call('MapTopology', { VpnGatewayId: 'vpn-nobody' });
    expect(data['Verdict']).toBe(
      'No gateway fits vpn-nobody in cn-qingdao-env17-d01, cn-beijing-env12-d01. FindResource looks in every region, by ID, address or part of a name.',
    );
  });

  it.each(['en', 'zh'])('of a fleet costs a conversation no more than 2000 tokens, in %s', async (Language) => {
    const { agent } = await startWorld({ world: 'fleet' });
    const { data, text } = await agent.call('MapTopology', { Language });
    expect(encode(text).length).toBeLessThanOrEqual(2000);
    expect(Number(data['Collapsed'])).toBeGreaterThan(200);
    expect(data['More']).toContain('All true');
    const kinds = (data['Nodes'] as readonly { Kind: string }[]).map(({ Kind }) => Kind);
    expect(kinds.filter((kind) => kind === 'region')).toHaveLength(5);
    expect(kinds).toContain('gateway');
  });

  it('of a fleet shows every tunnel on request', async () => {
    const { agent } = await startWorld({ world: 'fleet' });
    const { data } = await agent.call('MapTopology', { All: true, Mermaid: false });
    const tunnels = (data['Edges'] as readonly { Kind: string }[]).filter(({ Kind }) => Kind === 'tunnel');
    expect(tunnels).toHaveLength(320);
    expect(data['Collapsed']).toBeUndefined();
  });

  it('draws a tunnel whose peers it may not read, and claims no emptiness that it did not see', async () => {
    const world = await startWorld();
    await world.break({ action: 'DescribeCustomerGateways', kind: 'forbidden', times: 2 });
    const { data } = await world.agent.call('MapTopology');
    expect(String(data['Mermaid'])).toContain('warehouse<br/>ike_sa_not_established');
    await world.break({ action: 'DescribeVpnGateways', kind: 'forbidden', times: 2 });
    expect((await world.agent.call('MapTopology')).data['Verdict']).toBe(
      'NOT complete: 2 reads failed, see NotSeen. No gateway was read.',
    );
  });
});
