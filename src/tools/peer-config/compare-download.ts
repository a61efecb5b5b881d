import type { PeerLink, PeerTunnel } from '../../vendors/handoff/link.ts';
import type { Download } from './gather-link.ts';
import { type Named, type Orientation, orientationOfBlocks, orientationOfTexts } from './orientation.ts';

type Settings = Pick<Download, 'Local' | 'Remote' | 'IkeConfig' | 'IpsecConfig'>;

/** The settings of a tunnel in the download: its own where it has tunnels, those beside them otherwise. */
const settingsOf = (download: Download, { tunnelId }: PeerTunnel): Settings | undefined => {
  const list: unknown = download.TunnelsConfig;
  if (!Array.isArray(list) || list.length === 0 || tunnelId === undefined) return download;
  return download.TunnelsConfig?.find((one) => one.TunnelId === tunnelId);
};

const fits = (orientation: Orientation): boolean => orientation !== 'neither';

const isOther = (given: unknown, ours: string | number): boolean =>
  given !== undefined && given !== '' && String(given) !== String(ours);

/** Values that have no side. */
const differing = ({ ike, ipsec }: PeerTunnel, { IkeConfig, IpsecConfig }: Settings): readonly string[] =>
  (
    [
      ['IkeVersion', IkeConfig?.IkeVersion, ike.version],
      ...(ike.version === 'ikev1' ? [['IkeMode', IkeConfig?.IkeMode, ike.mode] as const] : []),
      ['IkeEncAlg', IkeConfig?.IkeEncAlg, ike.encryption],
      ['IkeAuthAlg', IkeConfig?.IkeAuthAlg, ike.authentication],
      ['IkePfs', IkeConfig?.IkePfs, ike.group],
      ['IkeLifetime', IkeConfig?.IkeLifetime, ike.lifetime],
      ['IpsecEncAlg', IpsecConfig?.IpsecEncAlg, ipsec.encryption],
      ['IpsecAuthAlg', IpsecConfig?.IpsecAuthAlg, ipsec.authentication],
      ['IpsecPfs', IpsecConfig?.IpsecPfs, ipsec.pfs],
      ['IpsecLifetime', IpsecConfig?.IpsecLifetime, ipsec.lifetime],
    ] as const
  )
    .filter(([, given, ours]) => isOther(given, ours))
    .map(([field]) => `${field} is another one`);

const ofTunnel = (tunnel: PeerTunnel, settings: Settings | undefined): readonly string[] => {
  if (settings === undefined) return [`it has no tunnel ${tunnel.tunnelId}`];
  const { localAddress, remoteAddress, localId, remoteId } = tunnel;
  const { Local, Remote, IkeConfig } = settings;
  const addresses: Named = { local: Local, remote: Remote };
  const identities: Named = { local: IkeConfig?.LocalId, remote: IkeConfig?.RemoteId };
  return [
    ...(fits(orientationOfTexts(addresses, { cloud: remoteAddress, peer: localAddress }))
      ? []
      : ['Local and Remote are not the addresses of the customer gateway and the VPN gateway']),
    ...(fits(orientationOfTexts(identities, { cloud: remoteId, peer: localId }))
      ? []
      : ['LocalId and RemoteId are not the two identities']),
    ...differing(tunnel, settings),
  ];
};

/** What the download says otherwise than the live settings, from whichever side it is told. */
export const contradictions = (link: PeerLink, download: Download): readonly string[] => {
  const blocks: Named = { local: download.LocalSubnet, remote: download.RemoteSubnet };
  const sides = { cloud: link.remoteSubnets.join(','), peer: link.localSubnets.join(',') };
  return [
    ...new Set([
      ...(fits(orientationOfBlocks(blocks, sides))
        ? []
        : ['LocalSubnet and RemoteSubnet are not the two lists of blocks']),
      ...link.tunnels.flatMap((tunnel) => ofTunnel(tunnel, settingsOf(download, tunnel))),
    ]),
  ];
};
