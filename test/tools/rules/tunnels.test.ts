import { describe, expect, it } from 'vitest';
import type { SecretHandle } from '../../../src/catalogue/invoke.ts';
import { readTunnels } from '../../../src/network/tunnels.ts';
import type { Connection, RegionInventory } from '../../../src/tools/inventory/inventory.ts';
import type { Violation } from '../../../src/tools/rules/rule.ts';
import { RULES } from '../../../src/tools/rules/rules.ts';
import { fixable, nameOf, ownTunnel, tunnelText } from '../../../src/tools/rules/tunnels.ts';
import { estateOf, healthyRegion, listedTunnel, misleadingTop, NOW_MS } from '../../support/inventories.ts';

type Change = Readonly<Record<string, unknown>>;

/** Handles ending in `w` stand for weak keys. */
const secrets = {
  judge: ({ Fingerprint }: SecretHandle) =>
    Fingerprint.endsWith('w') ? { bits: 20, flaws: ['digits only'] } : { bits: 190, flaws: [] },
  equal: (a: SecretHandle, b: SecretHandle) => a.Fingerprint === b.Fingerprint,
};

const ruleOf = (id: string) => RULES.find((rule) => rule.id === id) ?? expect.fail(`no rule ${id}`);

const check = (id: string, region: RegionInventory): readonly Violation[] =>
  ruleOf(id).check({ region, inventory: estateOf(region), nowMs: NOW_MS, hasSha2: true, secrets });

const withConnections = (change: (one: Connection, index: number) => Partial<Connection>): RegionInventory => {
  const region = healthyRegion();
  return { ...region, connections: region.connections.map((one, index) => ({ ...one, ...change(one, index) })) };
};

/** Both connections have two tunnels; the second tunnel of the first one is changed. */
const dualRegion = (change: Change = {}, ofConnection: Partial<Connection> = {}): RegionInventory =>
  withConnections((_one, index) => ({
    ...misleadingTop,
    ...(index === 0 ? ofConnection : {}),
    TunnelOptionsSpecification: {
      TunnelOptions: [listedTunnel(`tun-${index}a`), listedTunnel(`tun-${index}b`, index === 0 ? change : {})],
    },
  }));

const listing = (TunnelOptionsSpecification: unknown): RegionInventory =>
  withConnections((_one, index) => (index === 0 ? { ...misleadingTop, TunnelOptionsSpecification } : {}));

const ike = (config: Change): Change => ({ TunnelIkeConfig: config });
const ipsec = (config: Change): Change => ({
  TunnelIpsecConfig: { ...listedTunnel('tun-b').TunnelIpsecConfig, ...config },
});

