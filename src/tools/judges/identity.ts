import { isPrivate } from '../../network/cidr.ts';
import { addressIn } from '../../vendors/end.ts';
import { ownAddress, type TunnelFacts } from './tunnel-facts.ts';

/**
 * What an identity of the cloud's settings is beside the address of its end: the address itself, another public address,
 * or a name or an address inside, which somebody chose.
 */
type Kind = 'address' | 'other' | 'named' | 'unknown';

/** One of the two identities in the cloud's settings; `?` for what is not known. */
export interface Identity {
  readonly id: string;
  readonly address: string;
  readonly kind: Kind;
}

const kindOf = (id: string | undefined, address: string | undefined): Kind => {
  if (id === undefined || address === undefined) return 'unknown';
  if (id === address) return 'address';
  return addressIn(id) === id && !isPrivate(id) ? 'other' : 'named';
};

/** The cloud's own identity, or the one that it expects of the peer. */
export const identityOf = (end: 'local' | 'remote', facts: TunnelFacts): Identity => {
  const { LocalId, RemoteId } = facts.connection.IkeConfig ?? {};
  const [id, address] = end === 'local' ? [LocalId, ownAddress(facts)] : [RemoteId, facts.customerGateway?.IpAddress];
  return { id: id ?? address ?? '?', address: address ?? '?', kind: kindOf(id, address) };
};

/** Whether each end has the identity of the other. */
export const areExchanged = (facts: TunnelFacts): boolean => {
  const [local, remote] = [identityOf('local', facts), identityOf('remote', facts)];
  const areKnown = [local, remote].every(({ kind }) => kind === 'other' || kind === 'named');
  return areKnown && local.id === remote.address && remote.id === local.address;
};
