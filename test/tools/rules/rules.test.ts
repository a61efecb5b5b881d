import { describe, expect, it } from 'vitest';
import type { SecretHandle } from '../../../src/catalogue/invoke.ts';
import type { Connection, RegionInventory } from '../../../src/tools/inventory/inventory.ts';
import type { RuleContext } from '../../../src/tools/rules/rule.ts';
import { RULES } from '../../../src/tools/rules/rules.ts';
import { estateOf, healthyRegion, listedTunnel, misleadingTop, NOW_MS } from '../../support/inventories.ts';

const DAY_MS = 86_400_000;

/** Handles ending in `w` stand for weak keys. */
const secrets: RuleContext['secrets'] = {
  judge: (handle: SecretHandle) =>
    handle.Fingerprint.endsWith('w') ? { bits: 20, flaws: ['digits only'] } : { bits: 190, flaws: [] },
  equal: (a: SecretHandle, b: SecretHandle) => a.Fingerprint === b.Fingerprint,
};

const contextOf = (region: RegionInventory): RuleContext => ({
  region,
  inventory: estateOf(region),
  nowMs: NOW_MS,
  hasSha2: true,
  secrets,
});

type Change = (region: RegionInventory) => Partial<RegionInventory>;

/** Changes the first connection only. */
const first =
  (change: (one: Connection) => Partial<Connection>): Change =>
  ({ connections }) => ({
    connections: connections.map((one, index) => (index === 0 ? { ...one, ...change(one) } : one)),
  });
const ike = (change: NonNullable<Connection['IkeConfig']>): Change =>
  first(({ IkeConfig }) => ({ IkeConfig: { ...IkeConfig, ...change } }));
const ipsec = (change: NonNullable<Connection['IpsecConfig']>): Change =>
  first(({ IpsecConfig }) => ({ IpsecConfig: { ...IpsecConfig, ...change } }));
const server =
  (change: Readonly<Record<string, unknown>>): Change =>
  ({ sslServers }) => ({ sslServers: sslServers.map((one) => ({ ...one, ...change })) });
const gateway =
  (change: Readonly<Record<string, unknown>>): Change =>
  ({ gateways }) => ({ gateways: gateways.map((one) => ({ ...one, ...change })) });
const weights =
  (...values: readonly number[]): Change =>
  ({ routes }) => ({ routes: routes.map((one, index) => ({ ...one, Weight: values[index] ?? 0 })) });
const ending =
  (days: number): Change =>
  ({ certificates }) => ({ certificates: certificates.map((one) => ({ ...one, EndTime: NOW_MS + days * DAY_MS })) });
const extraRoute =
  (RouteDest: string, NextHop = 'vco-1'): Change =>
  ({ routes }) => ({
    routes: [
      ...routes,
      { RouteType: 'dbr', VpnGatewayId: 'vpn-a', RouteDest, NextHop, Weight: 100, State: 'published' },
    ],
  });

/** The first connection has a list of these tunnels, and beside it what nobody may judge. */
const tunnels = (...TunnelOptions: readonly unknown[]): Change =>
  first(() => ({ ...misleadingTop, TunnelOptionsSpecification: { TunnelOptions } }));
const [master, slave] = [listedTunnel('tun-a'), listedTunnel('tun-b')];

/** Rules whose remedy the peer, or each client, has to take part in. */
const PEERS_PART: readonly string[] = [
  ...['CRY-01', 'CRY-02', 'CRY-03', 'CRY-04', 'CRY-05', 'CRY-06', 'CRY-07', 'CRY-08', 'CRY-09', 'CRY-10', 'CRY-11'],
  ...['SEC-01', 'SEC-02', 'SSL-01', 'SSL-02', 'SSL-04', 'SSL-05', 'SSL-06', 'SSL-08', 'CRT-01', 'CRT-02'],
  ...['NET-01', 'NET-02', 'NET-04', 'NET-05', 'IDS-02', 'RTE-09', 'SEC-05', 'HA-05', 'HA-06'],
];

