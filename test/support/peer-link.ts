import type { PeerLink, PeerTunnel } from '../../src/vendors/handoff/link.ts';
import type { KeyPlaces, Writer } from '../../src/vendors/handoff/writer.ts';

/** A tunnel between made-up ends. */
export const sampleTunnel = (part: Partial<PeerTunnel> = {}): PeerTunnel => ({
  order: 1,
  customerGatewayId: 'cgw-sample1',
  localAddress: '203.0.113.10',
  remoteAddress: '198.51.100.1',
  localId: '203.0.113.10',
  remoteId: '198.51.100.1',
  ike: {
    version: 'ikev2',
    mode: 'main',
    encryption: 'aes256',
    authentication: 'sha256',
    group: 'group14',
    lifetime: 86_400,
  },
  ipsec: { encryption: 'aes256', authentication: 'sha256', pfs: 'group14', lifetime: 28_800 },
  dpd: true,
  natTraversal: true,
  key: 'ab12cd34',
  ...part,
});

/** A connection of one such tunnel. */
export const sampleLink = (part: Partial<PeerLink> = {}): PeerLink => ({
  connectionId: 'vco-sample1',
  readAt: '2026-01-02T03:04:05Z',
  tunnels: [sampleTunnel()],
  localSubnets: ['10.20.0.0/24'],
  remoteSubnets: ['172.16.10.0/24'],
  ...part,
});

/** The words `<PSK>` in place of every key, as in the text that a model sees. */
export const inText: KeyPlaces = { key: (_, { inText: word }) => word('<PSK>'), head: [] };

/** The places that the guard fills, as in a file. */
export const inFile: KeyPlaces = {
  key: ({ key = '00000000' }, { encoding, inFile: place }) => place(`{{${key}|${encoding}}}`),
  head: ['{{ab12cd34|salt}}'],
};

/** All text of what a writer makes. */
export const allText = (writer: Writer, link: PeerLink, places: KeyPlaces = inText): string =>
  writer
    .write(link, places)
    .files.map(({ text }) => text)
    .join('\n');

/** What would end a line, a string, a block or a comment of some grammar, or run something. */
export const HOSTILE = [
  '\n',
  '\r',
  '"',
  "'",
  '!',
  '{',
  '}',
  '#',
  '$(',
  '`',
  '%',
  ';',
  '\\',
  '|',
  '&',
  '<',
  '>',
  '*',
  '?',
  '\u0000',
  '\u2028',
  '{{ab12cd34}}',
];
