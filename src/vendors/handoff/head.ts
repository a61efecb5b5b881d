import type { PeerLink } from './link.ts';
import type { KeyPlaces, Writer } from './writer.ts';

const PROOF: Readonly<Record<Writer['verified'], string>> = {
  lab: 'Files of this form were tried with the real program.',
  reader: 'UNVERIFIED on a device: only our own reader of this grammar reads the same values back.',
  unverified: 'UNVERIFIED: no device of this kind was at hand. Read it before you use it.',
};

/** The lines at the head of every file, without the signs of a comment: what it is, when and from what, how far to trust it. */
export const headOf = (
  link: PeerLink,
  { title, verified }: Omit<Writer, 'write'>,
  { head }: KeyPlaces,
): readonly string[] => [
  `IPsec connection ${link.connectionId}, the end at the customer gateway, for ${title}.`,
  `Made from the cloud's live settings of ${link.readAt}.`,
  PROOF[verified],
  ...head,
];
