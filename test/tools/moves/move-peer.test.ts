import { describe, expect, it } from 'vitest';
import { MovePeer } from '../../../src/tools/moves/move-peer.ts';
import { type Sites, startSites } from '../sites/site-bench.ts';

const plant = { CustomerGatewayId: 'plant-firewall-a', NewIp: '198.51.100.9' };
const warehouse = { CustomerGatewayId: 'cgw-wh0001', NewIp: '198.51.100.29' };
const dest = '172.20.0.0/16';

/** The newest connection, and how its peer comes to be configured. */
const newest = async (bench: Sites) => {
  const { connections = [] } = await bench.state();
  return String(connections.at(-1)?.['VpnConnectionId']);
};

const configure = async (bench: Sites): Promise<string> => {
  const id = await newest(bench);
  await bench.patch({ [`${id}.Status`]: 'ipsec_sa_established', [`${id}.VcoHealthCheck.Status`]: 'success' });
  return id;
};

const entries = async (bench: Sites, block: string) =>
  ((await bench.state())['routes_dbr'] ?? [])
    .filter(({ RouteDest }) => RouteDest === block)
    .map(({ NextHop, Weight, State }) => `${NextHop} ${Weight} ${State}`)
    .toSorted();

const contracts = ['guide', 'public', 'dual-tunnel'] as const;

describe.each(contracts)('a peer with a new address, where weights follow the contract %s', (weight_contract) => {
  const patch = { 'platform.weight_contract': weight_contract };

  it('keeps its path while a standby is up, and is wholly moved after one question', async () => {
    const bench = await startSites({ patch });
    bench.watch(dest);
    const first = await bench.job(MovePeer, plant);
    expect(first.State).toBe('done');
    expect(first.board).toEqual([
      '[done] customer gateway at 198.51.100.9',
      expect.stringMatching(/^\[done\] new connection plant-main/),
      expect.stringMatching(/^\[waits for people\] peer of plant-main has to be configured: ike_sa_not_established/),
      '[to do] routes of plant-main (vco-plant0001) lead to the new connection',
      '[to do] old connection plant-main (vco-plant0001) removed',
      '[to do] old customer gateway plant-firewall-a (cgw-plant0001) at 198.51.100.1 removed',
    ]);
    expect(await bench.job(MovePeer, plant)).toMatchObject({ State: 'waits for people' });
    const fresh = await configure(bench);
    const last = await bench.job(MovePeer, plant);
    expect(last.State).toBe('done');
    expect(last.board).toEqual([
      expect.stringMatching(/^\[done\] customer gateway plant-firewall-a .* at 198\.51\.100\.9$/),
      `[done] plant-main (${fresh}) at the new address: ipsec_sa_established, health check success`,
    ]);
    expect(await entries(bench, dest)).toEqual([`${fresh} 100 published`, 'vco-plant0002 0 published'].toSorted());
    expect(bench.lost).toEqual([]);
    expect(bench.questions).toHaveLength(1);
    const { connections = [], customer_gateways = [] } = await bench.state();
    expect(connections.map(({ VpnConnectionId }) => VpnConnectionId)).not.toContain('vco-plant0001');
    expect(customer_gateways.map(({ CustomerGatewayId }) => CustomerGatewayId)).not.toContain('cgw-plant0001');
    expect((await bench.job(MovePeer, plant)).text).toMatch(/It is so already/);
  });

  it('without a standby stands by first, and never loses its route', async () => {
    const bench = await startSites({ patch: { ...patch, 'vco-wh0001.IkeConfig.IkePfs': 'group14' } });
    bench.watch('172.31.40.0/22');
    await bench.job(MovePeer, warehouse);
    const fresh = await configure(bench);
    const moved = await bench.job(MovePeer, warehouse);
    const works = weight_contract !== 'dual-tunnel';
    expect(moved.State).toBe(works ? 'done' : 'stopped');
    if (!works) {
      expect(moved.text).toMatch(/said yes to step 3, and its change is not there/);
      expect((await bench.job(MovePeer, warehouse)).text).toMatch(/has weight 0 .*ModifyVpnRouteEntryWeight/);
    }
    expect(await entries(bench, '172.31.40.0/22')).toEqual([`${fresh} ${works ? 100 : 0} published`]);
    expect(bench.lost).toEqual([]);
    const { connections = [], customer_gateways = [] } = await bench.state();
    expect(connections.map(({ VpnConnectionId }) => VpnConnectionId)).not.toContain('vco-wh0001');
    expect(customer_gateways.map(({ CustomerGatewayId }) => CustomerGatewayId)).not.toContain('cgw-wh0001');
  });
});

describe('the new connection', () => {
  it('is the old one but for its peer, the identity and the key', async () => {
    const bench = await startSites({ patch: { 'platform.psk_masking': 'masked' } });
    const summary = await bench.job(MovePeer, plant);
    const { connections = [] } = await bench.state();
    const [old, fresh] = [Object(connections[0]), Object(connections.at(-1))];
    const { Psk: oldKey, ...ike } = old.IkeConfig;
    const { Psk: newKey, ...newIke } = fresh.IkeConfig;
    expect(newIke).toEqual({ ...ike, RemoteId: '198.51.100.9' });
    expect(newKey).toMatch(/^\w{32,}$/);
    expect(newKey).not.toBe(oldKey);
    expect(fresh).toMatchObject({
      ...{ Name: 'plant-main', LocalSubnet: old.LocalSubnet, RemoteSubnet: old.RemoteSubnet },
      ...{ IpsecConfig: old.IpsecConfig, VcoHealthCheck: { Enable: 'true', Dip: '172.20.0.1', Sip: '10.10.0.5' } },
    });
    expect(summary.text).toMatch(/written to .*psk-plant-main/);
    expect(summary.text).not.toContain(newKey);
  });

  it('takes nothing from the old one while it is up and its health check is not', async () => {
    const bench = await startSites();
    await bench.job(MovePeer, plant);
    const id = await newest(bench);
    await bench.patch({ [`${id}.Status`]: 'ipsec_sa_established' });
    const before = (await bench.acted()).length;
    expect((await bench.job(MovePeer, plant)).text).toMatch(/172\.20\.0\.1 has to answer pings from 10\.10\.0\.5/);
    expect((await bench.acted()).length).toBe(before);
  });
});

