import {
  blocks,
  type CloudEnd,
  ikeChoices,
  ikeProposal,
  ipsecChoices,
  ipsecProposal,
  type PeerEnd,
  sameRange,
} from './end.ts';
import { ikeMismatch, ipsecMismatch } from './proposal.ts';

/** The four statuses of an IPsec connection [guide 6.6.3]. */
export type TunnelStatus =
  | 'ike_sa_not_established'
  | 'ike_sa_established'
  | 'ipsec_sa_not_established'
  | 'ipsec_sa_established';

/** The first reason, in the order of a negotiation, why a tunnel is not up or not healthy. */
export type Cause =
  | 'peer-unreachable'
  | 'not-initiated'
  | 'ike-version-mismatch'
  | 'ike-mode-mismatch'
  | 'ike-proposal-mismatch'
  | 'nat-port-blocked'
  | 'nat-main-mode'
  | 'psk-mismatch'
  | 'identity-mismatch'
  | 'multi-subnet-ikev1'
  | 'traffic-selector-mismatch'
  | 'ipsec-proposal-mismatch'
  | 'pfs-mismatch'
  | 'health-check-misconfigured'
  | 'health-check-failing';

/** One thing two ends must agree on. `differs` gives a sentence about what is wrong, never a key; undefined = nothing. */
export interface Check {
  cause: Cause;
  /** How far the tunnel comes when this is what stops it. */
  Status: TunnelStatus;
  differs: (cloud: CloudEnd, peer: PeerEnd) => string | undefined;
}

const phase1 = (cause: Cause, differs: Check['differs']): Check => ({
  cause,
  Status: 'ike_sa_not_established',
  differs,
});
const phase2 = (cause: Cause, differs: Check['differs']): Check => ({
  cause,
  Status: 'ipsec_sa_not_established',
  differs,
});

const isMainMode = ({ IkeConfig }: CloudEnd): boolean =>
  IkeConfig.IkeVersion === 'ikev1' && IkeConfig.IkeMode === 'main';

const reachability = phase1('peer-unreachable', (cloud, peer) => {
  if (!peer.Up) return 'The device is down.';
  if (peer.Address !== cloud.PeerAddress)
    return `The device is at ${peer.Address}, the customer gateway says ${cloud.PeerAddress}.`;
  if (peer.RemoteAddress !== cloud.Address)
    return `The device looks for the VPN gateway at ${peer.RemoteAddress}, it is at ${cloud.Address}.`;
  return peer.BlockedPorts.includes(500) ? 'UDP port 500 is blocked on the way.' : undefined;
});

const initiation = phase1('not-initiated', (cloud, peer) =>
  cloud.EffectImmediately || peer.Initiates
    ? undefined
    : 'Neither end starts: EffectImmediately is false and the device waits.',
);

const version = phase1('ike-version-mismatch', (cloud, peer) =>
  cloud.IkeConfig.IkeVersion === peer.IkeConfig.IkeVersion
    ? undefined
    : `Cloud ${cloud.IkeConfig.IkeVersion}, device ${peer.IkeConfig.IkeVersion}.`,
);

const mode = phase1('ike-mode-mismatch', (cloud, peer) =>
  cloud.IkeConfig.IkeVersion === 'ikev2' || cloud.IkeConfig.IkeMode === peer.IkeConfig.IkeMode
    ? undefined
    : `Cloud ${cloud.IkeConfig.IkeMode} mode, device ${peer.IkeConfig.IkeMode} mode.`,
);

const ikeAlgorithms = phase1('ike-proposal-mismatch', (cloud, peer) => {
  const mismatch = ikeMismatch(ikeProposal(cloud.IkeConfig), ikeChoices(peer));
  return mismatch && `Phase 1 ${mismatch} differs: cloud ${Object.values(ikeProposal(cloud.IkeConfig)).join('-')}.`;
});

const natPort = phase1('nat-port-blocked', (_cloud, peer) =>
  peer.BehindNat && peer.BlockedPorts.includes(4500)
    ? 'The device is behind NAT and UDP port 4500 is blocked on the way.'
    : undefined,
);

/** In main mode the key must be found by address before any identity is seen; a translated one is not the identity. */
const natMainMode = phase1('nat-main-mode', (cloud, peer) =>
  isMainMode(cloud) && peer.BehindNat && cloud.IkeConfig.RemoteId !== cloud.PeerAddress
    ? 'IKEv1 main mode with a pre-shared key cannot carry the identity of a device behind NAT.'
    : undefined,
);

const key = phase1('psk-mismatch', (cloud, peer) =>
  cloud.IkeConfig.Psk === peer.IkeConfig.Psk ? undefined : 'The pre-shared keys differ.',
);

const identity = phase1('identity-mismatch', (cloud, peer) => {
  if (cloud.IkeConfig.RemoteId !== peer.IkeConfig.LocalId)
    return `The device calls itself ${peer.IkeConfig.LocalId}, the cloud's RemoteId is ${cloud.IkeConfig.RemoteId}.`;
  const expected = peer.IkeConfig.RemoteId;
  return expected === '%any' || expected === cloud.IkeConfig.LocalId
    ? undefined
    : `The cloud calls itself ${cloud.IkeConfig.LocalId}, the device expects ${expected}.`;
});

/** Phase 1 is up and stays alone: a quick mode of IKEv1 carries one pair of networks. */
const oneNetwork: Check = {
  cause: 'multi-subnet-ikev1',
  Status: 'ike_sa_established',
  differs: (cloud) =>
    cloud.IkeConfig.IkeVersion === 'ikev1' && blocks(`${cloud.LocalSubnet},${cloud.RemoteSubnet}`).length > 2
      ? 'IKEv1 negotiates one network on each side; use ikev2 or one connection per pair.'
      : undefined,
};

const selectors = phase2('traffic-selector-mismatch', (cloud, peer) =>
  sameRange(cloud.LocalSubnet, peer.RemoteSubnet) && sameRange(cloud.RemoteSubnet, peer.LocalSubnet)
    ? undefined
    : `Cloud ${cloud.LocalSubnet} to ${cloud.RemoteSubnet}, device ${peer.LocalSubnet} to ${peer.RemoteSubnet}.`,
);

const espMismatch = (cloud: CloudEnd, peer: PeerEnd) =>
  ipsecMismatch(ipsecProposal(cloud.IpsecConfig), ipsecChoices(peer));

const espAlgorithms = phase2('ipsec-proposal-mismatch', (cloud, peer) => {
  const mismatch = espMismatch(cloud, peer);
  return mismatch === undefined || mismatch === 'KEY_EXCHANGE_METHOD'
    ? undefined
    : `Phase 2 ${mismatch} differs: cloud ${Object.values(ipsecProposal(cloud.IpsecConfig)).join('-')}.`;
});

const pfs = phase2('pfs-mismatch', (cloud, peer) =>
  espMismatch(cloud, peer) === 'KEY_EXCHANGE_METHOD'
    ? `Cloud IpsecPfs ${cloud.IpsecConfig.IpsecPfs}, device ${ipsecChoices(peer)
        .map((one) => one.IpsecPfs)
        .join(' or ')}.`
    : undefined,
);

/** All checks, in the order in which a negotiation makes them. */
export const checksFor = (cloud: CloudEnd): Check[] => [
  reachability,
  initiation,
  version,
  ikeAlgorithms,
  mode,
  natMainMode,
  natPort,
  // Main mode hides the identities behind the key; elsewhere the identity is what the key is looked up by.
  ...(isMainMode(cloud) ? [key, identity] : [identity, key]),
  oneNetwork,
  selectors,
  espAlgorithms,
  pfs,
];
