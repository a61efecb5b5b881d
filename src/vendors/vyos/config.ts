import { encryptionOf, groupOf, hashOf, type Offer } from '../crypto-names.ts';
import { addressIn, blockIn, doubtsOf, type End, identityIn, once, secondsIn, UNKNOWN_END } from '../end.ts';
import { pushed, remembered, valueIn, valuesIn } from '../stanza.ts';
import { readBraces } from '../syntax/braces.ts';
import { flattened } from '../syntax/statement.ts';
import { offerFrom } from '../syntax/words.ts';

/** What stands behind `set vpn ipsec`, whether the configuration was shown as commands or in braces. */
const pathsOf = (lines: readonly string[]): readonly string[] => {
  const isSet = lines.some((line) => /^\s*set vpn /.test(line));
  const flat = isSet
    ? lines.map((line) => line.trim().replace(/^set /, '').replace(/["']/g, ''))
    : flattened(readBraces(lines, { comment: /\/\*.*$/ }));
  return flat.map((line) => line.replace(/^(?:vpn )?(?:ipsec )?/, ''));
};

type Book = ReadonlyMap<string, readonly string[]>;

const named = (paths: readonly string[], kind: string): Book => {
  const all = new Map<string, string[]>();
  for (const path of paths) {
    if (!path.startsWith(`${kind} `)) continue;
    const [, name = '', rest = ''] = /^(\S+)(?: (.*))?$/.exec(path.slice(kind.length + 1)) ?? [];
    all.set(name, pushed(all.get(name), rest));
  }
  return all;
};

/** Each numbered proposal of a group; what it does not say is AES of 128 bits, SHA-1, and group 2 in phase 1. */
const offersOf = (group: readonly string[], phase: 1 | 2): readonly Offer[] => {
  const numbers = new Map<string, string[]>();
  for (const line of group) {
    const [, number, rest = ''] = /^proposal (\S+) ?(.*)$/.exec(line) ?? [];
    if (number) numbers.set(number, pushed(numbers.get(number), rest));
  }
  return [...numbers.values()].flatMap((lines) => {
    const word = (key: string, value: string): string => valueIn(lines, new RegExp(`^${key} (\\S+)`)) ?? value;
    const one = (text: string, of: (word: string) => string | undefined): readonly string[] => [of(text) ?? []].flat();
    return offerFrom(
      one(word('encryption', 'aes128'), encryptionOf),
      one(word('hash', 'sha1'), hashOf),
      phase === 1 ? one(word('dh-group', '2'), groupOf) : [],
    );
  });
};

const VERSIONS: Readonly<Record<string, End['ike_version']>> = { ikev1: 'ikev1', ikev2: 'ikev2' };
const MODES: Readonly<Record<string, End['mode']>> = { main: 'main', aggressive: 'aggressive' };

const firstOf = (group: readonly string[]): Partial<End> => ({
  ike_version: VERSIONS[valueIn(group, /^key-exchange (\S+)/) ?? ''],
  mode: MODES[valueIn(group, /^mode (\S+)/) ?? ''],
  offers1: offersOf(group, 1),
  life1: secondsIn(valueIn(group, /^lifetime (\d+)/)),
});

/** `enable`, and no word on it, take the group of phase 1. */
const pfsOf = (group: readonly string[], first: readonly Offer[]): readonly string[] => {
  if (group.length === 0) return [];
  const pfs = valueIn(group, /^pfs (\S+)/) ?? 'enable';
  if (pfs === 'enable') return once(first.flatMap(({ dh }) => dh));
  return [groupOf(pfs) ?? []].flat();
};

const secondOf = (group: readonly string[], first: readonly Offer[]): Partial<End> => ({
  offers2: offersOf(group, 2),
  pfs: pfsOf(group, first),
  life2: secondsIn(valueIn(group, /^lifetime (\d+)/)),
  encapsulation: group.includes('mode transport') ? 'transport' : group.length > 0 ? 'tunnel' : undefined,
});

const blocks = (peer: readonly string[], side: 'local' | 'remote'): readonly string[] =>
  once(
    valuesIn(peer, new RegExp(`^tunnel \\S+ ${side} (?:prefix|subnet) (\\S+)`)).flatMap((text) => blockIn(text) ?? []),
  );

const authOf = (peer: readonly string[]): End['auth'] => {
  const mode = valueIn(peer, /^authentication mode (\S+)/);
  if (mode !== undefined) return mode === 'pre-shared-secret' ? 'psk' : 'certificate';
  return peer.some((line) => line.startsWith('authentication pre-shared-secret')) ? 'psk' : undefined;
};

const indexOf = (lines: readonly string[]) => {
  const paths = pathsOf(lines);
  const [ike, esp] = [named(paths, 'ike-group'), named(paths, 'esp-group')];
  return {
    ...{ ike, esp },
    peers: named(paths, 'site-to-site peer'),
    firstOf: remembered((name: string) => firstOf(ike.get(name) ?? [])),
  };
};

const endOf = (index: ReturnType<typeof indexOf>, name: string, peer: readonly string[]): End => {
  const ike = valueIn(peer, /^ike-group (\S+)/);
  const esp =
    valueIn(peer, /^tunnel \S+ esp-group (\S+)/) ??
    valueIn(peer, /^vti esp-group (\S+)/) ??
    valueIn(peer, /^default-esp-group (\S+)/) ??
    (index.esp.size === 1 ? [...index.esp.keys()][0] : undefined);
  const first = index.firstOf(ike ?? '');
  const isRouted = peer.some((line) => line.startsWith('vti '));
  const absent = [
    ...(ike !== undefined && !index.ike.has(ike) ? [`ike-group ${ike}`] : []),
    ...(esp !== undefined && !index.esp.has(esp) ? [`esp-group ${esp}`] : []),
  ];
  const doubts = doubtsOf('absent', absent);
  return {
    ...UNKNOWN_END,
    name,
    ...first,
    ...secondOf(index.esp.get(esp ?? '') ?? [], first.offers1 ?? []),
    auth: authOf(peer),
    local_id: identityIn(valueIn(peer, /^authentication (?:local-)?id (\S+)/)),
    remote_id: identityIn(valueIn(peer, /^authentication remote-id (\S+)/)),
    local_addr: addressIn(valueIn(peer, /^local-address (\S+)/)),
    peer_addr: addressIn(valueIn(peer, /^remote-address (\S+)/) ?? name),
    selectors_local: isRouted ? ['0.0.0.0/0'] : blocks(peer, 'local'),
    selectors_remote: isRouted ? ['0.0.0.0/0'] : blocks(peer, 'remote'),
    ...(doubts.length > 0 && { doubts }),
  };
};

/** Reads VyOS (and EdgeOS, which has the same words), as `set vpn ipsec …` or in braces: an end for each peer. */
export const readVyos = (lines: readonly string[]): readonly End[] => {
  const index = indexOf(lines);
  return [...index.peers].map(([name, peer]) => endOf(index, name, peer));
};
