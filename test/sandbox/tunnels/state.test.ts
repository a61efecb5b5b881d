import { beforeEach, describe, expect, it } from 'vitest';
import { createClock } from '../../../src/sandbox/state/clock.ts';
import type { Device, VpnConnection } from '../../../src/sandbox/state/resources.ts';
import { World } from '../../../src/sandbox/state/world.ts';
import { attachDevice, tunnelState, tunnelVerdict } from '../../../src/sandbox/tunnels/state.ts';
import { loadWorld } from '../../../src/sandbox/worlds/load-world.ts';
import { tinyWorld } from '../tiny-world.ts';

let world: World;
const connection = (id: string): VpnConnection => {
  const found = world.data.connections.find((one) => one.VpnConnectionId === id);
  if (!found) throw new Error(`no ${id}`);
  return found;
};

beforeEach(async () => {
  world = new World(await loadWorld(tinyWorld(), { nowMs: Date.now() }), createClock());
});

describe('a tunnel', () => {
  it('is as the world fixed it where no device is simulated', () => {
    expect(tunnelVerdict(world, connection('vco-1'))).toBeUndefined();
    expect(tunnelState(world, connection('vco-1'))).toEqual({ Status: 'ipsec_sa_established', health: 'success' });
  });

  it('is computed where one is, and mended by a setting', () => {
    expect(tunnelVerdict(world, connection('vco-2'))?.cause).toBe('psk-mismatch');
    connection('vco-2').IkeConfig.Psk = 'FAKE-psk-other';
    expect(tunnelState(world, connection('vco-2'))).toEqual({ Status: 'ipsec_sa_established', health: 'success' });
  });

  it('is down where nobody is at the other end', () => {
    const { Status: _, ...lonely } = connection('vco-1');
    expect(tunnelState(world, lonely).Status).toBe('ike_sa_not_established');
  });
});

describe('a new connection', () => {
  const fresh = (): VpnConnection => {
    const { Status: _, ...rest } = structuredClone(connection('vco-1'));
    return { ...rest, VpnConnectionId: 'vco-new', CustomerGatewayId: 'cgw-3' };
  };
  const met = (): Device | undefined => {
    const one = fresh();
    attachDevice(world.data, one);
    return one.peer;
  };

  it('meets the device behind its customer gateway, or one that waits at that address', () => {
    expect(met()).toBeUndefined();
    world.data.devices.push({ Address: '198.51.100.3', Up: false });
    expect(met()).toMatchObject({ Up: false, Address: '198.51.100.3' });
    Object.assign(world.data.customer_gateways[2] ?? {}, { device: { BehindNat: true } });
    expect(met()).toMatchObject({ BehindNat: true, Up: true });
  });

  it('meets nobody where its status is fixed', () => {
    world.data.devices.push({ Address: '198.51.100.3' });
    const fixed: VpnConnection = { ...fresh(), Status: 'ike_sa_established' };
    attachDevice(world.data, fixed);
    expect(fixed.peer).toBeUndefined();
  });
});
