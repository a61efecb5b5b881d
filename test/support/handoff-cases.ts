import fc from 'fast-check';
import { expect } from 'vitest';
import { Refused } from '../../src/errors.ts';
import { type End, identityIn } from '../../src/vendors/end.ts';
import type { PeerLink, PeerTunnel } from '../../src/vendors/handoff/link.ts';
import type { Writer } from '../../src/vendors/handoff/writer.ts';
import { allText, HOSTILE, inText, sampleLink, sampleTunnel } from './peer-link.ts';

const { ike, ipsec } = sampleTunnel();
const ROUTED = { localSubnets: ['0.0.0.0/0'], remoteSubnets: ['0.0.0.0/0'] } as const;
const SEVERAL = {
  localSubnets: ['10.20.0.0/24', '10.21.0.0/24'],
  remoteSubnets: ['172.16.10.0/24', '172.16.20.0/24'],
} as const;

const second = { order: 2, tunnelId: 'tun-2', remoteAddress: '198.51.100.2', remoteId: '198.51.100.2' } as const;
const pair = (first: Partial<PeerTunnel> = {}, other: Partial<PeerTunnel> = {}) =>
  [sampleTunnel({ tunnelId: 'tun-1', ...first }), sampleTunnel({ ...second, key: 'ef56ab78', ...other })] as const;

const bgpOf = (at: number) => ({
  bgp: {
    localAsn: 65_001,
    localIp: `169.254.${at}.2`,
    peerAsn: 45_104,
    peerIp: `169.254.${at}.1`,
    tunnelCidr: `169.254.${at}.0/30`,
  },
});

/** What every writer is shown: one connection of each kind. */
export const LINKS: Readonly<Record<string, PeerLink>> = {
  'ikev1-main': sampleLink({ tunnels: [sampleTunnel({ ike: { ...ike, version: 'ikev1' } })] }),
  'ikev1-aggressive': sampleLink({
    tunnels: [sampleTunnel({ ike: { ...ike, version: 'ikev1', mode: 'aggressive' } })],
  }),
  ikev2: sampleLink(),
  'several-subnets': sampleLink(SEVERAL),
  'several-subnets-ikev1': sampleLink({
    ...SEVERAL,
    tunnels: [sampleTunnel({ ike: { ...ike, version: 'ikev1' }, ipsec: { ...ipsec, pfs: 'disabled' } })],
  }),
  routed: sampleLink(ROUTED),
  'two-tunnels': sampleLink({ tunnels: pair() }),
  'two-tunnels-routed': sampleLink({ ...ROUTED, tunnels: pair() }),
  'two-tunnels-bgp': sampleLink({ ...ROUTED, tunnels: pair(bgpOf(10), bgpOf(20)) }),
  fqdn: sampleLink({ tunnels: [sampleTunnel({ localId: 'plant.example', remoteId: 'cloud.example' })] }),
};

const shown = (writer: Writer, link: PeerLink): string => {
  try {
    const { warnings, notes, load, look } = writer.write(link, inText);
    const said = (kind: string, lines: readonly string[]) => lines.map((line) => `${kind}: ${line}`);
    return [
      allText(writer, link),
      ...said('warning', warnings),
      ...said('note', notes),
      `load: ${load}`,
      `look: ${look}`,
      '',
    ].join('\n');
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return `refused: ${error.message}\n`;
  }
};

/** Holds what a writer makes of each of them against its golden file. */
export const matchesGolden = async (writer: Writer): Promise<void> => {
  for (const [name, link] of Object.entries(LINKS))
    await expect(shown(writer, link)).toMatchFileSnapshot(`../golden/${writer.name}/${name}.txt`);
};

/** What of an end is compared: a field of it, or the algorithms of phase 2. */
type SummaryLine = Partial<Record<Exclude<keyof End, 'offers2'> | 'enc2' | 'hash2', unknown>>;

/** The ends that a reader has to find in what was written, and no others. */
const summaryOf = (link: PeerLink): readonly SummaryLine[] =>
  link.tunnels.map(({ ike: one, ipsec: two, ...tunnel }) => ({
    ike_version: one.version,
    ...(one.version === 'ikev1' && { mode: one.mode }),
    offers1: [{ enc: [one.encryption], hash: [one.authentication], prf: [], dh: [one.group] }],
    life1: one.lifetime,
    auth: 'psk',
    local_id: tunnel.localId,
    remote_id: tunnel.remoteId,
    local_addr: tunnel.localAddress,
    peer_addr: tunnel.remoteAddress,
    enc2: [two.encryption],
    hash2: [two.authentication],
    pfs: [two.pfs],
    life2: two.lifetime,
    selectors_local: link.localSubnets,
    selectors_remote: link.remoteSubnets,
  }));

const readOf = (end: End | undefined): SummaryLine => {
  const all = (kind: 'enc' | 'hash') => [...new Set(end?.offers2.flatMap((offer) => offer[kind]))];
  return { ...end, enc2: all('enc'), hash2: all('hash') };
};

/** Mostly what devices of today have, so that enough of the connections are written. */
const mostly = (today: readonly string[], before: readonly string[]) =>
  fc.oneof({ arbitrary: fc.constantFrom(...today), weight: 6 }, { arbitrary: fc.constantFrom(...before), weight: 1 });

