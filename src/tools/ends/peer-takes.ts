import type { PeerTakes } from '../../catalogue/invoke.ts';
import type { Offer } from '../../vendors/crypto-names.ts';
import type { End } from '../../vendors/end.ts';

// The peer's end in the words of the call that has to match it: its local side is the cloud's remote one.

const MOST_OFFERS = 20;
const LONGEST = 128;

type Values = PeerTakes['values'];

const whole = (fields: Readonly<Record<string, readonly (string | number | undefined)[]>>): readonly Values[] => {
  const known = Object.entries(fields)
    .map(([field, values]) => [field, values.flatMap((value) => (value === undefined ? [] : [String(value)]))] as const)
    .filter(([, values]) => values.length > 0 && values.every((value) => value.length <= LONGEST));
  return known.length > 0 ? [Object.fromEntries(known)] : [];
};

const ofOffers = (offers: readonly Offer[], enc: string, hash: string, dh?: string): readonly Values[] =>
  offers
    .slice(0, MOST_OFFERS)
    .flatMap((offer) => whole({ [enc]: offer.enc, [hash]: offer.hash, ...(dh !== undefined && { [dh]: offer.dh }) }));

/** What the cloud's end has to be set to, so that it matches this peer. Never its key. */
export const peerTakes = (peer: Partial<End>, source: PeerTakes['source']): readonly PeerTakes[] =>
  [
    ...ofOffers(peer.offers1 ?? [], 'IkeConfig.IkeEncAlg', 'IkeConfig.IkeAuthAlg', 'IkeConfig.IkePfs'),
    ...ofOffers(peer.offers2 ?? [], 'IpsecConfig.IpsecEncAlg', 'IpsecConfig.IpsecAuthAlg'),
    ...whole({ 'IkeConfig.IkeVersion': [peer.ike_version] }),
    ...whole({ 'IkeConfig.IkeMode': [peer.mode] }),
    ...whole({ 'IkeConfig.IkeLifetime': [peer.life1] }),
    ...whole({ 'IkeConfig.LocalId': [peer.remote_id] }),
    ...whole({ 'IkeConfig.RemoteId': [peer.local_id] }),
    ...whole({ 'IpsecConfig.IpsecPfs': peer.pfs ?? [] }),
    ...whole({ 'IpsecConfig.IpsecLifetime': [peer.life2] }),
    ...whole({ LocalSubnet: peer.selectors_remote ?? [] }),
    ...whole({ RemoteSubnet: peer.selectors_local ?? [] }),
  ].map((values) => ({ source, values }));
