import { beforeEach, describe, expect, it } from 'vitest';
import { createClock } from '../../../src/sandbox/state/clock.ts';
import type { Device, VpnConnection } from '../../../src/sandbox/state/resources.ts';
import { World } from '../../../src/sandbox/state/world.ts';
import { attachDevice, tunnelState, tunnelStatus, tunnelVerdict } from '../../../src/sandbox/tunnels/state.ts';
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

describe('a connection with two tunnels', () => {
  const pair = (first: Device, second: Device): VpnConnection => {
    const { IkeConfig: TunnelIkeConfig, IpsecConfig: TunnelIpsecConfig, ...rest } = connection('vco-1');
    const settings = { TunnelIkeConfig, TunnelIpsecConfig, CustomerGatewayId: 'cgw-1' };
    const tunnels = [
      { TunnelId: 'tun-1', InternetIp: '203.0.113.10', peer: first, ...settings },
      { TunnelId: 'tun-2', InternetIp: '203.0.113.11', peer: second, ...settings },
    ];
    return { ...rest, IkeConfig: TunnelIkeConfig, IpsecConfig: TunnelIpsecConfig, tunnels };
  };

  it('is as the better of them, each of which has its own outcome', () => {
    const one = pair({ Up: false }, { RemoteAddress: '203.0.113.11' });
    expect(one.tunnels?.map((tunnel) => tunnelStatus(world, one, tunnel))).toEqual([
      'ike_sa_not_established',
      'ipsec_sa_established',
    ]);
    expect(tunnelState(world, one)).toEqual({ Status: 'ipsec_sa_established', health: 'failed' });
    expect(tunnelState(world, pair({ Up: false }, { Up: false })).Status).toBe('ike_sa_not_established');
  });

  it('has a device for each, found at its customer gateway', () => {
    const one = pair({}, {});
    for (const tunnel of one.tunnels ?? []) delete tunnel.peer;
    const [customer] = world.data.customer_gateways;
    if (customer) customer.device = { Answers: false };
    attachDevice(world.data, one);
    expect(one.tunnels?.map((tunnel) => tunnel.peer?.RemoteAddress)).toEqual(['203.0.113.10', '203.0.113.11']);
    expect(one.peer).toBeUndefined();
  });

  it('has tunnels as the world fixed them where no device is simulated', () => {
    const one = pair({}, {});
    const [first] = one.tunnels ?? [];
    if (!first) throw new Error('there are two');
    const { peer: _, ...bare } = first;
    expect(tunnelStatus(world, one, { ...bare, Status: 'ipsec_sa_established' })).toBe('ipsec_sa_established');
    expect(tunnelStatus(world, one, bare)).toBe('ike_sa_not_established');
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
