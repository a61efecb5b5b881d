import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Refused } from '../../../src/errors.ts';
import { readEnds } from '../../../src/tools/ends/read-peer-config.ts';
import {
  createArguments,
  type ImportedTunnel,
  isPair,
  seenByPeer,
} from '../../../src/tools/peer-config/import-call.ts';
import { importEnd } from '../../../src/tools/peer-config/import-settings.ts';
import type { PeerLink, PeerTunnel } from '../../../src/vendors/handoff/link.ts';
import type { Writer } from '../../../src/vendors/handoff/writer.ts';
import { WRITERS } from '../../../src/vendors/index.ts';
import { anyLink, LINKS, withAddresses } from '../../support/handoff-cases.ts';
import { inText, sampleLink } from '../../support/peer-link.ts';

const imported = (writer: Writer, link: PeerLink): readonly ImportedTunnel[] => {
  const { lines, ends } = readEnds(writer.write(link, inText).files[0].text);
  const seen = seenByPeer(
    lines,
    ends.map(({ end }) => end),
  );
  return seen.map((end) => ({ end, settings: importEnd(end), gateways: { missing: [], calls: [] } }));
};

const settingsOf = ({ ike, ipsec, localId, remoteId }: PeerTunnel) => ({
  ...{ IkeVersion: ike.version, ...(ike.version === 'ikev1' && { IkeMode: ike.mode }) },
  ...{ IkeEncAlg: ike.encryption, IkeAuthAlg: ike.authentication, IkePfs: ike.group, IkeLifetime: ike.lifetime },
  ...{ LocalId: remoteId, RemoteId: localId },
  ...{ IpsecEncAlg: ipsec.encryption, IpsecAuthAlg: ipsec.authentication, IpsecPfs: ipsec.pfs },
  IpsecLifetime: ipsec.lifetime,
});

/** What the syntax of a writer has no place for, so that an import names it as not said: never another value. */
const LACKS: Readonly<Record<string, readonly string[]>> = {
  'cisco-asa': ['LocalId', 'RemoteId'],
  'cisco-ios': ['IkeMode', 'LocalId', 'RemoteId'],
  fortigate: ['LocalId'],
  huawei: ['LocalId', 'RemoteId'],
  mikrotik: ['LocalId'],
};

const withOnePhase1 = ({ tunnels: [first, second], ...link }: PeerLink): PeerLink => ({
  ...link,
  tunnels: second ? [first, { ...second, ike: { ...first.ike } }] : [first],
});

/** Connections that a writer can tell whole; others it refuses, or its configuration does not say which tunnel is meant. */
const FITTING: Readonly<Record<string, (link: PeerLink) => PeerLink>> = {
  // They offer the policies of phase 1 to every peer.
  'cisco-asa': withOnePhase1,
  'cisco-ios': withOnePhase1,
  // It has no other identities.
  windows: withAddresses,
};

/** Lifetimes that a format counts otherwise: whole minutes, or a time before the end of which it renews. */
const LIVES: Readonly<Record<string, (found: number, wanted: number) => boolean>> = {
  windows: (found, wanted) => found === Math.floor(wanted / 60) * 60,
  opnsense: (found, wanted) => Math.abs(found - wanted) < 2,
};

const isSame = (name: string, field: string, found: unknown, wanted: unknown): boolean =>
  found === wanted || (/Lifetime$/.test(field) && LIVES[name]?.(Number(found), Number(wanted)) === true);

/** A tunnel that was read is one that was written, but for what its import names as not said. */
const isThat = (name: string, { settings }: ImportedTunnel, tunnel: PeerTunnel): boolean => {
  const { IkeConfig, IpsecConfig, refused, silent } = settings;
  const found: Readonly<Record<string, unknown>> = { ...IkeConfig, ...IpsecConfig };
  const isUnsaid = (field: string): boolean =>
    found[field] === undefined && silent.includes(field) && LACKS[name]?.includes(field) === true;
  return (
    refused.length === 0 &&
    Object.entries(settingsOf(tunnel)).every(
      ([field, value]) => isSame(name, field, found[field], value) || isUnsaid(field),
    )
  );
};

it.each(WRITERS.map((writer) => [writer.name, writer] as const))(
  'what %s writes is imported as the connection that it was',
  (name, writer) => {
    let written = 0;
    fc.assert(
      fc.property(anyLink, (any) => {
        const link = FITTING[name]?.(any) ?? any;
        let found: readonly ImportedTunnel[];
        try {
          found = imported(writer, link);
        } catch (error) {
          expect(error).toBeInstanceOf(Refused);
          return;
        }
        written += 1;
        // Every tunnel is found, and nothing else: some formats have a connection once for each pair of blocks.
        const all = found.map(({ settings }) => settings);
        for (const tunnel of link.tunnels)
          expect(
            found.some((one) => isThat(name, one, tunnel)),
            JSON.stringify({ tunnel, all }),
          ).toBe(true);
        for (const one of found)
          expect(
            link.tunnels.some((tunnel) => isThat(name, one, tunnel)),
            JSON.stringify(one),
          ).toBe(true);
        const blocks = (side: 'LocalSubnet' | 'RemoteSubnet') =>
          [...new Set(all.flatMap((settings) => settings[side]?.split(',') ?? []))].sort();
        expect(blocks('LocalSubnet')).toEqual([...link.remoteSubnets].sort());
        expect(blocks('RemoteSubnet')).toEqual([...link.localSubnets].sort());
      }),
      // Most connections are refused for Windows, which has few algorithms.
      { numRuns: name === 'windows' ? 2000 : 100 },
    );
    expect(written).toBeGreaterThan(0);
  },
);

it('two tunnels are one call where the cloud has such, and one call each elsewhere', () => {
  const [writer] = WRITERS.filter(({ name }) => name === 'strongswan');
  if (!writer) throw new Error('no writer');
  const found = imported(writer, LINKS['two-tunnels'] ?? sampleLink());
  expect([isPair(found, 'public'), isPair(found, 'stack')]).toEqual([true, false]);
  expect(createArguments('cn-test', found, 'public')).toMatchObject([
    {
      RegionId: 'cn-test',
      TunnelOptionsSpecification: [
        { Role: 'master', TunnelIkeConfig: { LocalId: '198.51.100.1' } },
        { Role: 'slave', TunnelIkeConfig: { LocalId: '198.51.100.2' } },
      ],
    },
  ]);
  expect(createArguments('cn-test', found, 'stack')).toMatchObject([
    { IkeConfig: { LocalId: '198.51.100.1' }, LocalSubnet: '172.16.10.0/24' },
    { IkeConfig: { LocalId: '198.51.100.2' } },
  ]);
});