/** One change that breaks each rule; beside it, in the healthy region, the rule stays silent. */
const breaks: Readonly<Record<string, Change>> = {
  'CRY-01': ike({ IkeEncAlg: 'des' }),
  'CRY-02': ipsec({ IpsecEncAlg: '3des' }),
  'CRY-03': ike({ IkeAuthAlg: 'md5' }),
  'CRY-04': ipsec({ IpsecAuthAlg: 'sha1' }),
  'CRY-05': ike({ IkePfs: 'group1' }),
  'CRY-06': ipsec({ IpsecPfs: 'group2' }),
  'CRY-07': ike({ IkePfs: 'group5' }),
  'CRY-08': ike({ IkePfs: 'group24' }),
  'CRY-09': ipsec({ IpsecPfs: 'disabled' }),
  'CRY-10': ike({ IkeVersion: 'ikev1' }),
  'CRY-11': ike({ IkeVersion: 'ikev1', IkeMode: 'aggressive' }),
  'CRY-12': ipsec({ IpsecLifetime: 0 }),
  'SEC-01': ike({ Psk: { Fingerprint: 'cccccccw', Length: 6 } }),
  'SEC-02': ike({ Psk: { Fingerprint: 'bbbbbbbb', Length: 32 } }),
  'SEC-04': ike({ Psk: '****************' }),
  'SEC-05': tunnels(master, { ...slave, TunnelIkeConfig: master?.TunnelIkeConfig }),
  'SSL-01': server({ Cipher: 'none' }),
  'SSL-02': server({ Compress: true }),
  'SSL-04': server({ ClientIpPool: '10.10.200.0/24' }),
  'SSL-05': server({ ClientIpPool: '172.20.9.0/24' }),
  'SSL-06': server({ ClientIpPool: '10.99.0.0/27' }),
  'SSL-08': server({ Port: 443 }),
  'SSL-09': server({ Connections: 16 }),
  'CRT-01': ending(-3),
  'CRT-02': ending(20),
  'NET-01': first(() => ({ RemoteSubnet: '10.10.9.0/24' })),
  'NET-02': first(() => ({ RemoteSubnet: '172.20.64.0/20' })),
  'NET-04': first(() => ({ RemoteSubnet: '172.20.0.5/16' })),
  'NET-05': first(({ IkeConfig }) => ({
    RemoteSubnet: '172.20.0.0/16,172.21.0.0/16',
    IkeConfig: { ...IkeConfig, IkeVersion: 'ikev1' },
  })),
  'IDS-02': ike({ RemoteId: '10.0.0.2' }),
  'IDS-04': ({ customerGateways }) => ({ customerGateways: customerGateways.map((one) => ({ ...one, Name: 'site' })) }),
  'RTE-01': weights(100, 100),
  'RTE-02': weights(0, 0),
  'RTE-03': extraRoute('172.30.0.0/16', 'vco-gone'),
  'RTE-04': first(() => ({ Status: 'ike_sa_not_established', VcoHealthCheck: { Enable: 'false' } })),
  'RTE-05': ({ routes }) => ({ routes: routes.map((one) => ({ ...one, State: 'normal' })) }),
  'RTE-06': () => ({ routes: [] }),
  'RTE-07': extraRoute('100.64.8.0/24'),
  'RTE-09': extraRoute('172.30.0.0/16'),
  'HA-03': first(() => ({ VcoHealthCheck: { Enable: 'false' } })),
  'HA-04': first(({ VcoHealthCheck }) => ({ VcoHealthCheck: { ...VcoHealthCheck, Dip: '172.30.0.1' } })),
  'HA-05': tunnels(master),
  'HA-06': tunnels(master, { ...slave, CustomerGatewayId: 'cgw-1' }),
  'HA-07': tunnels(master, { ...slave, ZoneNo: 'cn-hangzhou-h' }),
  'OPS-01': gateway({ BusinessStatus: 'FinancialLocked' }),
  'OPS-02': gateway({ ChargeType: 'Prepay', EndTime: NOW_MS + 5 * DAY_MS }),
  'OPS-03': () => ({ connections: [], sslServers: [], routes: [] }),
  'OPS-04': ({ customerGateways }) => ({
    customerGateways: [...customerGateways, { CustomerGatewayId: 'cgw-3', Name: 'spare', IpAddress: '198.51.100.3' }],
  }),
};

