import { describe, expect, it } from 'vitest';
import { createClock } from '../../../src/sandbox/state/clock.ts';
import { World } from '../../../src/sandbox/state/world.ts';
import { logOf, see, seeAll, writeLine } from '../../../src/sandbox/tunnels/cloud-log.ts';
import { loadWorld } from '../../../src/sandbox/worlds/load-world.ts';
import { publicCloud } from '../../../src/sandbox/worlds/public.ts';

const minute = 60_000;

const open = async (patch: Record<string, unknown> = {}) => {
  const world = new World(await loadWorld(publicCloud, { nowMs: Date.now(), patch }), createClock());
  const connection = (id: string) => {
    const found = world.data.connections.find((one) => one.VpnConnectionId === id);
    if (!found) throw new Error(`the world has no ${id}`);
    return found;
  };
  const seen = (id: string) => {
    const owner = world.data.connections.find((one) => one.tunnels?.some(({ TunnelId }) => TunnelId === id));
    const tunnel = owner?.tunnels?.find(({ TunnelId }) => TunnelId === id);
    if (!owner || !tunnel) throw new Error(`the world has no ${id}`);
    return see(world, owner, tunnel);
  };
  return { world, connection, seen, now: world.clock.now() };
};

describe('a tunnel that is down', () => {
  it('tries every minute, and says each time why it fails', async () => {
    const { world, seen, now } = await open();
    const lines = logOf(world, seen('tun-madrid01a'), now - 10 * minute, now);
    const failures = lines.filter(({ text }) => text.includes('received KE type'));
    expect(failures.length).toBeGreaterThanOrEqual(9);
    const gaps = failures.slice(1).map(({ time }, index) => time - (failures[index]?.time ?? 0));
    expect(new Set(gaps)).toEqual(new Set([minute]));
  });

  it('gives the same lines for the same range, and none outside of it', async () => {
    const { world, seen, now } = await open();
    const ask = () => logOf(world, seen('tun-paris001b'), now - 4 * minute, now - 2 * minute);
    expect(ask()).toEqual(ask());
    for (const { time } of ask()) expect(time >= now - 4 * minute && time <= now - 2 * minute).toBe(true);
  });

  it('says nothing of the future, and nothing older than a day', async () => {
    const { world, seen, now } = await open();
    const all = logOf(world, seen('tun-madrid01b'), 0, now + 60 * minute);
    expect(all.at(-1)?.time).toBeLessThanOrEqual(world.clock.now());
    expect(all[0]?.time).toBeGreaterThanOrEqual(now - 1440 * minute);
  });
});

describe('a tunnel that is up', () => {
  it('writes when its keys are renewed, and no failure', async () => {
    const { world, seen, now } = await open();
    const lines = logOf(world, seen('tun-berlin01a'), now - 1440 * minute, now).map(({ text }) => text);
    expect(lines.filter((text) => text.includes('IPsec-SA established'))).toHaveLength(3); // every 8 hours
    expect(lines.join('\n')).not.toContain('PROTO_ERR');
  });
});

it('without a simulated device a tunnel is up or silent as the world says', async () => {
  const fixed = (TunnelId: string, Status?: string) => ({ TunnelId, CustomerGatewayId: 'cgw-lab00001', Status });
  const tunnels = [fixed('tun-1', 'ipsec_sa_established'), fixed('tun-2')];
  const { world, connection } = await open({ 'vco-lab00001.tunnels': tunnels });
  const codes = seeAll(world, connection('vco-lab00001')).map(({ words }) => words.code);
  expect(codes).toEqual(['NoExceptionFound', 'Phase1NegotiationTimeout']);
});

it('a connection with one tunnel is its own', async () => {
  const { world, connection } = await open();
  const [one, ...none] = seeAll(world, connection('vco-depot001'));
  expect(none).toEqual([]);
  expect(one?.tunnel).toBeUndefined();
});

it('a line has the time of UTC+8 and the connection before its text', async () => {
  const { seen } = await open();
  const time = Date.UTC(2023, 0, 13, 3, 39, 21);
  expect(writeLine(seen('tun-paris001b'), { time, text: '[X]: y' })).toBe('2023-01-13 11:39:21 vco-paris001 [X]: y');
});
