import type { PeerLink } from './link.ts';
import type { KeyPlaces, Writer } from './writer.ts';

/** How far a file of a writer can be trusted, as its head says it. */
const PROOF: Readonly<Record<Writer['verified'], string>> = {
  lab: 'Files of this form were tried with the real program, traffic included.',
  parser: "The real program's own parser takes files of this form; no traffic was sent.",
  reader: 'UNVERIFIED on a device: only our own reader of this grammar reads the same values back.',
  unverified: 'UNVERIFIED: no device of this kind was at hand. Read it before you use it.',
};

/** Of which connection a file is, and from when. */
export const originOf = (link: PeerLink, { title }: Pick<Writer, 'title'>): readonly string[] => [
  `IPsec connection ${link.connectionId}, the end at ${[...new Set(link.tunnels.map((one) => one.customerGatewayId))].join(' and ')}, for ${title}.`,
  `Made from the cloud's live settings of ${link.readAt}.`,
];

/** The lines at the head of a configuration, without the signs of a comment: what it is, from when, how far to trust it. */
export const headOf = (
  link: PeerLink,
  about: Pick<Writer, 'title' | 'verified'>,
  { head }: Pick<KeyPlaces, 'head'>,
): readonly string[] => [...originOf(link, about), PROOF[about.verified], ...head];
