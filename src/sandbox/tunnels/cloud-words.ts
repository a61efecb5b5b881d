import type { IkeProposal, IpsecProposal } from '../state/ipsec.ts';
import type { Cause } from './checks.ts';
import { blocks, type CloudEnd, ikeChoices, ikeProposal, ipsecChoices, ipsecProposal, type PeerEnd } from './end.ts';
import { ikeMismatch, ipsecMismatch } from './proposal.ts';

/**
 * What the public cloud makes of a failed negotiation: the code of DiagnoseVpnConnections, both values where they differ
 * in one, and the line of its own daemon. The keywords are the published ones, spelling mistakes included.
 */
export interface CloudWords {
  code: string;
  reason: string;
  severity: 'Critical' | 'Warn' | 'Normal';
  local?: string;
  remote?: string;
  /** Without time and tunnel; absent where the log says nothing. */
  line?: string;
}

const ciphers: Readonly<Record<string, string>> = {
  ...{ aes: 'AES-CBC-128', aes192: 'AES-CBC-192', aes256: 'AES-CBC-256', des: 'DES-CBC', '3des': '3DES-CBC' },
};
const cipher = (word: string): string => ciphers[word] ?? word.toUpperCase();
const digest = (word: string): string => (word === 'sha1' ? 'SHA' : word.toUpperCase());
/** A group as its number, as daemons of this kind print it. */
const group = (word: string): string => (word === 'disabled' ? '0' : word.replace('group', ''));

/** `{ph1: A[500] <=> B[500], A <=> B}`: which negotiation a line is about. */
const about = ({ Address, PeerAddress }: CloudEnd): string =>
  `[{remote id:4}{ph1: ${Address}[500] <=> ${PeerAddress}[500], ${Address} <=> ${PeerAddress}}]`;

const err = (place: string, text: string, cloud: CloudEnd): string => `[PROTO_ERR]: ${place}: ${text} ${about(cloud)}`;

/** Where phase 2 is chosen, by version. */
const phase2Place = ({ IkeConfig }: CloudEnd, old: string): string =>
  IkeConfig.IkeVersion === 'ikev2' ? 'ikev2_child.c:1207:ikev2_child_select()' : old;

type Wording = (cloud: CloudEnd, peer: PeerEnd) => CloudWords;

/** The peer's choice that the cloud's is held against. */
const firstIke = (peer: PeerEnd): IkeProposal => ikeChoices(peer)[0] ?? ikeProposal(peer.IkeConfig);
const firstIpsec = (peer: PeerEnd): IpsecProposal => ipsecChoices(peer)[0] ?? ipsecProposal(peer.IpsecConfig);

const differing = (
  [code, reason]: readonly [string, string],
  [local, remote]: readonly [string, string],
  line: string,
): CloudWords => ({ code, reason, severity: 'Critical', local, remote, line });

const rejected = (what: string, ours: string, theirs: string): string =>
  `rejected ${what}: DB(prop#1:trns#1):Peer(prop#1:trns#1) = ${ours}:${theirs}`;

const encryption = ['EncryptionAlgorithmMismatch', 'The encryption algorithms differ'] as const;
const authentication = ['AuthenticationAlgorithmMismatch', 'The authentication algorithms differ'] as const;
const exchange = ['DhGroupMismatch', 'The DH groups differ'] as const;

const ikeWords: Wording = (cloud, peer) => {
  const [ours, theirs] = [ikeProposal(cloud.IkeConfig), firstIke(peer)];
  const place = 'ipsec_doi.c:412:print_ph1mismatched()';
  const pair = (make: (word: string) => string, field: keyof IkeProposal): [string, string] => [
    make(ours[field]),
    make(theirs[field]),
  ];
  switch (ikeMismatch(ours, ikeChoices(peer))) {
    case 'ENCRYPTION_ALGORITHM': {
      const values = pair(cipher, 'IkeEncAlg');
      return differing(encryption, values, err(place, rejected('enctype', ...values), cloud));
    }
    case 'INTEGRITY_ALGORITHM': {
      const values = pair(digest, 'IkeAuthAlg');
      return differing(authentication, values, err(place, rejected('hashtype', ...values), cloud));
    }
    default: {
      const values = pair(group, 'IkePfs');
      const [local, remote] = values;
      const isNew = cloud.IkeConfig.IkeVersion === 'ikev2';
      return isNew
        ? differing(
            exchange,
            values,
            err('ikev2.c:2210:ikev2_check_ke()', `received KE type ${remote},expected ${local}`, cloud),
          )
        : differing(exchange, values, err(place, rejected('dh_group', ...values), cloud));
    }
  }
};

const ipsecWords: Wording = (cloud, peer) => {
  const [ours, theirs] = [ipsecProposal(cloud.IpsecConfig), firstIpsec(peer)];
  const place = phase2Place(cloud, 'proposal.c:508:cmpsatrns()');
  if (ipsecMismatch(ours, ipsecChoices(peer)) === 'ENCRYPTION_ALGORITHM') {
    const values = [cipher(ours.IpsecEncAlg), cipher(theirs.IpsecEncAlg)] as const;
    return differing(encryption, values, err(place, `trns_id mismatched: my:${values[0]} peer:${values[1]}`, cloud));
  }
  const values = [digest(ours.IpsecAuthAlg), digest(theirs.IpsecAuthAlg)] as const;
  return differing(
    authentication,
    values,
    err(place, `authtype mismatched: my:hmac-${values[0]} peer:hmac-${values[1]}`, cloud),
  );
};

