import type { Sandbox } from '../../src/sandbox/sandbox.ts';

// The cloud's end, made from the simulated cloud's own state and written down apart from what the product writes: the second
// witness. It offers and takes exactly the values that the connection has.

type StoredConnection = Sandbox['world']['data']['connections'][number];

const ENCRYPTION: Readonly<Record<string, string>> = { aes: 'aes128' };
const GROUPS: Readonly<Record<string, string>> = {
  ...{ group1: '-modp768', group2: '-modp1024', group5: '-modp1536', group14: '-modp2048', group24: '-modp2048s256' },
  disabled: '',
};

const quoted = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&')}"`;

/** One tunnel as the cloud's end of it has it. */
export interface CloudSide {
  readonly address: string;
  readonly peer: string;
  readonly ike: StoredConnection['IkeConfig'];
  readonly ipsec: StoredConnection['IpsecConfig'];
  readonly local: string;
  readonly remote: string;
}

const proposal = (encryption = '', hash = '', group = ''): string =>
  `${ENCRYPTION[encryption] ?? encryption}-${hash}${GROUPS[group] ?? `-${group}`}`;

const children = ({ ike, ipsec, local, remote }: CloudSide): string => {
  const pairs =
    ike.IkeVersion === 'ikev2'
      ? [[local, remote]]
      : local.split(',').flatMap((ours) => remote.split(',').map((theirs) => [ours, theirs]));
  return pairs
    .map(
      ([ours, theirs], at) => `      net${at} {
        local_ts = ${ours}
        remote_ts = ${theirs}
        esp_proposals = ${proposal(ipsec.IpsecEncAlg, ipsec.IpsecAuthAlg, ipsec.IpsecPfs)}
        life_time = ${ipsec.IpsecLifetime ?? 86_400}s
      }`,
    )
    .join('\n');
};

/** swanctl.conf of one end of the cloud; it answers and never begins. */
export const cloudConf = (side: CloudSide): string => {
  const { address, peer, ike } = side;
  const [own, other] = [quoted(ike.LocalId || address), quoted(ike.RemoteId || peer)];
  return `connections {
  cloud {
    version = ${ike.IkeVersion === 'ikev2' ? 2 : 1}
    aggressive = ${ike.IkeMode === 'aggressive' && ike.IkeVersion !== 'ikev2' ? 'yes' : 'no'}
    local_addrs = ${address}
    remote_addrs = ${peer}
    proposals = ${proposal(ike.IkeEncAlg, ike.IkeAuthAlg, ike.IkePfs)}
    local {
      auth = psk
      id = ${own}
    }
    remote {
      auth = psk
      id = ${other}
    }
    children {
${children(side)}
    }
  }
}
secrets {
  ike-cloud {
    id-1 = ${own}
    id-2 = ${other}
    secret = 0x${Buffer.from(ike.Psk ?? '').toString('hex')}
  }
}
`;
};
