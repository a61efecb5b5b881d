import { readFileSync } from 'node:fs';

/** What is the matter in a kept SSL-VPN case; `none` where nothing is. */
interface Truth {
  readonly cause: string;
  /** Causes that are right as well. */
  readonly also?: readonly string[];
  readonly note: string;
  /** Neither log has a trace of it. */
  readonly notInLog?: true;
}

export interface SslCase extends Truth {
  readonly name: string;
  readonly server: string;
  readonly client: string;
}

const folder = new URL('./golden/ssl-logs/', import.meta.url);
const text = (path: string): string => readFileSync(new URL(path, folder), 'utf8');

/** Logs of real OpenVPN daemons, 2.6 and (names with `old25`) 2.5, both ends of each case. */
export const sslCases: readonly SslCase[] = Object.entries<Truth>(JSON.parse(text('truth.json'))).map(
  ([name, truth]) => ({ ...truth, name, server: text(`${name}/server.txt`), client: text(`${name}/client.txt`) }),
);

/** Cases of which one end's log has no trace, though the other's has. */
export const traceless: Readonly<Record<'server' | 'client', readonly string[]>> = {
  // The client does not start, goes elsewhere, or fails by itself; or what happens is never written at the usual verbosity.
  server: [
    ...[
      'server-dies',
      'weak-md5',
      'compress-refused',
      'device-busy',
      'dns-name',
      'home-subnet',
      'idle',
      'no-permission',
    ],
    ...[
      'no-terminal',
      'pool-is-home-lan',
      'redirect-no-default',
      'session-time',
      'tcp-cut',
      'tcp-server-dies',
      'tls-auth-client',
      'tls-crypt-client-only',
    ],
  ],
  // The client only sees that the server falls silent, as it does for other reasons too, or sees nothing at all.
  client: ['auth-digest', 'crl-old', 'max-clients', 'mtu-to-server', 'same-cert-twice', 'tap-tun'],
};

export const isRight = ({ cause, also = [] }: Truth, id: string | undefined): boolean =>
  id !== undefined && (id === cause || also.includes(id));