describe('audit rules', () => {
  it('are at least thirty, each with an ID of its own', () => {
    expect(RULES.length).toBeGreaterThanOrEqual(30);
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
  });

  it('each have a region that breaks them', () => {
    expect(Object.keys(breaks).sort()).toEqual(RULES.map(({ id }) => id).sort());
  });

  for (const rule of RULES) {
    it(`${rule.id} is silent in a healthy region and fires in a broken one`, () => {
      const healthy = healthyRegion();
      expect(rule.check(contextOf(healthy))).toEqual([]);
      const broken = { ...healthy, ...breaks[rule.id]?.(healthy) };
      const hits = rule.check(contextOf(broken));
      expect(hits.length).toBeGreaterThan(0);
      for (const hit of hits) {
        expect(hit.subject.Id).not.toBe('');
        expect(hit.observed).not.toBe('');
        expect(hit.expected).not.toBe('');
      }
    });

    it(`${rule.id} is told in English and Chinese`, () => {
      for (const words of [rule.title, rule.fix]) {
        expect(words.en).toMatch(/^[\x20-\x7e]+$/);
        expect(words.zh).toMatch(/\p{Script=Han}/u);
      }
    });
  }

  it.each([
    { IkeLifetime: 86400, IpsecLifetime: 86400, found: undefined },
    { IkeLifetime: 3600, IpsecLifetime: 43200, found: undefined },
    { IkeLifetime: 0, IpsecLifetime: 86400, found: 'IkeLifetime=0' },
    { IkeLifetime: 86401, IpsecLifetime: 0, found: 'IkeLifetime=86401, IpsecLifetime=0' },
  ])('lifetimes of $IkeLifetime and $IpsecLifetime s: $found, for a default is no finding', (given) => {
    const healthy = healthyRegion();
    const asked = { ...healthy, ...ike({ IkeLifetime: given.IkeLifetime })(healthy) };
    const region = { ...asked, ...ipsec({ IpsecLifetime: given.IpsecLifetime })(asked) };
    const [hit] = RULES.find(({ id }) => id === 'CRY-12')?.check(contextOf(region)) ?? [];
    expect(hit?.observed).toBe(given.found);
  });

  it.each([
    { name: 'six digits', Length: 6, bits: 19, flaws: ['shorter than 16', 'digits only'], severity: 'critical' },
    { name: '63 bits', Length: 12, bits: 63, flaws: ['shorter than 16'], severity: 'critical' },
    { name: '64 bits', Length: 12, bits: 64, flaws: ['shorter than 16'], severity: 'high' },
    { name: '105 bits', Length: 16, bits: 105, flaws: [], severity: 'medium' },
    { name: '112 bits', Length: 18, bits: 112, flaws: [], severity: undefined },
    { name: '40 digits', Length: 40, bits: 132, flaws: ['digits only'], severity: 'low' },
    {
      name: 'two letters, twenty times',
      Length: 40,
      bits: 188,
      flaws: ['few different characters'],
      severity: 'critical',
    },
    {
      name: 'a long key with a blank at its end',
      Length: 20,
      bits: 130,
      flaws: ['blank at an end'],
      severity: undefined,
    },
    { name: 'eight unseen characters', Length: 8, bits: undefined, flaws: [], severity: 'critical' },
    { name: 'fifteen unseen characters', Length: 15, bits: undefined, flaws: [], severity: 'medium' },
    { name: 'sixteen unseen characters', Length: 16, bits: undefined, flaws: [], severity: undefined },
  ])('a key of $name is $severity', ({ Length, bits, flaws, severity }) => {
    const healthy = healthyRegion();
    const region = { ...healthy, ...ike({ Psk: { Fingerprint: 'cccccccc', Length } })(healthy) };
    const judge = ({ Fingerprint }: SecretHandle) => {
      if (Fingerprint !== 'cccccccc') return { bits: 190, flaws: [] };
      return bits === undefined ? null : { bits, flaws };
    };
    const rule = RULES.find(({ id }) => id === 'SEC-01');
    const hits = rule?.check({ ...contextOf(region), secrets: { ...secrets, judge } }) ?? [];
    expect(hits.map((hit) => hit.severity)).toEqual(severity === undefined ? [] : [severity]);
  });

  it('an active/standby pair with equal subnets is no overlap', () => {
    const rule = RULES.find(({ id }) => id === 'NET-02');
    expect(rule?.check(contextOf(healthyRegion()))).toEqual([]);
  });

  /** Lists by which a rule knows the resources that it finds fault with, and the others that it needs. */
  const LISTS = {
    'vpn-gateway': 'gateways',
    'customer-gateway': 'customerGateways',
    connection: 'connections',
    route: 'routes',
    'ssl-server': 'sslServers',
    'client-certificate': 'certificates',
  } as const;

  it.each(RULES.map((rule) => ({ rule, id: rule.id })))('$id reads no list but those that it names', ({ rule }) => {
    const healthy = healthyRegion();
    const broken = { ...healthy, ...breaks[rule.id]?.(healthy) };
    const read = new Set<string>();
    const watched = new Proxy(broken, {
      get: (target, field, receiver) => {
        read.add(String(field));
        return Reflect.get(target, field, receiver);
      },
    });
    rule.check(contextOf(watched));
    const named = [rule.on, ...(rule.also ?? [])].map((kind): string => LISTS[kind]);
    // The gateways, whose tables are asked for one by one, are among the reads of routes.
    const known = rule.on === 'route' || rule.also?.includes('route') ? [...named, 'gateways'] : named;
    expect([...read].filter((field) => Object.values<string>(LISTS).includes(field) && !known.includes(field))).toEqual(
      [],
    );
  });

  it('what both ends negotiate or name has to change at the peer too', () => {
    expect(
      RULES.filter(({ peer }) => peer)
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...PEERS_PART].sort());
  });

  it('SHA-1 is the best that the older platform has, and told as that', () => {
    const healthy = healthyRegion();
    const region = { ...healthy, ...ike({ IkeAuthAlg: 'sha1' })(healthy) };
    const rule = RULES.find(({ id }) => id === 'CRY-04');
    const [hit] = rule?.check({ ...contextOf(region), hasSha2: false }) ?? [];
    expect(hit).toMatchObject({ severity: 'info', expected: 'sha256', best: 'sha1' });
    expect(hit?.fix).toBeUndefined();
  });

  it('the severity of an expiring certificate grows as the day comes near', () => {
    const rule = RULES.find(({ id }) => id === 'CRT-02');
    const severityIn = (days: number) => {
      const healthy = healthyRegion();
      return rule?.check(contextOf({ ...healthy, ...ending(days)(healthy) }))[0]?.severity;
    };
    expect([5, 20, 80, 120].map(severityIn)).toEqual(['high', 'medium', 'low', undefined]);
  });

  it.each(['DescribeVpnGateways', 'DescribeVpnRouteEntries', 'DescribeVpnPbrRouteEntries'])(
    'no tunnel is called routeless when %s failed',
    (Action) => {
      const region = { ...healthyRegion(), routes: [] };
      const rule = RULES.find(({ id }) => id === 'RTE-06');
      expect(rule?.check(contextOf(region))).not.toEqual([]);
      const unseen = [{ RegionId: region.RegionId, Action, Reason: 'Forbidden' }];
      expect(rule?.check({ ...contextOf(region), inventory: { regions: [region], unseen } })).toEqual([]);
    },
  );

  it('nothing is called stale or unused when the connections could not be read', () => {
    const healthy = healthyRegion();
    const region = { ...healthy, connections: [] };
    const unseen = [{ RegionId: region.RegionId, Action: 'DescribeVpnConnections', Reason: 'Forbidden' }];
    const context = { ...contextOf(region), inventory: { regions: [region], unseen } };
    for (const id of ['RTE-03', 'OPS-03', 'OPS-04'])
      expect(RULES.find((rule) => rule.id === id)?.check(context)).toEqual([]);
  });

  it('a gateway with nothing attached is one also when an unrelated list could not be read', () => {
    const region = { ...healthyRegion(), connections: [], sslServers: [], routes: [] };
    const findings = (Action: string) => {
      const unseen = [{ RegionId: region.RegionId, Action, Reason: 'Forbidden' }];
      const rule = RULES.find(({ id }) => id === 'OPS-03');
      return rule?.check({ ...contextOf(region), inventory: { regions: [region], unseen } }).length;
    };
    expect(['DescribeSslVpnClientCerts', 'DescribeSslVpnServers'].map(findings)).toEqual([1, 0]);
  });
});
