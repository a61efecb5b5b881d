import { idFields } from '../catalogue/resource.ts';

/** A kind of resource that has a URI of its own, `vpn://<RegionId>/<folder>/<ID>`, and how to read it. */
export interface Kind {
  readonly name: string;
  readonly title: string;
  readonly folder: string;
  /** The API's name of its ID; the last variable of the URI template. */
  readonly id: string;
  /** What each of its IDs begins with; other IDs are not sent to the cloud. */
  readonly prefix: string;
  /** Lists the kind, and shows one resource when its ID is given: unlike a single describe, a missing one is no failure. */
  readonly list: string;
  /** The outer name of the rows in the list's output. */
  readonly rows: string;
}

export const kinds: readonly Kind[] = [
  {
    name: 'gateway',
    title: 'VPN gateway',
    folder: 'gateways',
    id: idFields['vpn-gateway'],
    prefix: 'vpn-',
    list: 'DescribeVpnGateways',
    rows: 'VpnGateways',
  },
  {
    name: 'connection',
    title: 'IPsec connection',
    folder: 'connections',
    id: idFields.connection,
    prefix: 'vco-',
    list: 'DescribeVpnConnections',
    rows: 'VpnConnections',
  },
  {
    name: 'ssl-server',
    title: 'SSL-VPN server',
    folder: 'ssl-servers',
    id: idFields['ssl-server'],
    prefix: 'vss-',
    list: 'DescribeSslVpnServers',
    rows: 'SslVpnServers',
  },
  {
    name: 'certificate',
    title: 'SSL-VPN client certificate',
    folder: 'certificates',
    id: idFields['client-certificate'],
    prefix: 'vsc-',
    list: 'DescribeSslVpnClientCerts',
    rows: 'SslVpnClientCertKeys',
  },
];

/** `vpn://{RegionId}/gateways/{VpnGatewayId}` */
export const templateOf = ({ folder, id }: Kind): string => `vpn://{RegionId}/${folder}/{${id}}`;

export const uriOf = ({ folder }: Kind, regionId: string, id: string): string =>
  `vpn://${encodeURIComponent(regionId)}/${folder}/${encodeURIComponent(id)}`;

/** The templates as `resources/templates/list` shows them. */
export const templateList = kinds.map((kind) => ({
  name: kind.name,
  title: kind.title,
  uriTemplate: templateOf(kind),
  description: `One ${kind.title} as ${kind.list} shows it; who subscribes hears of a new status, and when it is gone.`,
  mimeType: 'application/json',
}));
