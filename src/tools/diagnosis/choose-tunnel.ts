import { bgpStateOf } from '../judges/bgp.ts';
import { cloudEnd, isUp, type TunnelFacts, tunnelName, tunnelPhaseOf } from '../judges/tunnel-facts.ts';

/** The facts of each tunnel of one connection, or of the connection that is its own. */
export type Tunnels = readonly [TunnelFacts, ...TunnelFacts[]];

/** Worst first: what is down, what is not known, what is up without BGP, what is up. */
const rankOf = ({ connection }: TunnelFacts): number => {
  const phase = tunnelPhaseOf(connection);
  if (phase !== 'up') return { 'phase-1': 0, 'phase-2': 1, unknown: 2 }[phase];
  return bgpStateOf(connection) === 'down' ? 3 : 4;
};

const isDown = ({ connection }: TunnelFacts): boolean => ['phase-1', 'phase-2'].includes(tunnelPhaseOf(connection));

/**
 * The tunnels that a diagnosis is about: the one that is named; else all that are down, or the worst. Undefined where none
 * has the ID.
 */
export const chooseTunnels = (
  all: Tunnels,
  asked: string | undefined,
  named: readonly TunnelFacts[],
): Tunnels | undefined => {
  if (asked !== undefined) {
    const found = all.find(({ tunnel }) => tunnel?.own.TunnelId === asked);
    return found && [found];
  }
  const [worst, ...rest] = [...all].sort((a, b) => rankOf(a) - rankOf(b));
  if (!worst) return all;
  // With nothing down, what was pasted says which one is meant.
  if (isUp(worst.connection)) return [named[0] ?? worst];
  return isDown(worst) ? [worst, ...rest.filter(isDown)] : [worst];
};

const isPartOfAddress = (letter: string | undefined): boolean => letter !== undefined && /[\d.]/.test(letter);

/** Whether a text names an address, and not a longer one that holds it. Linear. */
const namesAddress = (text: string, address: string): boolean => {
  for (let at = text.indexOf(address); at >= 0; at = text.indexOf(address, at + address.length)) {
    const after = at + address.length;
    const isSentenceEnd = text[after] === '.' && !/\d/.test(text[after + 1] ?? '');
    if (!isPartOfAddress(text[at - 1]) && (isSentenceEnd || !isPartOfAddress(text[after]))) return true;
  }
  return false;
};

const addressesOf = (facts: TunnelFacts): readonly string[] => {
  const { local_addr, peer_addr } = cloudEnd(facts);
  return [local_addr, peer_addr].filter((address) => address !== undefined);
};

/** Addresses of other tunnels of the connection that are not this one's. */
export const addressesElsewhere = (facts: TunnelFacts, all: Tunnels): readonly string[] => {
  const own = addressesOf(facts);
  return all
    .filter((one) => one !== facts)
    .flatMap((one) => addressesOf(one).filter((address) => !own.includes(address)));
};

/** The tunnels of which a text names an address that no other one has. */
export const tunnelsNamedIn = (text: string, all: Tunnels): readonly TunnelFacts[] =>
  all.filter((facts) => {
    const shared = all.filter((one) => one !== facts).flatMap(addressesOf);
    return addressesOf(facts).some((address) => !shared.includes(address) && namesAddress(text, address));
  });

/** Whether a pasted text is of a tunnel: it is, it is taken to be, it is another's, or nobody can tell. */
export type Belonging =
  | { readonly kind: 'own' | 'assumed' | 'unclear' | 'not understood' }
  | { readonly kind: 'other'; readonly other: string };

/** Of which tunnel a pasted text is; a text without any address is of the one that a person named, or of the only one down. */
export const belongingOf = (text: string, facts: TunnelFacts, all: Tunnels, isAsked: boolean): Belonging => {
  if (facts.notUnderstood) return { kind: 'not understood' };
  if (all.length === 1) return { kind: 'own' };
  const named = tunnelsNamedIn(text, all);
  if (named.includes(facts)) return { kind: 'own' };
  const [other] = named;
  if (other?.tunnel) return { kind: 'other', other: tunnelName(other.tunnel.own) };
  if (isAsked) return { kind: 'own' };
  const down = all.filter((one) => !isUp(one.connection));
  return { kind: down.length === 1 && down[0] === facts ? 'assumed' : 'unclear' };
};