describe('a connection with two tunnels', () => {
  it.each(RULES.map(({ id }) => id))('is kept by %s where both are sound, whatever its top says', (id) => {
    expect(check(id, dualRegion())).toEqual([]);
  });

  it.each([
    { id: 'CRY-01', change: ike({ IkeEncAlg: 'des' }), observed: 'IkeEncAlg=des' },
    { id: 'CRY-02', change: ipsec({ IpsecEncAlg: '3des' }), observed: 'IpsecEncAlg=3des' },
    { id: 'CRY-03', change: ipsec({ IpsecAuthAlg: 'md5' }), observed: 'IpsecAuthAlg=md5' },
    { id: 'CRY-04', change: ike({ IkeAuthAlg: 'sha1' }), observed: 'IkeAuthAlg=sha1' },
    { id: 'CRY-05', change: ike({ IkePfs: 'group1' }), observed: 'IkePfs=group1' },
    { id: 'CRY-06', change: ike({ IkePfs: 'group2' }), observed: 'IkePfs=group2' },
    { id: 'CRY-07', change: ipsec({ IpsecPfs: 'group5' }), observed: 'IpsecPfs=group5' },
    { id: 'CRY-08', change: ike({ IkePfs: 'group24' }), observed: 'IkePfs=group24' },
    { id: 'CRY-09', change: ipsec({ IpsecPfs: 'disabled' }), observed: 'IpsecPfs=disabled' },
    { id: 'CRY-10', change: ike({ IkeVersion: 'ikev1' }), observed: 'IkeVersion=ikev1' },
    { id: 'CRY-11', change: ike({ IkeVersion: 'ikev1', IkeMode: 'aggressive' }), observed: /aggressive/ },
    { id: 'CRY-12', change: ipsec({ IpsecLifetime: '0' }), observed: 'IpsecLifetime=0' },
    { id: 'SEC-01', change: ike({ Psk: { Fingerprint: 'w', Length: 6 } }), observed: /^Psk: 6 characters/ },
    {
      id: 'SEC-02',
      change: ike({ Psk: { Fingerprint: 'key-tun-1a', Length: 32 } }),
      observed: /backup tun-1a \(master\)$/,
    },
  ])('is found by $id with the second tunnel that breaks it, and offered no change of its own settings', (given) => {
    const hits = check(given.id, dualRegion(given.change)).filter(({ subject }) => subject.Id === 'vco-1');
    expect(hits.map(({ subject }) => subject)).toEqual([
      { RegionId: 'cn-hangzhou', Id: 'vco-1', Name: 'main', TunnelId: 'tun-0b', Role: 'slave' },
    ]);
    expect(hits[0]?.observed).toMatch(given.observed);
    expect(hits[0]?.elsewhere?.en).toContain('ModifyTunnelAttribute');
    expect(hits[0]?.fix).toBeUndefined();
  });

  it('has each identity judged by the customer gateway of that tunnel', () => {
    const [hit, ...more] = check('IDS-02', dualRegion(ike({ RemoteId: '198.51.100.1' })));
    expect(more).toEqual([]);
    expect(hit).toMatchObject({ subject: { TunnelId: 'tun-0b' }, expected: '198.51.100.2' });
  });

  it('has several subnets held against the version of each tunnel', () => {
    const several = { RemoteSubnet: '172.20.0.0/16,172.21.0.0/16' };
    expect(check('NET-05', dualRegion({}, several))).toEqual([]);
    const [hit] = check('NET-05', dualRegion(ike({ IkeVersion: 'ikev1' }), several));
    expect(hit).toMatchObject({ subject: { TunnelId: 'tun-0b' }, observed: expect.stringMatching(/^ikev1 with/) });
  });

  it('that shares a key between its own tunnels is not two sites that share one', () => {
    const region = dualRegion(ike({ Psk: { Fingerprint: 'key-tun-0a', Length: 32 } }));
    expect(check('SEC-02', region)).toEqual([]);
    expect(check('SEC-05', region)).toMatchObject([
      { subject: { Id: 'vco-1' }, observed: 'Psk key-tun-0a is that of tun-0a (master) and tun-0b (slave)' },
    ]);
    expect(check('SEC-05', region)[0]?.fix).toBeUndefined();
  });

  it('is one end of a key shared between sites with the tunnel that has it, a single one without', () => {
    const region = dualRegion(ike({ Psk: { Fingerprint: 'cccccccc', Length: 32 } }));
    const single = { ...healthyRegion().connections[1], IkeConfig: { Psk: { Fingerprint: 'cccccccc', Length: 32 } } };
    const hits = check('SEC-02', { ...region, connections: [...region.connections.slice(0, 1), single] });
    expect(hits.map(({ subject, observed }) => [subject.Id, subject.TunnelId, observed])).toEqual([
      ['vco-1', 'tun-0b', 'Psk cccccccc is also that of backup'],
      ['vco-2', undefined, 'Psk cccccccc is also that of main tun-0b (slave)'],
    ]);
    expect(hits.map(({ fix }) => fix?.Arguments['VpnConnectionId'])).toEqual([undefined, 'vco-2']);
  });

  it('uses the customer gateways of both tunnels, and that of its top not', () => {
    const region = dualRegion();
    const all = [...region.customerGateways, { CustomerGatewayId: 'cgw-top', Name: 'top', IpAddress: '192.0.2.1' }];
    const unused = check('OPS-04', { ...region, customerGateways: all }).map(({ subject }) => subject.Id);
    expect(unused).toEqual(['cgw-top']);
  });

  it.each([
    ['a tunnel is not understood', listing(null)],
    ['a tunnel does not say its customer gateway', dualRegion({ CustomerGatewayId: '' })],
  ])('leaves no customer gateway unused where %s', (_name, region) => {
    const spare = { CustomerGatewayId: 'cgw-3', Name: 'spare', IpAddress: '192.0.2.3' };
    expect(check('OPS-04', { ...region, customerGateways: [...region.customerGateways, spare] })).toEqual([]);
    expect(ruleOf('OPS-04').isShown?.(estateOf(region))).toBe(false);
  });

  it('is up with one of them, and has no health check that could be judged', () => {
    const region = dualRegion({ Status: 'ike_sa_not_established' });
    expect(check('RTE-06', { ...region, routes: [] }).map(({ subject }) => subject.Id)).toEqual(['vco-1', 'vco-2']);
    const down = { Status: 'ike_sa_not_established' };
    const first = { TunnelOptionsSpecification: [listedTunnel('tun-a', down), listedTunnel('tun-b', down)] };
    for (const id of ['RTE-04', 'HA-03', 'HA-04']) expect(check(id, dualRegion({}, first))).toEqual([]);
    // A single one that is down and unwatched has an up one beside it all the same.
    const standby = { ...region.connections[1] };
    const unwatched = { ...healthyRegion().connections[0], ...down, VcoHealthCheck: { Enable: 'false' } };
    expect(check('RTE-04', { ...region, connections: [unwatched, standby] })).toHaveLength(1);
  });

  it.each([
    ['by its switch', { EnableTunnelsBgp: true }, {}],
    ['by its tunnel', {}, { TunnelBgpConfig: { TunnelCidr: '169.254.10.0/30' } }],
  ])('that has BGP, %s, is not called routeless: whether it is, is not known', (_name, top, change) => {
    const region = { ...dualRegion(change, top), routes: [] };
    expect(check('RTE-06', region).map(({ subject }) => subject.Id)).toEqual(['vco-2']);
    expect(ruleOf('RTE-06').isShown?.(estateOf(region))).toBe(false);
    expect(ruleOf('RTE-06').isShown?.(estateOf(dualRegion(change, top)))).toBe(true);
  });
});

