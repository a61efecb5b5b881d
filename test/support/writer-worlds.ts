import fc from 'fast-check';
import { expect } from 'vitest';
import { Refused } from '../../src/errors.ts';
import { allOf } from '../../src/vendors/crypto-names.ts';
import { type End, identityIn } from '../../src/vendors/end.ts';
import { isRouted, type PeerLink, type PeerTunnel } from '../../src/vendors/handoff/link.ts';
import { identityKind } from '../../src/vendors/handoff/quote.ts';
import type { Writer } from '../../src/vendors/handoff/writer.ts';
import { allText, HOSTILE, inFile, inText, sampleLink, sampleTunnel } from './peer-link.ts';

const { ike, ipsec } = sampleTunnel();
const v1 = { ...ike, version: 'ikev1', encryption: 'aes', authentication: 'sha1' } as const;
const esp1 = { ...ipsec, encryption: 'aes', authentication: 'sha1', pfs: 'disabled' } as const;
const other = { order: 2, tunnelId: 'tun-2', remoteAddress: '198.51.100.2', remoteId: '198.51.100.2' } as const;
const everything = { localSubnets: ['0.0.0.0/0'], remoteSubnets: ['0.0.0.0/0'] } as const;
const bgp = (order: number) => ({
  ...{ localAsn: 65_001, localIp: `169.254.${order}0.2`, peerAsn: 45_104, peerIp: `169.254.${order}0.1` },
  tunnelCidr: `169.254.${order}0.0/30`,
});
const first = sampleTunnel({ tunnelId: 'tun-1' });

/** What every writer of a device is shown: one world for each thing that changes the form of a configuration. */
export const WORLDS: Readonly<Record<string, PeerLink>> = {
  'IKEv1, main mode': sampleLink({ tunnels: [sampleTunnel({ ike: v1, ipsec: esp1 })] }),
  'IKEv1, aggressive mode': sampleLink({
    tunnels: [sampleTunnel({ ike: { ...v1, mode: 'aggressive' }, ipsec: esp1 })],
  }),
  IKEv2: sampleLink(),
  'several blocks': sampleLink({
    localSubnets: ['10.20.0.0/24', '10.21.0.0/22'],
    remoteSubnets: ['172.16.10.0/24', '172.17.0.0/16'],
  }),
  'routes decide': sampleLink(everything),
  'two tunnels': sampleLink({ tunnels: [first, sampleTunnel(other)] }),
  'two tunnels, routes decide': sampleLink({ ...everything, tunnels: [first, sampleTunnel(other)] }),
  'names as identities': sampleLink({
    tunnels: [sampleTunnel({ localId: 'plant.example.com', remoteId: 'vpn.example.com' })],
  }),
  BGP: sampleLink({
    ...everything,
    tunnels: [
      { ...first, bgp: bgp(1) },
      { ...sampleTunnel(other), bgp: bgp(2) },
    ],
  }),
};

const refusalOf = (error: unknown): string => {
  if (!(error instanceof Refused)) throw error;
  return `REFUSED: ${error.message}\n`;
};

/** All worlds as a writer writes them, or the words with which it refuses one. */
export const everyWorld = (writer: Writer): string =>
  Object.entries(WORLDS)
    .map(([title, link]) => {
      try {
        return `=== ${title}\n${allText(writer, link)}`;
      } catch (error) {
        return `=== ${title}\n${refusalOf(error)}`;
      }
    })
    .join('\n');

/** What a reader finds of a tunnel, in the words of the cloud. */
const expected = (link: PeerLink, tunnel: PeerTunnel): Partial<End> => ({
  ike_version: tunnel.ike.version,
  ...(tunnel.ike.version === 'ikev1' && tunnel.ike.mode === 'aggressive' && { mode: 'aggressive' }),
  life1: tunnel.ike.lifetime,
  life2: tunnel.ipsec.lifetime,
  auth: 'psk',
  local_id: tunnel.localId,
  remote_id: tunnel.remoteId,
  peer_addr: tunnel.remoteAddress,
  pfs: [tunnel.ipsec.pfs],
  selectors_local: isRouted(link) ? ['0.0.0.0/0'] : link.localSubnets,
  selectors_remote: isRouted(link) ? ['0.0.0.0/0'] : link.remoteSubnets,
});

/** A reader finds exactly the tunnels of a connection and nothing else; `but` is what the grammar does not say. */
export const readsBack = (
  writer: Writer,
  read: (lines: readonly string[]) => readonly End[],
  link: PeerLink,
  but: readonly (keyof End)[] = [],
): void => {
  const ends = read(writer.write(link, inText).files[0].text.split('\n'));
  expect(ends.length).toBe(link.tunnels.length);
  for (const tunnel of link.tunnels) {
    const end = ends.find(({ peer_addr }) => peer_addr === tunnel.remoteAddress);
    const said = Object.entries(expected(link, tunnel)).filter(([key]) => !but.some((one) => one === key));
    expect(end).toMatchObject(Object.fromEntries(said));
    const { offers1 = [], offers2 = [] } = end ?? {};
    expect([allOf(offers1, 'enc'), allOf(offers1, 'hash'), allOf(offers1, 'dh')]).toEqual([
      [tunnel.ike.encryption],
      [tunnel.ike.authentication],
      [tunnel.ike.group],
    ]);
    expect([allOf(offers2, 'enc'), allOf(offers2, 'hash')]).toEqual([
      [tunnel.ipsec.encryption],
      [tunnel.ipsec.authentication],
    ]);
    expect(end?.doubts ?? []).toEqual([]);
  }
};

const MODELS = {
  address: ['192.0.2.77', '192.0.2.88'],
  fqdn: ['left.invalid', 'right.invalid'],
  email: ['x@left.invalid', 'x@right.invalid'],
  dn: ['', ''],
} as const;

const textOf = (writer: Writer, localId: string, remoteId: string): string =>
  allText(writer, sampleLink({ tunnels: [sampleTunnel({ localId, remoteId })] }), inFile);

/** Whatever identities hold, a file is that of harmless ones with these in their places, or they are refused by their field. */
export const addsNothing = (
  writer: Writer,
  read?: (lines: readonly string[]) => readonly End[],
  remoteOf: (id: string) => string = (id) => `r-${id}`,
): void => {
  const holds = (id: string): void => {
    const remote = remoteOf(id);
    let text: string;
    try {
      text = textOf(writer, id, remote);
    } catch (error) {
      expect(error).toBeInstanceOf(Refused);
      expect(String(error)).toMatch(/IkeConfig\.(?:Local|Remote)Id .*cannot be written for/);
      return;
    }
    const [left] = MODELS[identityKind(id)];
    const right = remote === remoteOf('') ? remote : MODELS[identityKind(remote)][1];
    const model = textOf(writer, left, right);
    expect(text).toBe(model.replaceAll(right, () => remote).replaceAll(left, () => id));
    if (read) expect(read(text.split('\n')).map((end) => end.local_id)).toEqual([identityIn(id)]);
  };
  const part = fc.oneof(fc.constantFrom(...HOSTILE), fc.stringMatching(/^[a-z0-9.@ -]{1,6}$/));
  const identity = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''));
  fc.assert(fc.property(fc.oneof(identity, fc.string({ minLength: 1 })), holds), { numRuns: 300 });
  // Each by itself, where chance might leave one out.
  for (const sign of HOSTILE) holds(`a${sign}b`);
  for (const id of ['192.0.2.1', 'plant.example.com', 'ops@example.com', '--', '-a', 'permit', 'any']) holds(id);
};
