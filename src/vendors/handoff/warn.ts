import { isRouted, type PeerLink, type PeerTunnel } from './link.ts';

const pairOf = ({ localId, remoteId }: PeerTunnel): string => `${localId} ${remoteId}`;

/** Two tunnels of one pair of identities and different keys: what finds a key by the identities may take the wrong one. */
export const warnOfMixedKeys = ({ tunnels: [first, second] }: PeerLink): readonly string[] =>
  second !== undefined && pairOf(first) === pairOf(second) && first.key !== second.key
    ? [
        'Both tunnels have the same two identities and different keys: the device finds a key by the identities and may take the wrong one. Give the tunnels different identities or one key on the cloud side.',
      ]
    : [];

/** Two tunnels protect the same blocks on a device that has no order for them. */
export const warnOfNoOrder = (link: PeerLink, title: string): readonly string[] =>
  link.tunnels.length > 1 && !isRouted(link)
    ? [
        `${title} has no order for two tunnels that protect the same blocks: the one that comes up first carries the traffic, and the other takes over when it goes down. For a fixed order set LocalSubnet and RemoteSubnet of the connection to 0.0.0.0/0 and use routes.`,
      ]
    : [];

/** What is to know where the device itself does not have the address that the cloud knows it by. */
export const noteOfNat = ({ tunnels }: PeerLink): readonly string[] => [
  `Behind NAT the device has another address than ${[...new Set(tunnels.map((one) => one.localAddress))].join(' and ')}: put its own into the place of the local address, and leave the identities as they are.`,
];
