import { headOf } from './head.ts';
import type { PeerLink, PeerTunnel } from './link.ts';
import type { KeyPlaces, KeySyntax, Writer, WrittenFile } from './writer.ts';

// ipsec.conf with ipsec.secrets, which strongSwan's starter and libreswan have in common.

/** A key in ipsec.secrets. */
const KEY: KeySyntax = {
  encoding: 'base64',
  inFile: (encoded) => `0s${encoded}`,
  inText: (words) => `"${words}"`,
};

/** What one of the two programs has of its own. */
interface Dialect {
  readonly about: Pick<Writer, 'title' | 'verified'>;
  /** What the names of both files begin with, behind the connection's ID. */
  readonly infix: string;
  /** An identity as both files have it; refuses one that they have no way for. */
  readonly identity: (field: string, value: string) => string;
  readonly conns: (link: PeerLink, tunnel: PeerTunnel) => readonly string[];
}

/** The settings without a key, and the keys with the two identities of each tunnel. */
export const ipsecConfFiles = (
  link: PeerLink,
  places: KeyPlaces,
  { about, infix, identity, conns }: Dialect,
): readonly [WrittenFile, WrittenFile] => {
  const lines = (head: readonly string[], body: readonly string[]): string =>
    [...head.map((line) => `# ${line}`), ...body, ''].join('\n');
  const keyOf = (tunnel: PeerTunnel): string =>
    `${identity('RemoteId', tunnel.localId)} ${identity('LocalId', tunnel.remoteId)} : PSK ${places.key(tunnel, KEY)}`;
  return [
    {
      name: `${link.connectionId}.${infix}.conf`,
      text: lines(
        headOf(link, about, { head: [] }),
        link.tunnels.flatMap((tunnel) => conns(link, tunnel)),
      ),
    },
    {
      name: `${link.connectionId}.${infix}.secrets`,
      text: lines(headOf(link, about, places), link.tunnels.map(keyOf)),
    },
  ];
};
