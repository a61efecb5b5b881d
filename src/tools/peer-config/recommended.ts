import type { PeerLink, PeerTunnel } from '../../vendors/handoff/link.ts';
import { refuse } from './refuse.ts';

const WEAK: ReadonlySet<string> = new Set([
  ...['des', '3des', 'md5', 'sha1'],
  ...['group1', 'group2', 'group5', 'group24', 'disabled', 'ikev1'],
]);

interface Weakness {
  readonly config: 'IkeConfig' | 'IpsecConfig';
  readonly field: string;
  readonly value: string;
  readonly better: string;
}

const weaknessesOf = ({ ike, ipsec }: PeerTunnel): readonly Weakness[] =>
  (
    [
      ['IkeConfig', 'IkeVersion', ike.version, 'ikev2'],
      ['IkeConfig', 'IkeEncAlg', ike.encryption, 'aes256'],
      ['IkeConfig', 'IkeAuthAlg', ike.authentication, 'sha256'],
      ['IkeConfig', 'IkePfs', ike.group, 'group14'],
      ['IpsecConfig', 'IpsecEncAlg', ipsec.encryption, 'aes256'],
      ['IpsecConfig', 'IpsecAuthAlg', ipsec.authentication, 'sha256'],
      ['IpsecConfig', 'IpsecPfs', ipsec.pfs, 'group14'],
    ] as const
  )
    .filter(([, , value]) => WEAK.has(value))
    .map(([config, field, value, better]) => ({ config, field, value, better }));

const once = (found: readonly Weakness[]): readonly Weakness[] => [
  ...new Map(found.map((one) => [`${one.field} ${one.value}`, one])).values(),
];

const changesOf = (found: readonly Weakness[], config: Weakness['config']): object => {
  const changes = found.filter((one) => one.config === config).map(({ field, better }) => [field, better]);
  return changes.length > 0 ? { [config]: Object.fromEntries(changes) } : {};
};

/** Refuses a connection with weak algorithms, and says what to change on the cloud side first: the peer takes what it offers. */
export const refuseWeak = ({ connectionId, tunnels }: PeerLink): void => {
  const found = once(tunnels.flatMap(weaknessesOf));
  if (found.length === 0) return;
  const values = found.map(({ field, value }) => `${field} ${value}`);
  const isAggressive = tunnels.some(({ ike }) => ike.version === 'ikev1' && ike.mode === 'aggressive');
  const change = JSON.stringify({
    VpnConnectionId: connectionId,
    ...changesOf(found, 'IkeConfig'),
    ...changesOf(found, 'IpsecConfig'),
  });
  const how =
    tunnels.length > 1
      ? `Set these for both tunnels in the console: ${change}`
      : `Call ModifyVpnConnectionAttribute ${change}`;
  refuse(
    `Style recommended is written for strong settings only, and ${connectionId} has ${values.join(', ')}${isAggressive ? ', aggressive mode' : ''}.`,
    `${how} (sha256 where the platform has it; the tunnel is down until the peer has the same), then call again; or take Style current.`,
  );
};
