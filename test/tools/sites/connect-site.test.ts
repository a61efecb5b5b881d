import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConnectSite } from '../../../src/tools/sites/connect-site.ts';
import { region } from '../../guard/bench.ts';
import { startSites } from './site-bench.ts';

const site = {
  ...{ PeerIp: '192.0.2.130', Name: 'branch', RemoteSubnet: '172.28.0.0/20,172.29.0.0/20' },
  ...{ VpnGateway: 'logistics-gateway', Vendor: 'strongswan' },
};
const made = ['CreateCustomerGateway', 'CreateVpnConnection', 'CreateVpnRouteEntry', 'CreateVpnRouteEntry'];

const shop = { PeerIp: '198.51.100.200', Name: 'rome', RemoteSubnet: '172.28.0.0/16', VpnGateway: 'shop-gateway' };

describe('a new site', () => {
  it('is connected after one question, waits for its peer, and is done when the tunnel is up', async () => {
    const bench = await startSites();
    const first = await bench.job(ConnectSite, site);
    expect(first.board).toEqual([
      '[done] VPN gateway logistics-gateway (vpn-wh0001)',
      expect.stringMatching(/^\[done\] customer gateway 192\.0\.2\.130 \(cgw-/),
      expect.stringMatching(/^\[done\] connection branch \(vco-/),
      '[done] route 172.28.0.0/20, published',
      '[done] route 172.29.0.0/20, published',
      '[waits for people] peer of branch has to be configured: ike_sa_not_established',
    ]);
    expect(first.text).toMatch(/For the peer: .*Give it to them over a channel that you trust/);
    expect(first.text).toContain('ike_sa_not_established is expected and no fault');
    expect(bench.questions).toHaveLength(1);
    expect(await bench.acted()).toEqual(made);

    const waiting = await bench.job(ConnectSite, site);
    expect(waiting).toMatchObject({ State: 'waits for people' });
    const { connections } = await bench.state();
    const own = connections?.find(({ Name }) => Name === 'branch');
    await bench.patch({ [`${own?.['VpnConnectionId']}.Status`]: 'ipsec_sa_established' });
    const last = await bench.job(ConnectSite, site);
    expect(last).toMatchObject({ State: 'done' });
    expect(last.board.at(-1)).toBe('[done] peer of branch is configured: ipsec_sa_established');
    expect(bench.questions).toHaveLength(1);
    expect(await bench.acted()).toEqual(made);
  });

  it('gets the strongest settings that the stack has, and a key that only files and the cloud hold', async () => {
    const bench = await startSites();
    const summary = await bench.job(ConnectSite, site);
    const { connections = [] } = await bench.state();
    const own = Object(connections.at(-1));
    expect(own).toMatchObject({
      ...{ LocalSubnet: '10.20.0.0/16', RemoteSubnet: site.RemoteSubnet, EffectImmediately: true },
      IkeConfig: { IkeVersion: 'ikev2', IkeEncAlg: 'aes256', IkeAuthAlg: 'sha1', IkePfs: 'group14' },
      IpsecConfig: { IpsecEncAlg: 'aes256', IpsecAuthAlg: 'sha1', IpsecPfs: 'group14', IpsecLifetime: 28_800 },
    });
    const key = String(own.IkeConfig.Psk);
    const questions = bench.questions.map(({ message }) => message).join();
    expect(`${summary.text}${JSON.stringify(summary.data)}${questions}`).not.toContain(key);
    const file = bench.secrets().find((name) => name.startsWith('psk-branch')) ?? '';
    expect(readFileSync(join(bench.secretsDir, file), 'utf8')).toContain(key);
  });

  it('tells the whole first, in the plan as in the question', async () => {
    const bench = await startSites();
    const plan = await bench.planned(ConnectSite, { ...site, LocalSubnet: '10.20.0.0/16' });
    expect(plan).toMatch(
      /Connects site branch \(192\.0\.2\.130, 172\.28\.0\.0\/20,172\.29\.0\.0\/20\) to logistics-gateway/,
    );
    expect(plan).toContain('until then packets to 172.28.0.0/20,172.29.0.0/20 are lost');
    expect(plan).toContain('The way back: delete the routes, then the connection');
    expect(await bench.acted()).toEqual([]);
  });

  it('of two tunnels has a key for each, and its second peer', async () => {
    const bench = await startSites({ world: 'public' });
    const summary = await bench.job(ConnectSite, { ...shop, PeerIp2: '198.51.100.201' });
    const { connections = [], customer_gateways = [] } = await bench.state();
    const { tunnels } = Object(connections.at(-1));
    expect(tunnels).toHaveLength(2);
    const addressOf = (id: unknown) =>
      customer_gateways.find(({ CustomerGatewayId }) => CustomerGatewayId === id)?.['IpAddress'];
    expect(tunnels.map((one: { CustomerGatewayId: string }) => addressOf(one.CustomerGatewayId))).toEqual([
      '198.51.100.200',
      '198.51.100.201',
    ]);
    expect(tunnels[0].TunnelIkeConfig).toMatchObject({ IkeVersion: 'ikev2', IkeAuthAlg: 'sha256', IkePfs: 'group14' });
    expect(tunnels[0].TunnelIkeConfig.Psk).not.toBe(tunnels[1].TunnelIkeConfig.Psk);
    expect(summary.board.at(-1)).toMatch(/waits for people.*ike_sa_not_established and ike_sa_not_established/);
    expect((await bench.job(ConnectSite, { ...shop, PeerIp2: '198.51.100.201' })).State).toBe('waits for people');
    expect(bench.questions).toHaveLength(1);
  });

  it('of two tunnels to one peer says that both fail with it', async () => {
    const bench = await startSites({ world: 'public' });
    expect(await bench.planned(ConnectSite, shop)).toContain('Both tunnels lead to 198.51.100.200');
  });

  it('whose peer is known takes its customer gateway and makes no second one', async () => {
    const bench = await startSites();
    await bench.job(ConnectSite, { ...site, PeerIp: '192.0.2.77' });
    expect(await bench.acted()).toEqual(made.slice(1));
  });

  it('orders its gateway only when that is asked for, as a stage of its own', async () => {
    const bench = await startSites();
    const NewGateway = { VpcId: 'vpc-new0001', Bandwidth: 20 };
    const wish = { ...site, VpnGateway: undefined, NewGateway, LocalSubnet: '10.70.0.0/16' };
    expect(await bench.planned(ConnectSite, wish)).toContain('ORDERS VPN gateway branch-gw in vpc-new0001, billed');
    const first = await bench.job(ConnectSite, wish);
    expect(await bench.acted()).toEqual(['CreateVpnGateway']);
    expect(bench.questions).toHaveLength(1);
    expect(first.text).toContain('ConnectSite again with the same arguments does what is still to do');
    const second = await bench.job(ConnectSite, wish);
    expect(second.board.at(-1)).toMatch(/waits for people/);
    expect(await bench.acted()).toEqual(['CreateVpnGateway', ...made]);
    expect((await bench.state())['gateways']?.at(-1)).toMatchObject({ Name: 'branch-gw', IpsecVpn: 'enable' });
  });
});

const refusals = [
  [
    'several gateways fit',
    { VpnGateway: undefined },
    /several fit: hq-gateway \(vpn-hq0001\).*name VpnGateway by its ID/,
  ],
  ['no gateway is called so', { VpnGateway: 'branch-gateway' }, /branch-gateway is no ID, name or VPC.*NewGateway/],
  [
    'the site is where clients are',
    { VpnGateway: 'hq-gateway', RemoteSubnet: '10.99.0.0/25' },
    /the clients of SSL-VPN server/,
  ],
  [
    'the site is in the VPC',
    { RemoteSubnet: '10.20.4.0/24' },
    /10\.20\.4\.0\/24 overlaps 10\.20\.0\.0\/16 of LocalSubnet/,
  ],
  [
    'another site has the block',
    { RemoteSubnet: '172.31.40.0/22' },
    /is what warehouse \(vco-wh0001\) carries already/,
  ],
  ['no route can lead there', { RemoteSubnet: '0.0.0.0/0' }, /names no network/],
  ['the cloud keeps the block', { RemoteSubnet: '100.64.1.0/24' }, /overlaps 100\.64\.0\.0\/10/],
  [
    'the peer has other networks',
    { PeerIp: '198.51.100.20' },
    /warehouse \(vco-wh0001\) leads to this peer.*AddSubnet/,
  ],
  ['the name is of another peer', { Name: 'warehouse' }, /name of a connection to another peer.*MovePeer/],
  ['the check has no source', { CheckTarget: '172.28.0.1' }, /needs CheckTarget and CheckSource/],
  [
    'the target is elsewhere',
    { CheckTarget: '10.1.1.1', CheckSource: '10.20.0.5' },
    /CheckTarget 10\.1\.1\.1 is not in RemoteSubnet/,
  ],
  [
    'the source is elsewhere',
    { CheckTarget: '172.28.0.1', CheckSource: '10.9.0.5' },
    /CheckSource 10\.9\.0\.5 is not in LocalSubnet/,
  ],
  ['a second peer needs two addresses', { PeerIp2: '192.0.2.131' }, /has one address.*Leave out PeerIp2/],
  ['nobody writes for the maker', { Vendor: 'acme' }, /Vendor “acme” is not known.*strongswan/],
  [
    'the VPC side is not told',
    { VpnGateway: 'reserve-gateway', RegionId: 'cn-beijing-env12-d01' },
    /LocalSubnet is not named, and nothing here tells it/,
  ],
  ['an order is not whole', { NewGateway: { VpcId: 'vpc-new0001' } }, /NewGateway: .*Bandwidth/],
  [
    'an order has a word too many',
    { NewGateway: { VpcId: 'vpc-new0001', Bandwidth: 20, Speed: 3 } },
    /NewGateway: .*Speed/,
  ],
] as const;

it.each(refusals)('is refused where %s', async (_why, change, words) => {
  const bench = await startSites();
  const { text } = await bench.job(ConnectSite, { RegionId: region, ...site, ...change });
  expect(text).toMatch(words);
  expect(text).toContain('Nothing was sent.');
  expect(bench.questions).toEqual([]);
  expect(await bench.acted()).toEqual([]);
});
