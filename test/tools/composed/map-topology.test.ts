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
  });

  it('of a fleet stays small enough to look at', async () => {
    const { agent } = await startWorld({ world: 'fleet' });
    const { data } = await agent.call('MapTopology', { Mermaid: false });
    expect(Number(data['Collapsed'])).toBeGreaterThan(200);
    expect((data['Nodes'] as readonly unknown[]).length).toBeLessThan(300);
  });
});