const pfsWords: Wording = (cloud, peer) => {
  const values = [group(cloud.IpsecConfig.IpsecPfs), group(firstIpsec(peer).IpsecPfs)] as const;
  const text = `pfs group mismatched: my:${values[0]} peer:${values[1]}`;
  return differing(
    ['PfsMismatch', 'The PFS groups differ'],
    values,
    err(phase2Place(cloud, 'proposal.c:316:cmpsaprop()'), text, cloud),
  );
};

/** A peer elsewhere is heard and refused; a silent one runs into the end of its time. */
const silence: Wording = (cloud, peer) => {
  if (peer.Up && peer.Address !== cloud.PeerAddress)
    return differing(
      ['PeerMismatch', 'A packet came from an address that is not the customer gateway'],
      [cloud.PeerAddress, peer.Address],
      err('ikev2.c:1021:ikev2_input()', 'received UNSUPPORTED_CRITICAL_PAYLOAD error', cloud),
    );
  if (cloud.IkeConfig.IkeVersion === 'ikev2')
    return {
      ...{ code: 'NoResponse', reason: 'The peer does not answer', severity: 'Critical' },
      line: err('ikev2.c:655:ikev2_timeout()', 'retransmission count exceeded the limit', cloud),
    };
  return timeUp(cloud);
};

const timeUp = (cloud: CloudEnd): CloudWords => ({
  ...{ code: 'Phase1NegotiationTimeout', reason: 'Phase 1 negotiation timed out', severity: 'Critical' },
  line: err('ikev1.c:1433:isakmp_ph1resend()', 'phase1 negotiation failed due to time up.', cloud),
});

const keyWords: Wording = (cloud) => ({
  ...{ code: 'PskMismatch', reason: 'The pre-shared keys differ', severity: 'Critical' },
  line:
    cloud.IkeConfig.IkeVersion === 'ikev2'
      ? err('ikev2_auth.c:343:ikev2_auth_verify()', 'authentication failure, mismatch of preshared secrets', cloud)
      : err('ikev1.c:2291:packet_decrypt()', 'Decryption failed! mismatch of preshared secrets', cloud),
});

const identityWords: Wording = (cloud, peer) => {
  const isTheirs = cloud.IkeConfig.RemoteId !== peer.IkeConfig.LocalId;
  const [ours, theirs] = isTheirs
    ? [cloud.IkeConfig.RemoteId, peer.IkeConfig.LocalId]
    : [cloud.IkeConfig.LocalId, peer.IkeConfig.RemoteId];
  return differing(
    ['PeerIdMismatch', 'The identities differ'],
    [ours, theirs],
    err(
      cloud.IkeConfig.IkeVersion === 'ikev2' ? 'ikev2_auth.c:266:ikev2_check_id()' : 'oakley.c:1782:check_peerid()',
      `received ID_I(${theirs}) does not match peers id`,
      cloud,
    ),
  );
};

const selectorWords: Wording = (cloud, peer) => {
  const ours = `${blocks(cloud.LocalSubnet).join(',')}===${blocks(cloud.RemoteSubnet).join(',')}`;
  const theirs = `${blocks(peer.RemoteSubnet).join(',')}===${blocks(peer.LocalSubnet).join(',')}`;
  const text = `traffic selector mismatch, can't find matching selector my:${ours} peer:${theirs}`;
  const words = ['TrafficSelectorMismatch', 'The protected networks differ'] as const;
  return differing(words, [ours, theirs], err(phase2Place(cloud, 'isakmp_quick.c:2125:get_sainfo_r()'), text, cloud));
};

const nothing: Wording = () => ({ code: 'NoExceptionFound', reason: 'No exception was found', severity: 'Normal' });

const wordings: Readonly<Record<Cause, Wording>> = {
  'peer-unreachable': silence,
  'not-initiated': nothing,
  'ike-version-mismatch': (cloud, peer) =>
    differing(
      ['IkeVersionMismatch', 'The IKE versions differ'],
      [cloud.IkeConfig.IkeVersion, peer.IkeConfig.IkeVersion],
      err('ikev2.c:388:ikev2_responder_start()', 'unknown ikev2 peer', cloud),
    ),
  'ike-mode-mismatch': (cloud, peer) =>
    differing(
      ['NegotiationModeMismatch', 'The negotiation modes differ'],
      [cloud.IkeConfig.IkeMode, peer.IkeConfig.IkeMode],
      err(
        'ikev1.c:1012:isakmp_ph1begin_r()',
        peer.IkeConfig.IkeMode === 'aggressive'
          ? 'in Identity not acceptable Aggressive mode'
          : 'not acceptable Identity Protection mode',
        cloud,
      ),
    ),
  'ike-proposal-mismatch': ikeWords,
  'nat-port-blocked': (cloud) => timeUp(cloud),
  'nat-main-mode': (cloud, peer) =>
    differing(
      ['PeerIdMismatch', 'The identities differ'],
      [cloud.IkeConfig.RemoteId, peer.IkeConfig.LocalId],
      err('ipsec_doi.c:3104:ipsecdoi_checkid1()', 'Expecting IP address type in main mode,but FQDN', cloud),
    ),
  'psk-mismatch': keyWords,
  'identity-mismatch': identityWords,
  'multi-subnet-ikev1': selectorWords,
  'traffic-selector-mismatch': selectorWords,
  'ipsec-proposal-mismatch': ipsecWords,
  'pfs-mismatch': pfsWords,
  'health-check-misconfigured': nothing,
  'health-check-failing': nothing,
};

/** The cloud's words for a cause; without one there is nothing to complain of. Never a key. */
export const cloudWords = (cause: Cause | undefined, cloud: CloudEnd, peer: PeerEnd): CloudWords =>
  (cause ? wordings[cause] : nothing)(cloud, peer);