const BEFORE = ['group1', 'group2', 'group5', 'group24'];
const encryption = mostly(['aes', 'aes192', 'aes256'], ['des', '3des']);
const authentication = mostly(['sha256', 'sha384', 'sha512'], ['md5', 'sha1']);
const lifetime = fc.oneof(fc.integer({ min: 0, max: 86_400 }), fc.constantFrom(0, 3600, 28_800, 86_400));
const identity = (address: string) =>
  fc.oneof(fc.constant(address), fc.constantFrom('site.example', 'vpn@site.example'));

const tunnelArb = (order: 1 | 2) =>
  fc.record({
    order: fc.constant(order),
    tunnelId: fc.constant(`tun-${order}`),
    remoteAddress: fc.constant(`198.51.100.${order}`),
    localId: identity('203.0.113.10'),
    remoteId: identity(`198.51.100.${order}`),
    ike: fc.record({
      version: fc.constantFrom('ikev1' as const, 'ikev2' as const),
      mode: fc.constantFrom('main' as const, 'aggressive' as const),
      group: mostly(['group14'], BEFORE),
      ...{ encryption, authentication, lifetime },
    }),
    ipsec: fc.record({
      pfs: mostly(['group14'], ['disabled', ...BEFORE]),
      ...{ encryption, authentication, lifetime },
    }),
  });

const blocks = (before: string) =>
  fc
    .uniqueArray(fc.integer({ min: 0, max: 255 }), { minLength: 1, maxLength: 3 })
    .map(([first = 0, ...more]) => [`${before}.${first}.0/24`, ...more.map((at) => `${before}.${at}.0/24`)] as const);

/** Connections of every kind that the cloud can have. */
export const anyLink: fc.Arbitrary<PeerLink> = fc
  .record({
    first: tunnelArb(1),
    other: fc.option(tunnelArb(2), { nil: undefined }),
    subnets: fc.oneof(
      fc.constant(ROUTED),
      fc.record({ localSubnets: blocks('10.20'), remoteSubnets: blocks('172.16') }),
    ),
  })
  .map(({ first, other, subnets }) =>
    sampleLink({
      ...subnets,
      tunnels: other ? [sampleTunnel(first), sampleTunnel({ ...other, key: 'ef56ab78' })] : [sampleTunnel(first)],
    }),
  );

interface ReadBack {
  /** What the syntax of the device has no place for. */
  readonly lacks?: (keyof SummaryLine)[];
  /** Compares lifetimes where the device counts them otherwise than in seconds. */
  readonly isSameLife?: (read: number, wanted: number) => boolean;
  /** What of a connection the device can have at all, where chance would seldom make one. */
  readonly fit?: (link: PeerLink) => PeerLink;
}

/** The connection with no identities but the addresses. */
export const withAddresses = ({ tunnels: [first, ...others], ...link }: PeerLink): PeerLink => {
  const named = (one: PeerTunnel): PeerTunnel => ({ ...one, localId: one.localAddress, remoteId: one.remoteAddress });
  return { ...link, tunnels: [named(first), ...others.map(named)] };
};

const LIVES = ['life1', 'life2'] as const;

/** What a writer makes of any connection is read back as that connection and nothing else, or it is refused. */
export const readsBack = (
  writer: Writer,
  read: (lines: readonly string[]) => readonly End[],
  { lacks = [], isSameLife = (one, other) => one === other, fit = (link) => link }: ReadBack = {},
): void => {
  let written = 0;
  fc.assert(
    fc.property(anyLink.map(fit), (link) => {
      let text: string;
      try {
        text = allText(writer, link);
      } catch (error) {
        expect(error).toBeInstanceOf(Refused);
        expect(String(error)).toMatch(/cannot be written for/);
        return;
      }
      written += 1;
      const ends = read(text.split('\n'));
      expect(ends.flatMap(({ doubts = [] }) => doubts)).toEqual([]);
      expect(ends).toHaveLength(link.tunnels.length);
      for (const [at, summary] of summaryOf(link).entries()) {
        const found = readOf(ends[at]);
        const wanted = { ...summary };
        for (const key of lacks) delete wanted[key];
        for (const key of LIVES) {
          if (wanted[key] === undefined) continue;
          expect(isSameLife(Number(found[key]), Number(wanted[key])), `${key} ${found[key]} ${wanted[key]}`).toBe(true);
          delete wanted[key];
        }
        expect(found).toMatchObject(wanted);
      }
    }),
    { numRuns: 300 },
  );
  expect(written).toBeGreaterThan(0);
};

/** Any text as an identity is read back as it is, with no line and no connection more, or it is refused. */
export const holdsAnyIdentity = (writer: Writer, read: (lines: readonly string[]) => readonly End[]): void => {
  const linesOf = (localId: string) =>
    allText(writer, sampleLink({ tunnels: [sampleTunnel({ localId })] })).split('\n');
  const count = linesOf('mark.example').length;
  const part = fc.oneof(fc.constantFrom(...HOSTILE), fc.stringMatching(/^[a-z0-9.@ =-]{1,6}$/));
  const text = fc.oneof(
    fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('')),
    fc.string(),
  );
  fc.assert(
    fc.property(text, (id) => {
      let lines: readonly string[];
      try {
        lines = linesOf(id);
      } catch (error) {
        expect(error).toBeInstanceOf(Refused);
        expect(String(error)).toMatch(/RemoteId .*cannot be written for/s);
        return;
      }
      expect(lines).toHaveLength(count);
      expect(read(lines)).toMatchObject([{ local_id: identityIn(id), remote_id: '198.51.100.1' }]);
    }),
    { numRuns: 300 },
  );
};
