import { describe, expect, it } from 'vitest';
import { CopyConnection } from '../../../src/tools/moves/copy-connection.ts';
import { startSites } from '../sites/site-bench.ts';

const away = {
  ...{ VpnConnectionId: 'plant-main', ToRegionId: 'cn-beijing-env12-d01', LocalSubnet: '10.50.0.0/16' },
};

describe('a copy in another region', () => {
  it('has the identity of its gateway, a new key, a customer gateway of its own and no route', async () => {
    const bench = await startSites();
    const summary = await bench.job(CopyConnection, away);
    expect(await bench.acted()).toEqual(['CreateCustomerGateway', 'CreateVpnConnection']);
    const { connections = [], customer_gateways = [], routes_dbr = [] } = await bench.state();
    const [source, copy] = [Object(connections[0]), Object(connections.at(-1))];
    const { Psk: oldKey, LocalId: _, ...ike } = source.IkeConfig;
    const { Psk: newKey, LocalId, ...copied } = copy.IkeConfig;
    expect(copied).toEqual(ike);
    expect(LocalId).toBe('203.0.113.30');
    expect(newKey).toMatch(/^\w{32,}$/);
    expect(newKey).not.toBe(oldKey);
    expect(copy).toMatchObject({
      VpnGatewayId: 'vpn-bj0001',
      RegionId: away.ToRegionId,
      LocalSubnet: '10.50.0.0/16',
      RemoteSubnet: '172.20.0.0/16',
      Name: 'plant-main',
    });
    expect(customer_gateways.at(-1)).toMatchObject({ RegionId: away.ToRegionId, IpAddress: '198.51.100.1' });
    expect(routes_dbr.some(({ NextHop }) => NextHop === copy.VpnConnectionId)).toBe(false);
    expect(summary.board).toEqual([
      expect.stringMatching(/^\[done\] customer gateway 198\.51\.100\.1/),
      expect.stringMatching(/^\[done\] copy plant-main .* on reserve-gateway/),
      expect.stringMatching(/^\[waits for people\] peer of plant-main has to be configured/),
      '[waits for people] routes and health check of the copy, see Next',
    ]);
    expect(summary.text).toMatch(/CreateVpnRouteEntry .*172\.20\.0\.0\/16.*"Weight":100/);
    expect(summary.text).toMatch(
      /No health check was copied.*"dip":"172\.20\.0\.1","sip":"\(an address of LocalSubnet\)"/,
    );
  });

  it('is not made twice', async () => {
    const bench = await startSites();
    await bench.job(CopyConnection, away);
    expect(await bench.job(CopyConnection, away)).toMatchObject({ State: 'waits for people' });
    expect(await bench.acted()).toHaveLength(2);
  });

  it('is told in a plan as what it is', async () => {
    const bench = await startSites();
    const plan = await bench.planned(CopyConnection, away);
    expect(plan).toMatch(
      /Copies plant-main .*\(172\.20\.0\.0\/16\) to reserve-gateway .* in cn-beijing-env12-d01, with LocalSubnet 10\.50\.0\.0\/16/,
    );
    expect(plan).toContain('No route leads to the copy');
  });
});

describe('a copy in the same region', () => {
  const near = { VpnConnectionId: 'plant-main', VpnGateway: 'logistics-gateway', Name: 'plant-third' };

  it('takes the customer gateway that is there', async () => {
    const bench = await startSites();
    const summary = await bench.job(CopyConnection, near);
    expect(await bench.acted()).toEqual(['CreateVpnConnection']);
    expect((await bench.state())['connections']?.at(-1)).toMatchObject({
      CustomerGatewayId: 'cgw-plant0001',
      LocalSubnet: '10.20.0.0/16',
      IkeConfig: { LocalId: '203.0.113.20' },
    });
    expect(summary.text).toContain('CreateVpnRouteEntry');
  });

  it('is found again by the name that it shares with its original', async () => {
    const bench = await startSites();
    const { Name: _, ...unnamed } = near;
    await bench.job(CopyConnection, unnamed);
    expect(await bench.job(CopyConnection, unnamed)).toMatchObject({ State: 'waits for people' });
    expect(await bench.acted()).toEqual(['CreateVpnConnection']);
  });
});

describe('a copy on the public cloud', () => {
  it('of two tunnels has two, each with the identity and a key of its own', async () => {
    const bench = await startSites({ world: 'public' });
    await bench.job(CopyConnection, { VpnConnectionId: 'vco-berlin01', VpnGateway: 'lab-gateway' });
    const { tunnels } = Object((await bench.state())['connections']?.at(-1));
    const [one, two] = tunnels;
    expect([one.CustomerGatewayId, two.CustomerGatewayId]).toEqual(['cgw-berlin01', 'cgw-berlin02']);
    expect([one.TunnelIkeConfig.LocalId, two.TunnelIkeConfig.LocalId]).toEqual(['203.0.113.30', '203.0.113.31']);
    expect(one.TunnelIkeConfig.Psk).not.toBe(two.TunnelIkeConfig.Psk);
  });

  it('of one tunnel has two where the gateway has two addresses, and of two one where it has one', async () => {
    const bench = await startSites({ world: 'public' });
    const more = { VpnConnectionId: 'depot', VpnGateway: 'lab-gateway' };
    expect(await bench.planned(CopyConnection, more)).toMatch(
      /two addresses: both tunnels of the copy lead to the one peer/,
    );
    const fewer = { VpnConnectionId: 'vco-berlin01', VpnGateway: 'old-gateway' };
    expect(await bench.planned(CopyConnection, fewer)).toMatch(/has one address: only the first tunnel is copied/);
    await bench.job(CopyConnection, more);
    await bench.job(CopyConnection, fewer);
    const { connections = [] } = await bench.state();
    expect(Object(connections.at(-2)).tunnels).toHaveLength(2);
    expect(connections.at(-1)).toMatchObject({
      CustomerGatewayId: 'cgw-berlin01',
      IkeConfig: { LocalId: '203.0.113.40' },
    });
  });
});

const refusals = [
  ['nobody is called so', { VpnConnectionId: 'plant' }, /plant is no ID and no name of a connection.*FindResource/],
  [
    'several gateways fit',
    { VpnConnectionId: 'warehouse', ToRegionId: undefined, VpnGateway: 'no-gateway' },
    /no-gateway is no ID, name or VPC/,
  ],
  ['its VPC side is not told', { LocalSubnet: undefined }, /LocalSubnet is not named/],
  ['the site is where the VPC is', { LocalSubnet: '172.20.0.0/17' }, /overlaps 172\.20\.0\.0\/17 of LocalSubnet/],
  [
    'it speaks BGP',
    { VpnConnectionId: 'lyon', world: 'public', ToRegionId: undefined },
    /lyon \(vco-lyon0001\) speaks BGP/,
  ],
  [
    'it hangs on a transit router',
    { VpnConnectionId: 'wan', world: 'public', ToRegionId: undefined },
    /hangs on a transit router/,
  ],
] as const;

it.each(refusals)('is refused where %s', async (_why, change, words) => {
  const { world, ...rest } = { world: 'office', ...change };
  const bench = await startSites({ world });
  const { text } = await bench.job(CopyConnection, { ...away, ...rest });
  expect(text).toMatch(words);
  expect(await bench.acted()).toEqual([]);
});