describe('two tunnels that should be apart', () => {
  it.each([
    {
      name: 'one customer gateway',
      second: 'cgw-1',
      address: '198.51.100.2',
      observed: 'both lead to cgw-1 (198.51.100.1)',
    },
    {
      name: 'two of one address',
      second: 'cgw-2',
      address: '198.51.100.1',
      observed: 'cgw-1 and cgw-2 have one address, 198.51.100.1',
    },
    { name: 'two of two addresses', second: 'cgw-2', address: '198.51.100.2', observed: undefined },
    { name: 'one that is not in the list', second: 'cgw-9', address: '198.51.100.1', observed: undefined },
  ])('lead to $name', ({ second, address, observed }) => {
    const region = dualRegion({ CustomerGatewayId: second });
    const customerGateways = region.customerGateways.map((one, index) =>
      index === 1 ? { ...one, IpAddress: address } : one,
    );
    const hits = check('HA-06', { ...region, customerGateways }).filter(({ subject }) => subject.Id === 'vco-1');
    expect(hits.map((hit) => hit.observed)).toEqual(observed === undefined ? [] : [observed]);
  });

  it('may be in zones that are not told', () => {
    const region = dualRegion({ ZoneNo: undefined });
    expect(check('HA-07', region)).toEqual([]);
    expect(ruleOf('HA-07').isShown?.(estateOf(region))).toBe(false);
    expect(ruleOf('HA-07').isShown?.(estateOf(dualRegion()))).toBe(true);
  });

  it.each([
    {
      name: 'alone in its list',
      region: listing([listedTunnel('tun-a')]),
      hits: ['tun-a (master) is alone in its list'],
    },
    { name: 'of a list that is not understood', region: listing(null), hits: [] },
    { name: 'of a gateway with one address', region: healthyRegion(), hits: [] },
  ])('may be one $name', ({ region, hits }) => {
    expect(check('HA-05', region).map(({ observed }) => observed)).toEqual(hits);
  });

  it('are one where a single tunnel is on a gateway with two addresses, but not where it is on no gateway', () => {
    const region = withConnections((_one, index) => (index === 1 ? { VpnGatewayId: '' } : {}));
    const gateways = region.gateways.map((one) => ({ ...one, DisasterRecoveryInternetIp: '203.0.113.11' }));
    // A gateway without an ID is nobody's.
    const all = [...gateways, { VpnGatewayId: '', DisasterRecoveryInternetIp: '203.0.113.99' }];
    expect(check('HA-05', { ...region, gateways: all })).toMatchObject([
      { subject: { Id: 'vco-1' }, observed: 'one tunnel, on a gateway with 203.0.113.10 and 203.0.113.11' },
    ]);
  });
});

describe('a connection on a transit router', () => {
  const wan = (change: Partial<Connection> = {}): RegionInventory =>
    withConnections(() => ({ VpnGatewayId: '', AttachType: 'CEN', TransitRouterId: 'tr-1', ...change }));

  it('is not judged by what its gateway would decide', () => {
    const others = wan();
    const [one, two] = others.connections;
    const apart = { ...others, connections: [{ ...one }, { ...two, RemoteSubnet: '172.20.64.0/20' }], routes: [] };
    for (const id of ['NET-02', 'HA-05', 'RTE-06']) expect(check(id, apart)).toEqual([]);
    const servers = others.sslServers.map((server) => ({ ...server, VpnGatewayId: '', ClientIpPool: '172.20.9.0/24' }));
    expect(check('SSL-05', { ...others, sslServers: servers })).toEqual([]);
  });

  it('is judged by its settings, with no change by a tool that is for gateways', () => {
    const weak = { IkeConfig: { IkeVersion: 'ikev2', IkeEncAlg: 'des' } };
    const [hit] = check('CRY-01', wan(weak));
    expect(hit?.fix).toBeUndefined();
    expect(hit?.elsewhere?.en).toContain('ModifyVpnAttachmentAttribute');
    const [onGateway] = check('CRY-01', wan({ ...weak, AttachType: 'VPNGW', VpnGatewayId: 'vpn-a' }));
    expect(onGateway?.fix?.Tool).toBe('ModifyVpnConnectionAttribute');
    expect(onGateway?.elsewhere).toBeUndefined();
  });
});

