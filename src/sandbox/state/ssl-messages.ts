import type { SslAttempt, SslSession, SslVpnServer } from './resources.ts';

/** What an OpenVPN server writes, without times. `who` is the certificate's ID, which is its common name. */

type Client = Pick<SslAttempt, 'SslVpnClientCertId' | 'RemoteAddress'>;

const named = ({ SslVpnClientCertId, RemoteAddress }: Client): string => `${SslVpnClientCertId}/${RemoteAddress}`;

const verified = ({ SslVpnServerId }: SslVpnServer, { SslVpnClientCertId, RemoteAddress }: Client): string[] => [
  `${RemoteAddress} VERIFY OK: depth=1, CN=${SslVpnServerId} CA`,
  `${RemoteAddress} VERIFY OK: depth=0, CN=${SslVpnClientCertId}`,
];

const initiated = ({ SslVpnClientCertId, RemoteAddress }: Client): string =>
  `${RemoteAddress} [${SslVpnClientCertId}] Peer Connection Initiated with [AF_INET]${RemoteAddress}`;

/** A client gets in; where it `takesOver`, another device with the same certificate loses its session. */
export const connected = (server: SslVpnServer, session: SslSession, takesOver: boolean): string[] => {
  const who = named(session);
  return [
    ...verified(server, session),
    initiated(session),
    ...(takesOver ? [shared(session)] : []),
    `${who} MULTI_sva: pool returned IPv4=${session.ClientIp}, IPv6=(Not enabled)`,
    `${who} MULTI: Learn: ${session.ClientIp} -> ${who}`,
    `${who} MULTI: primary virtual IP for ${who}: ${session.ClientIp}`,
  ];
};

const shared = ({ SslVpnClientCertId }: Client): string =>
  `MULTI: new connection by client '${SslVpnClientCertId}' will cause previous active sessions by this client to be dropped.  Remember to use the --duplicate-cn option if you want multiple clients using the same certificate or username to concurrently connect.`;

/** The certificate is refused; `reason` in OpenSSL's words. */
export const unverified = ({ SslVpnClientCertId, RemoteAddress }: Client, reason: string): string[] => [
  `${RemoteAddress} VERIFY ERROR: depth=0, error=${reason}: CN=${SslVpnClientCertId}`,
  `${RemoteAddress} TLS_ERROR: BIO read tls_read_plaintext error`,
  `${RemoteAddress} TLS Error: TLS object -> incoming plaintext read error`,
  `${RemoteAddress} TLS Error: TLS handshake failed`,
  `${RemoteAddress} SIGUSR1[soft,tls-error] received, client-instance restarting`,
];

export const full = (server: SslVpnServer): string[] => [
  `MULTI: new incoming connection would exceed maximum number of clients (${server.MaxConnections})`,
];

export const poolEmpty = (server: SslVpnServer, client: Client): string[] => [
  ...verified(server, client),
  initiated(client),
  `${named(client)} MULTI: no free --ifconfig-pool addresses are available`,
  `${named(client)} MULTI: no dynamic or static remote --ifconfig address is available for ${named(client)}`,
];

export const wrongCipher = (server: SslVpnServer, client: Client, cipher: string): string[] => [
  ...verified(server, client),
  `${client.RemoteAddress} WARNING: 'cipher' is used inconsistently, local='cipher ${server.Cipher}', remote='cipher ${cipher}'`,
  initiated(client),
  `${named(client)} Authenticate/Decrypt packet error: cipher final failed`,
];

export const left = (client: Client): string[] => [
  `${named(client)} SIGTERM[soft,remote-exit] received, client-instance exiting`,
];

/** The server starts again and drops everybody. */
export const restarted = (sessions: readonly Client[]): string[] => [
  ...sessions.map((one) => `${named(one)} SIGTERM[soft,delayed-exit] received, client-instance exiting`),
  'SIGHUP[hard,] received, process restarting',
  'Initialization Sequence Completed',
];
