import { DescribeSslVpnClientCert } from '../../catalogue/actions/ssl-client-cert.ts';
import { DescribeSslVpnServers } from '../../catalogue/actions/ssl-server.ts';
import { DescribeVpnGateway } from '../../catalogue/actions/vpn-gateway.ts';
import type { Call, Invoke, SecretHandle } from '../../catalogue/invoke.ts';
import { readRows } from '../every-page.ts';
import { type Gateway, reasonOf, type SslServer } from '../inventory/inventory.ts';
import { idOf, refuse } from '../peer-config/refuse.ts';
import { readEndpoint, type SslEndpoint } from './ssl-endpoint.ts';
import { findCertificate } from './ssl-find.ts';
import { type CertificateFacts, certificatesIn, readCertificate } from './ssl-pem.ts';
import { CLOUD_OPTIONS, type CloudOptions, readCloudOptions } from './ssl-profile.ts';

/** A certificate with the server that it is for, as the cloud shows them now, checked. */
export interface SslClient {
  readonly certificateId: string;
  readonly name: string;
  readonly endMs: number | undefined;
  readonly endpoint: SslEndpoint;
  readonly cloud: CloudOptions;
  readonly authorities: string;
  readonly certificate: string;
  readonly facts: CertificateFacts | undefined;
  /** The private key, or the profile that holds it; absent where the cloud gave neither. */
  readonly key: SecretHandle | undefined;
  readonly server: SslServer;
  readonly gateway: Gateway | undefined;
  /** Why the gateway was not read. */
  readonly gatewayUnread: string | undefined;
}

/** The guard put it in the place of the secret. */
const handleIn = (value: unknown): SecretHandle | undefined => {
  const { Fingerprint, Length } = Object(value) as Partial<SecretHandle>;
  return typeof Fingerprint === 'string' && typeof Length === 'number' ? { Fingerprint, Length } : undefined;
};

const serverOf = async (invoke: Invoke, call: Call, RegionId: string | undefined, SslVpnServerId: string) => {
  const { rows, unread } = await readRows(invoke, DescribeSslVpnServers, { RegionId, SslVpnServerId }, call);
  const server = rows.find((one) => one.SslVpnServerId === SslVpnServerId);
  if (server) return server;
  return refuse(
    `SSL server ${SslVpnServerId} of the certificate was not found${unread ? `: ${unread.en}` : ''}.`,
    'Look at it with DescribeSslVpnServers: a certificate of a server that is gone opens nothing.',
  );
};

const gatewayOf = async (invoke: Invoke, call: Call, RegionId: string | undefined, { VpnGatewayId }: SslServer) => {
  if (!VpnGatewayId) return { gateway: undefined, gatewayUnread: 'the server names none' };
  try {
    return { gateway: await invoke(DescribeVpnGateway, { RegionId, VpnGatewayId }, call), gatewayUnread: undefined };
  } catch (error) {
    return { gateway: undefined, gatewayUnread: reasonOf(error, DescribeVpnGateway.name, call.signal) };
  }
};

/** The cloud's own profile: a secret where a key is in it, a text where it names files. */
const profileOf = (config: unknown, call: Call) => {
  const profile = handleIn(config);
  const lines = profile ? call.secrets.linesIn(profile, CLOUD_OPTIONS) : String(config ?? '').split(/\r?\n/);
  return { profile, lines };
};

const refuseSharedKey = (): never => {
  return refuse(
    "The cloud's own profile has a key that all clients share (tls-auth or tls-crypt), which cannot be carried over.",
    'Call DescribeSslVpnClientCert: it writes the profile of the cloud as it is to a file.',
  );
};

/** Reads all that a profile is made of. Rejects as `invoke` does, and with `Refused` where something is missing or odd. */
export const gatherSslClient = async (
  invoke: Invoke,
  call: Call,
  { asked, near }: { readonly asked: string; readonly near: string | undefined },
): Promise<SslClient> => {
  const { id, regionId: RegionId, name } = await findCertificate(invoke, call, near, asked);
  const certificateId = idOf(id, 'SslVpnClientCertId');
  const shown = await invoke(DescribeSslVpnClientCert, { RegionId, SslVpnClientCertId: certificateId }, call);
  const serverId = idOf(shown.SslVpnServerId, 'SslVpnServerId');
  const server = await serverOf(invoke, call, RegionId, serverId);
  const { gateway, gatewayUnread } = await gatewayOf(invoke, call, RegionId, server);
  const { profile, lines } = profileOf(shown.ClientConfig, call);
  const cloud = readCloudOptions(lines);
  if (cloud.hasSharedKey) refuseSharedKey();
  const owner = `certificate ${certificateId}`;
  const authorities = certificatesIn(shown.CaCert, 'CaCert', owner);
  const certificate = certificatesIn(shown.ClientCert, 'ClientCert', owner);
  return {
    certificateId,
    name,
    endMs: shown.EndTime,
    endpoint: readEndpoint(server, gateway),
    cloud,
    authorities,
    certificate,
    facts: readCertificate(certificate, authorities),
    key: handleIn(shown.ClientKey) ?? profile,
    server,
    gateway,
    gatewayUnread,
  };
};