/** Rules that find nothing by tunnels: their zero holds also where tunnels are not understood. */
const NEED_NO_TUNNELS = /^(SSL|CRT|NET-0[124]|IDS-04|RTE-0[123579]|OPS-0[123])/;

describe('tunnels that are not understood', () => {
  it.each(RULES.map((rule) => ({ rule, id: rule.id })))(
    'make the zero of $id not known where it needs them',
    ({ rule }) => {
      expect(rule.isShown?.(estateOf(dualRegion())) ?? true).toBe(true);
      expect(rule.isShown?.(estateOf(listing(null))) ?? true).toBe(NEED_NO_TUNNELS.test(rule.id));
    },
  );

  it.each([
    ['settings', 'CRY-01', { TunnelIkeConfig: {} }],
    ['a key', 'SEC-01', ike({ Psk: '****' })],
    ['an identity', 'IDS-02', { CustomerGatewayId: undefined }],
    ['a status', 'RTE-04', { Status: '' }],
  ])('or that do not say %s make a zero not known', (_name, id, change) => {
    const raw = { ...listedTunnel('tun-b'), ...change };
    const region = listing({
      TunnelOptions: [listedTunnel('tun-a'), id === 'SEC-01' ? listedTunnel('tun-b', change) : raw],
    });
    expect(ruleOf(id).isShown?.(estateOf(region))).toBe(false);
  });

  it.each([
    [null],
    ['text'],
    [[null, null]],
    [[{ TunnelId: 7, TunnelIkeConfig: null, TunnelBgpConfig: 'x' }, { TunnelIkeConfig: { Psk: null, IkeEncAlg: 3 } }]],
    [[{ TunnelIkeConfig: { Psk: { a: 1 } }, TunnelBgpConfig: null }, { TunnelIkeConfig: { Psk: { Fingerprint: 5 } } }]],
    [[listedTunnel('tun-a'), listedTunnel('tun-a')]],
    [[1, 2, 3].map((n) => listedTunnel(`tun-${n}`))],
  ])('nor anything else in their place, such as %j, are judged by the top or stop an audit', (TunnelOptions) => {
    const region = listing({ TunnelOptions });
    for (const { id } of RULES) {
      const atTop = check(id, region).filter(({ subject }) => subject.Id === 'vco-1' && !subject.Role);
      if (/^(CRY|SEC|IDS-02|NET-05|HA-04)/.test(id)) expect(atTop).toEqual([]);
    }
  });
});

describe('the name of a tunnel', () => {
  const connection = {};
  it.each([
    [{ connection, TunnelId: 'tun-a', Role: 'master' }, 'tun-a (master)'],
    [{ connection, TunnelId: 'tun-a', TunnelIndex: 2 }, 'tun-a (tunnel 2)'],
    [{ connection, TunnelId: 'tun-a' }, 'tun-a (tunnel 1)'],
    [{ connection }, 'tunnel 1'],
  ])('of %j is %s', (tunnel, text) => {
    expect(tunnelText(nameOf(tunnel, 0))).toBe(text);
  });

  it('is none where a connection is its own tunnel', () => {
    const [single] = healthyRegion().connections;
    expect(single && ownTunnel(single)).toBe(single);
    const [dual] = dualRegion().connections;
    expect(dual && ownTunnel(dual)).toBeUndefined();
    expect(tunnelText({})).toBeUndefined();
  });
});

it('tunnels of a connection are read once', () => {
  const [dual] = dualRegion().connections;
  if (!dual) expect.fail('no connection');
  expect(readTunnels(dual)).toBe(readTunnels(dual));
});

it('what offers no change is left as it is', () => {
  const seen = { observed: 'a', expected: 'b' };
  const [dual] = dualRegion().connections;
  const tunnel = dual && readTunnels(dual).tunnels[1]?.connection;
  if (!dual || !tunnel) expect.fail('no tunnel');
  expect(fixable(seen, dual, tunnel)).toBe(seen);
});
