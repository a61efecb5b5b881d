import { describe, expect, test } from 'vitest';
import { createClock } from '../../../src/sandbox/state/clock.ts';
import { platformSchema } from '../../../src/sandbox/state/platform.ts';
import { World, type WorldData } from '../../../src/sandbox/state/world.ts';
import { tinyWorld } from '../tiny-world.ts';

const open = (platform: Record<string, unknown>, more: Record<string, unknown> = {}) => {
  const clock = createClock();
  const nothing = { routes_bgp: [], routes_vco: [], vpcs: [], vswitches: [], route_tables: [], vpc_routes: [] };
  const filled = {
    devices: [],
    ssl_logs: [],
    ssl_sessions: [],
    secrets: [],
    diagnoses: [],
    orders: [],
    certificate_associations: [],
    ...nothing,
  };
  const data: WorldData = { ...filled, ...tinyWorld({}, more), platform: platformSchema.parse(platform) };
  const world = new World(data, clock);
  const [gateway] = data.gateways;
  if (!gateway) throw new Error('the tiny world has a gateway');
  const seen = (...named: string[]): string => {
    world.settle(new Set(named));
    return gateway.Status;
  };
  return { world, clock, gateway, seen };
};

describe('at the quick pace', () => {
  test('a new gateway goes through init and provisioning to active within two seconds', () => {
    const { world, clock, gateway, seen } = open({ pace: 'quick' });
    world.begin(gateway, 'init', 'provisioning');
    expect(seen()).toBe('init');
    clock.advance(400);
    expect(seen()).toBe('provisioning');
    clock.advance(1500);
    expect(seen()).toBe('active');
  });

  test('a change is done within half a second', () => {
    const { world, clock, gateway, seen } = open({ pace: 'quick' });
    world.begin(gateway, 'updating');
    expect([seen(), world.isBusy(gateway)]).toEqual(['updating', true]);
    clock.advance(500);
    expect([seen(), world.isBusy(gateway)]).toEqual(['active', false]);
  });
});

test('at the real pace a new gateway takes minutes', () => {
  const { world, clock, gateway, seen } = open({ pace: 'real' });
  world.begin(gateway, 'init', 'provisioning');
  clock.advance(60_000);
  expect(seen()).toBe('provisioning');
  clock.advance(120_000);
  expect(seen()).toBe('active');
});

test('at the instant pace nothing is ever busy', () => {
  const { world, gateway } = open({ pace: 'instant' });
  world.begin(gateway, 'updating');
  expect(gateway.Status).toBe('active');
});

test('a deleted gateway leaves the world when its deletion is done', () => {
  const { world, clock, gateway, seen } = open({ pace: 'quick' });
  world.begin(gateway, 'deleting');
  expect(seen()).toBe('deleting');
  clock.advance(500);
  seen();
  expect(world.data.gateways.map((one) => one.VpnGatewayId)).toEqual(['vpn-2']);
});

describe('where polls are counted', () => {
  test('time does nothing, and only requests that name the gateway count', () => {
    const { world, clock, gateway, seen } = open({ polls: 2 });
    world.begin(gateway, 'updating');
    clock.advance(86_400_000);
    expect([seen(), seen('vpn-2'), seen('vpn-1'), seen('vpn-1'), seen('vpn-1')]).toEqual([
      ...['updating', 'updating', 'updating', 'updating', 'active'],
    ]);
  });

  test('a world may start with a gateway that is busy for so many polls', () => {
    const { seen } = open({}, { gateways: [{ ...tinyWorld().gateways[0], Status: 'updating for 1 polls' }] });
    expect([seen(), seen('vpn-1'), seen('vpn-1')]).toEqual(['updating', 'updating', 'active']);
  });
});

test('IDs have their prefix and never repeat', () => {
  const { world } = open({});
  const made = new Set(Array.from({ length: 500 }, () => world.newId('vco')));
  expect(made.size).toBe(500);
  expect([...made].every((one) => /^vco-[a-z0-9]{20}$/.test(one))).toBe(true);
});
