import { isIPv4 } from 'node:net';
import { type Blocks, readBlocks } from '../../network/cidr.ts';
import type { Gateway, SslServer } from '../inventory/inventory.ts';
import { idOf, refuse } from '../peer-config/refuse.ts';

/** What a client has to know of its server. Every value was checked: it may stand in a profile and in a sentence. */
export interface SslEndpoint {
  readonly serverId: string;
  readonly address: string;
  /** What the server's own row says where the gateway says otherwise. */
  readonly otherAddress?: string | undefined;
  readonly port: number;
  readonly proto: 'udp' | 'tcp';
  readonly cipher: string;
  readonly isCompressed: boolean;
  /** Behind the server, as far as they could be read. */
  readonly subnets: Blocks;
  readonly pool: string | undefined;
  /** Handed out by the server; only the public cloud has such. */
  readonly dnsServers: readonly string[];
  readonly hasTwoFactor: boolean;
}

/** The value itself is never repeated: anybody may have written it. */
const refuseValue = (owner: string, field: string, rule: string, next: string): never =>
  refuse(`${field} of ${owner} is not ${rule}.`, next);

const ASK = 'Look at it with DescribeSslVpnServers, and correct it with ModifySslVpnServer.';

const CIPHER = /^(?:AES-(?:128|192|256)-(?:CBC|GCM)|none)$/;

const cipherOf = (owner: string, cipher: unknown): string =>
  typeof cipher === 'string' && CIPHER.test(cipher)
    ? cipher
    : refuseValue(owner, 'Cipher', 'AES-128-CBC, AES-192-CBC, AES-256-CBC or none', ASK);

const portOf = (owner: string, port: unknown): number =>
  typeof port === 'number' && Number.isInteger(port) && port > 0 && port < 65_536
    ? port
    : refuseValue(owner, 'Port', 'a number from 1 to 65535', ASK);

const protoOf = (owner: string, proto: unknown): SslEndpoint['proto'] => {
  const lower = typeof proto === 'string' ? proto.toLowerCase() : '';
  return lower === 'udp' || lower === 'tcp' ? lower : refuseValue(owner, 'Proto', 'UDP or TCP', ASK);
};

const addressOf = (owner: string, address: unknown): string =>
  typeof address === 'string' && isIPv4(address)
    ? address
    : refuseValue(
        owner,
        'InternetIp',
        'an IPv4 address',
        'Look at the gateway with DescribeVpnGateway: without a public address no client can reach it.',
      );

/** A gateway with two addresses serves SSL clients on a third one; one with a single address serves them there. */
const addressesOf = (server: SslServer, gateway: Gateway | undefined) => {
  const owner = `SSL server ${server.SslVpnServerId}`;
  const ofGateway = gateway?.SslVpnInternetIp || (server.InternetIp ? undefined : gateway?.InternetIp);
  const address = addressOf(owner, ofGateway || server.InternetIp);
  const other = server.InternetIp && isIPv4(server.InternetIp) && server.InternetIp !== address;
  return { address, otherAddress: other ? server.InternetIp : undefined };
};

/** Checks what the cloud says of a server, and refuses by name what no profile can be made of. */
export const readEndpoint = (server: SslServer, gateway: Gateway | undefined): SslEndpoint => {
  const serverId = idOf(server.SslVpnServerId, 'SslVpnServerId');
  const owner = `SSL server ${serverId}`;
  const [pool] = readBlocks(server.ClientIpPool).blocks;
  // The public cloud has more fields than the guide.
  const { DnsServers, EnableMultiFactorAuth } = server as { DnsServers?: unknown; EnableMultiFactorAuth?: unknown };
  const dnsServers = Array.isArray(DnsServers) ? DnsServers.map(String) : String(DnsServers ?? '').split(/[,;\s]+/);
  return {
    serverId,
    ...addressesOf(server, gateway),
    port: portOf(owner, server.Port),
    proto: protoOf(owner, server.Proto),
    cipher: cipherOf(owner, server.Cipher),
    isCompressed: server.Compress === true,
    subnets: readBlocks(server.LocalSubnet).blocks,
    pool,
    dnsServers: dnsServers.filter(isIPv4),
    hasTwoFactor: EnableMultiFactorAuth === true || EnableMultiFactorAuth === 'true',
  };
};
