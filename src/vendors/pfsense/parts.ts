import { isRouted, type PeerLink, type PeerTunnel, subnetPairs } from '../handoff/link.ts';
import type { Writable } from '../handoff/quote.ts';
import type { KeySyntax } from '../handoff/writer.ts';
import { xmlWords } from '../handoff/xml.ts';

/** What both take in an identity: their own files hold it without quotes. */
export const ID_WORD: Writable = { stray: /[^A-Za-z0-9._@-]/, allowed: 'letters, digits and . _ @ -' };

/** Both encode the key themselves for strongSwan. */
export const KEY: KeySyntax = { encoding: 'xml', inFile: (encoded) => encoded, inText: xmlWords };

/** The two addresses of the device of a tunnel. Without BGP nobody talks to them, and any two will do. */
export const transitOf = ({ order, bgp }: PeerTunnel): { readonly local: string; readonly remote: string } =>
  bgp ? { local: bgp.localIp, remote: bgp.peerIp } : { local: `169.254.25${order}.2`, remote: `169.254.25${order}.1` };

/** Where in their menus the settings are that no file of IPsec holds. */
interface Menus {
  readonly rules: string;
  readonly routes: string;
  readonly mss: string;
}

/** What has to be set beside the connection. */
export const outside = (link: PeerLink, { rules, routes, mss }: Menus): readonly string[] => [
  `WAN rules: pass UDP 500 and 4500 and ESP from ${link.tunnels.map((one) => one.remoteAddress).join(' and ')}.`,
  ...(isRouted(link)
    ? [
        `${rules} what may come from the networks behind the cloud.`,
        ...(link.tunnels.some(({ bgp }) => bgp !== undefined)
          ? ['Routes come by BGP: see the file for FRR, whose plugin has to be installed.']
          : [
              `${routes} ${link.tunnels.map((one) => transitOf(one).remote).join(', then (as the standby of a gateway group) ')}.`,
            ]),
      ]
    : [
        ...subnetPairs(link).map(({ local, remote }) => `${rules} ${remote} to ${local}.`),
        'Outbound NAT leaves what an IPsec policy takes as it is; only rules made by hand need an exception for these blocks.',
      ]),
  `${mss}.`,
];
