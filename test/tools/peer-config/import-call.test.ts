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
import { anyLink, LINKS } from '../../support/handoff-cases.ts';
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
  IkeConfig: {
    ...{ IkeVersion: ike.version, ...(ike.version === 'ikev1' && { IkeMode: ike.mode }) },
    ...{ IkeEncAlg: ike.encryption, IkeAuthAlg: ike.authentication, IkePfs: ike.group },
    ...{ LocalId: remoteId, RemoteId: localId },
  },
  IpsecConfig: { IpsecEncAlg: ipsec.encryption, IpsecAuthAlg: ipsec.authentication, IpsecPfs: ipsec.pfs },
});

/** What the syntax of a writer has no place for; its notes or warnings say it. */
const LACKS: Readonly<Record<string, (tunnel: PeerTunnel) => PeerTunnel>> = {
  // With IKEv1 the name of the other end is not written.
  mikrotik: (tunnel) =>
    tunnel.ike.version === 'ikev1' && tunnel.remoteId !== tunnel.remoteAddress
      ? { ...tunnel, remoteId: tunnel.remoteAddress }
      : tunnel,
};

it.each(WRITERS.map((writer) => [writer.name, writer] as const))(
  'what %s writes is imported as the connection that it was',
  (name, writer) => {
    const lacks = LACKS[name] ?? ((tunnel: PeerTunnel) => tunnel);
    fc.assert(
      fc.property(anyLink, (link) => {
        const expressible = {
          ...link,
          tunnels: [lacks(link.tunnels[0]), ...link.tunnels.slice(1).map(lacks)] as const,
        };
        let found: readonly ImportedTunnel[];
        try {
          found = imported(writer, expressible);
        } catch (error) {
          expect(error).toBeInstanceOf(Refused);
          return;
        }
        // Connections that share their settings stand once for each pair of blocks in some formats.
        for (const tunnel of expressible.tunnels) {
          const own = found.filter(
            ({ settings }) => settings.IkeConfig['LocalId'] === tunnel.remoteId || name === 'mikrotik',
          );
          const mine = own.filter(({ end }) => end.peer_addr === undefined || end.peer_addr === tunnel.remoteAddress);
          expect(mine.length).toBeGreaterThan(0);
          expect(mine).toContainEqual(expect.objectContaining({ settings: expect.objectContaining({ refused: [] }) }));
          const wanted = settingsOf(tunnel);
          if (name === 'mikrotik' && tunnel.ike.version === 'ikev1')
            Reflect.deleteProperty(wanted.IkeConfig, 'LocalId');
          expect(mine.map(({ settings }) => settings)).toContainEqual(
            expect.objectContaining({
              IkeConfig: expect.objectContaining(wanted.IkeConfig),
              IpsecConfig: expect.objectContaining(wanted.IpsecConfig),
            }),
          );
        }
        const blocks = (side: 'LocalSubnet' | 'RemoteSubnet') =>
          [...new Set(found.flatMap(({ settings }) => settings[side]?.split(',') ?? []))].sort();
        expect(blocks('LocalSubnet')).toEqual([...expressible.remoteSubnets].sort());
        expect(blocks('RemoteSubnet')).toEqual([...expressible.localSubnets].sort());
      }),
      { numRuns: 60 },
    );
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
