import type { WorldFileInput } from './world-file.ts';

/**
 * A large company, made by rule and not by hand: five regions with eight gateways each, eight connections a gateway,
 * most of them well, the rest broken in every way the sandbox knows. The same at every call.
 */

type Connection = NonNullable<WorldFileInput['connections']>[number];
type Device = NonNullable<Connection['peer']>;
type Of<List extends keyof WorldFileInput> = NonNullable<WorldFileInput[List]>;

const clock = '2026-11-23T09:00:00Z';
const day = 86_400_000;
const start = Date.parse(clock);

const cities = ['Qingdao', 'Beijing', 'Hangzhou', 'Shenzhen', 'Chengdu'];
const gatewaysPerRegion = 8;
const connectionsPerGateway = 8;

/** One in three is ill; which illness, goes round. */
const flaws: Device[] = [
  { Up: false },
  { IkeConfig: { IkePfs: 'group5' } },
  { IkeConfig: { IkeVersion: 'ikev1' } },
  { IkeConfig: { Psk: 'FAKE-fleet-forgotten-key' } },
  { BehindNat: true, IkeConfig: { LocalId: '192.168.1.2' } },
  { IpsecConfig: { IpsecEncAlg: '3des' } },
  { IpsecConfig: { IpsecPfs: 'group2' } },
  { RemoteSubnet: '10.0.0.0/8' },
  { Answers: false },
  { ReturnRoute: false },
  { BlockedPorts: [500] },
];

const two = (value: number): string => String(value).padStart(2, '0');
const four = (value: number): string => String(value).padStart(4, '0');

/** Everything counts from 0; `nth` counts over the whole fleet. */
interface Place {
  region: string;
  regionNo: number;
  gatewayNo: number;
  nth: number;
}

const places: Place[] = cities.flatMap((city, regionNo) =>
  Array.from({ length: gatewaysPerRegion }, (_, gatewayNo) => ({
    region: `cn-${city.toLowerCase()}-env${two(regionNo + 11)}-d01`,
    regionNo,
    gatewayNo,
    nth: regionNo * gatewaysPerRegion + gatewayNo,
  })),
);

const gatewayId = ({ nth }: Place): string => `vpn-fleet${four(nth)}`;
const localSubnet = ({ nth }: Place): string => `10.${nth + 1}.0.0/16`;
const hasSsl = ({ gatewayNo }: Place): boolean => gatewayNo % 4 === 0;

const gateway = (place: Place): Of<'gateways'>[number] => ({
  RegionId: place.region,
  VpnGatewayId: gatewayId(place),
  Name: `${cities[place.regionNo]?.toLowerCase()}-gw-${two(place.gatewayNo + 1)}`,
  VpcId: `vpc-fleet${four(place.nth)}`,
  InternetIp: `203.0.113.${place.nth + 1}`,
  BusinessStatus: place.nth % 13 === 12 ? 'FinancialLocked' : 'Normal',
  Spec: `${[10, 20, 50, 100][place.nth % 4]}M`,
  SslVpn: hasSsl(place) ? 'enable' : 'disable',
  SslMaxConnections: 20,
  CreateTime: start - (100 + place.nth) * day,
});

/** The site at the other end of the `nth` connection of the fleet. */
const site = (nth: number) => ({
  IpAddress: `198.18.${Math.floor(nth / 200)}.${(nth % 200) + 1}`,
  block: `172.${16 + Math.floor(nth / 250)}.${nth % 250}`,
  CustomerGatewayId: `cgw-fleet${four(nth)}`,
  VpnConnectionId: `vco-fleet${four(nth)}`,
  flaw: nth % 3 === 2 ? flaws[Math.floor(nth / 3) % flaws.length] : undefined,
});

const connection = (place: Place, nth: number): Connection => {
  const { block, CustomerGatewayId, VpnConnectionId, flaw } = site(nth);
  return {
    ...{ RegionId: place.region, VpnConnectionId, VpnGatewayId: gatewayId(place), CustomerGatewayId },
    ...{ Name: `site-${four(nth)}`, LocalSubnet: localSubnet(place), RemoteSubnet: `${block}.0/24` },
    EffectImmediately: nth % 5 !== 0,
    IkeConfig: {
      ...{ Psk: `FAKE-fleet-psk-${four(nth)}`, IkeVersion: 'ikev2', IkeEncAlg: 'aes256', IkeAuthAlg: 'sha1' },
      IkePfs: nth % 7 === 0 ? 'group2' : 'group14',
    },
    IpsecConfig: { IpsecEncAlg: 'aes256', IpsecAuthAlg: 'sha1', IpsecPfs: 'group14', IpsecLifetime: 28800 },
    VcoHealthCheck: { Enable: nth % 4 === 3 ? 'false' : 'true', Dip: `${block}.1`, Sip: `10.${place.nth + 1}.0.5` },
    CreateTime: start - (10 + (nth % 90)) * day,
    peer: flaw ?? {},
  };
};

/** The numbers of all connections of a gateway, over the whole fleet. */
const connectionsOf = ({ nth }: Place): number[] =>
  Array.from({ length: connectionsPerGateway }, (_, index) => nth * connectionsPerGateway + index);

const sslServer = (place: Place): Of<'ssl_servers'>[number] => ({
  RegionId: place.region,
  SslVpnServerId: `vss-fleet${four(place.nth)}`,
  Name: `staff-${cities[place.regionNo]?.toLowerCase()}-${place.gatewayNo}`,
  VpnGatewayId: gatewayId(place),
  ClientIpPool: `10.200.${place.nth}.0/24`,
  LocalSubnet: localSubnet(place),
  Cipher: 'AES-256-CBC',
});

/** Twenty a server; a few ran out, a few are about to. Keys are made when they are asked for. */
const sslCerts = (place: Place): Of<'ssl_certs'> =>
  Array.from({ length: 20 }, (_, index) => ({
    RegionId: place.region,
    SslVpnClientCertId: `vsc-fleet${four(place.nth)}u${two(index)}`,
    SslVpnServerId: `vss-fleet${four(place.nth)}`,
    Name: `user-${four(place.nth)}-${two(index)}`,
    EndTime: start + (index * 37 - 30) * day,
  }));

/** The fleet as a world file. */
export const createFleet = (): WorldFileInput => {
  const numbered = places.flatMap((place) => connectionsOf(place).map((nth) => ({ place, nth })));
  const withSsl = places.filter(hasSsl);
  return {
    description: 'Five regions, forty gateways, 320 connections, made by rule.',
    clock,
    regions: places
      .filter(({ gatewayNo }) => gatewayNo === 0)
      .map(({ region, regionNo }) => ({ RegionId: region, LocalName: `China (${cities[regionNo]})` })),
    gateways: places.map(gateway),
    customer_gateways: numbered.map(({ place, nth }) => {
      const { CustomerGatewayId, IpAddress } = site(nth);
      return { RegionId: place.region, CustomerGatewayId, Name: `router-${four(nth)}`, IpAddress };
    }),
    connections: numbered.map(({ place, nth }) => connection(place, nth)),
    routes_dbr: numbered.map(({ place, nth }) => ({
      ...{ VpnInstanceId: gatewayId(place), RouteDest: `${site(nth).block}.0/24`, NextHop: site(nth).VpnConnectionId },
      ...{ Weight: 100 as const, State: nth % 10 === 9 ? ('normal' as const) : ('published' as const) },
    })),
    ssl_servers: withSsl.map(sslServer),
    ssl_certs: withSsl.flatMap(sslCerts),
    secrets: numbered.map(({ nth }) => `FAKE-fleet-psk-${four(nth)}`),
  };
};