describe('the plan', () => {
  it('asks first whether the address changed, where the old tunnel is up, and tells the way', async () => {
    const bench = await startSites();
    const plan = await bench.planned(MovePeer, plant);
    expect(plan).toMatch(/is UP now: is the address of the peer really another one\?/);
    expect(plan).toMatch(/a customer gateway keeps its address, so plant-main is made anew beside the old one/);
    expect(await bench.acted()).toEqual([]);
  });
});

describe('a connection of two tunnels', () => {
  const berlin = { CustomerGatewayId: 'vco-berlin01', NewIp: '198.51.100.19' };
  const porto = { CustomerGatewayId: 'porto', NewIp: '198.51.100.69' };

  const tunnelsOf = async (bench: Sites, id: string) => {
    const { connections = [], customer_gateways = [] } = await bench.state();
    const { tunnels } = Object(connections.find(({ VpnConnectionId }) => VpnConnectionId === id));
    return tunnels.map(
      (one: Readonly<Record<string, string>>) =>
        customer_gateways.find(({ CustomerGatewayId }) => CustomerGatewayId === one['CustomerGatewayId'])?.[
          'IpAddress'
        ],
    );
  };

  /** The device of the second tunnel is at its new address, with the new key. */
  const configureTunnel = async (bench: Sites, id: string, Address: string) => {
    const { connections = [] } = await bench.state();
    const { tunnels } = Object(connections.find(({ VpnConnectionId }) => VpnConnectionId === id));
    const { TunnelId, TunnelIkeConfig } = tunnels[1];
    await bench.patch({ [`${TunnelId}.peer`]: { IkeConfig: { Psk: TunnelIkeConfig.Psk }, Address } });
  };

  it('to two peers has to be told which of them moved', async () => {
    const bench = await startSites({ world: 'public' });
    expect((await bench.job(MovePeer, berlin)).text).toMatch(/means several customer gateways.*Name the one/);
    expect(await bench.acted()).toEqual([]);
  });

  it('has the tunnel of the moved peer pointed there in its place', async () => {
    const bench = await startSites({ world: 'public' });
    const summary = await bench.job(MovePeer, { ...berlin, CustomerGatewayId: 'cgw-berlin02' });
    expect(await bench.acted()).toEqual(['CreateCustomerGateway', 'ModifyVpnConnectionAttribute']);
    expect(await tunnelsOf(bench, 'vco-berlin01')).toEqual(['198.51.100.11', '198.51.100.19']);
    expect(bench.questions[0]?.message).toMatch(/The other tunnel of the connection is ipsec_sa_established/);
    expect(summary.board).toContain(
      '[waits for people] berlin (vco-berlin01) at the new address: ipsec_sa_established and ike_sa_not_established',
    );
    expect(await bench.job(MovePeer, { ...berlin, CustomerGatewayId: 'cgw-berlin02' })).toMatchObject({
      State: 'waits for people',
    });
    await configureTunnel(bench, 'vco-berlin01', '198.51.100.19');
    await bench.job(MovePeer, { ...berlin, CustomerGatewayId: 'cgw-berlin02' });
    expect((await bench.acted()).slice(2)).toEqual(['DeleteCustomerGateway']);
  });

  it('to one peer moves one tunnel, and the other when that is up', async () => {
    const bench = await startSites({ world: 'public' });
    await bench.job(MovePeer, porto);
    expect(await tunnelsOf(bench, 'vco-porto001')).toEqual(['198.51.100.61', '198.51.100.69']);
    const waiting = await bench.job(MovePeer, porto);
    expect(waiting.State).toBe('waits for people');
    await configureTunnel(bench, 'vco-porto001', '198.51.100.69');
    await bench.job(MovePeer, porto);
    expect(await tunnelsOf(bench, 'vco-porto001')).toEqual(['198.51.100.69', '198.51.100.69']);
  });
});

const refusals = [
  [
    'nobody is called so',
    { CustomerGatewayId: 'factory' },
    /factory is no customer gateway and no connection.*plant-firewall-a/,
  ],
  ['the connection speaks BGP', { CustomerGatewayId: 'lyon', world: 'public' }, /means several customer gateways/],
  ['it hangs on a transit router', { CustomerGatewayId: 'cgw-wan00001', world: 'public' }, /hangs on a transit router/],
] as const;

it.each(refusals)('is refused where %s', async (_why, change, words) => {
  const { CustomerGatewayId, ...rest } = change;
  const bench = await startSites(rest);
  const { text } = await bench.job(MovePeer, { CustomerGatewayId, NewIp: '198.51.100.9' });
  expect(text).toMatch(words);
  expect(bench.questions).toEqual([]);
  expect(await bench.acted()).toEqual([]);
});
