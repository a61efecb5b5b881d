import { encryptionOf, groupOf, hashOf, type Offer } from '../crypto-names.ts';
import { addressIn, blockIn, doubtsOf, type End, identityIn, once, secondsIn, UNKNOWN_END } from '../end.ts';
import { pushed, remembered, valueIn, valuesIn } from '../stanza.ts';
import { readBraces } from '../syntax/braces.ts';
import { flattened, type Statement } from '../syntax/statement.ts';
import { meant, offerFrom } from '../syntax/words.ts';
import { readXml } from '../syntax/xml.ts';

/** An element `entry` is its name, a `member` its text: then the path of an element is that of a `set` command. */
const asPath = (statement: Statement): Statement => {
  const [name = '', ...rest] = statement.words;
  return {
    words: name === 'entry' || name === 'member' ? rest : [name, ...rest],
    inside: statement.inside.map(asPath),
  };
};

const BEFORE = /^.*?\bnetwork (?=ike |tunnel )|^.*?(?=ike (?:gateway|crypto-profiles) |tunnel ipsec )/;

/** No path of a setting is as long. */
const LONGEST = 300;

/** The paths below `network`, whichever way the configuration was shown. */
const pathsOf = (lines: readonly string[]): readonly string[] => {
  const isXml = lines.some((line) => /^\s*<[a-z-]+[ >]/.test(line) && !line.includes('<masked>'));
  const isSet = lines.some((line) => /^\s*set /.test(line));
  const flat = isXml
    ? flattened(readXml(lines).map(asPath))
    : isSet
      ? lines.map((line) => line.trim().replace(/["']/g, ''))
      : flattened(readBraces(lines, { comment: /#.*$/ }));
  return flat.flatMap((line) => (line.length <= LONGEST && BEFORE.test(line) ? [line.replace(BEFORE, '')] : []));
};

type Book = ReadonlyMap<string, readonly string[]>;

/** What is said of each thing of a kind, by name. */
const named = (paths: readonly string[], kind: string): Book => {
  const all = new Map<string, string[]>();
  for (const path of paths) {
    if (!path.startsWith(`${kind} `)) continue;
    const [, name = '', rest = ''] = /^(\S+)(?: (.*))?$/.exec(path.slice(kind.length + 1)) ?? [];
    all.set(name, pushed(all.get(name), rest));
  }
  return all;
};

const listOf = (body: readonly string[], key: string, of: (word: string) => string | undefined): readonly string[] =>
  once(valuesIn(body, new RegExp(`^${key} (.+)$`)).flatMap((text) => meant(text, of)));

const lifeOf = (body: readonly string[]): number | undefined => {
  const [, unit = '', amount = ''] =
    body.map((line) => /^lifetime (seconds|minutes|hours|days) (\d{1,9})/.exec(line)).find(Boolean) ?? [];
  return secondsIn(`${amount}${unit.charAt(0)}`);
};

const VERSIONS: Readonly<Record<string, End['ike_version']>> = { ikev1: 'ikev1', ikev2: 'ikev2' };

const indexOf = (lines: readonly string[]) => {
  const paths = pathsOf(lines);
  return {
    gateways: named(paths, 'ike gateway'),
    first: named(paths, 'ike crypto-profiles ike-crypto-profiles'),
    second: named(paths, 'ike crypto-profiles ipsec-crypto-profiles'),
    tunnels: named(paths, 'tunnel ipsec'),
  };
};

type Index = ReturnType<typeof indexOf>;

/** Without a name the profile `default` is used; it is seldom in a paste. */
const profileOf = (book: Book, kind: string, name = 'default') => ({
  body: book.get(name) ?? [],
  absent: book.has(name) ? [] : [`${kind} ${name}`],
});

const modeOf = (gateway: readonly string[]): End['mode'] => {
  const mode = valueIn(gateway, /^protocol ikev1 exchange-mode (\S+)/);
  return mode === 'main' || mode === 'aggressive' ? mode : undefined;
};

const authOf = (gateway: readonly string[]): End['auth'] => {
  if (gateway.some((line) => line.startsWith('authentication certificate'))) return 'certificate';
  return gateway.some((line) => line.startsWith('authentication pre-shared-key')) ? 'psk' : undefined;
};

/** Without a word on it, a gateway speaks IKEv1. */
const firstOf = (index: Index, gateway: readonly string[]) => {
  const version = valueIn(gateway, /^protocol version (\S+)/) ?? 'ikev1';
  const side = version === 'ikev1' ? 'ikev1' : 'ikev2';
  const name = valueIn(gateway, new RegExp(`^protocol ${side} ike-crypto-profile (\\S+)`));
  const { body, absent } = profileOf(index.first, 'ike-crypto-profile', name);
  return {
    absent,
    end: {
      ike_version: VERSIONS[version],
      mode: modeOf(gateway),
      offers1: offerFrom(
        listOf(body, 'encryption', encryptionOf),
        listOf(body, 'hash', hashOf),
        listOf(body, 'dh-group', groupOf),
      ),
      life1: lifeOf(body),
      auth: authOf(gateway),
      local_id: identityIn(valueIn(gateway, /^local-id id (\S+)/)),
      remote_id: identityIn(valueIn(gateway, /^peer-id id (\S+)/)),
      local_addr: addressIn(valueIn(gateway, /^local-address (?:ip|floating-ip) (\S+)/)),
      peer_addr: addressIn(valueIn(gateway, /^peer-address (?:ip )?(\S+)/)),
      natt: gateway.includes('protocol-common nat-traversal enable no') ? false : undefined,
    } satisfies Partial<End>,
  };
};

const espOf = (body: readonly string[]): readonly Offer[] =>
  offerFrom(listOf(body, 'esp encryption', encryptionOf), listOf(body, 'esp authentication', hashOf), []);

const blocks = (tunnel: readonly string[], side: 'local' | 'remote'): readonly string[] =>
  once(valuesIn(tunnel, new RegExp(`^auto-key proxy-id \\S+ ${side} (\\S+)`)).flatMap((text) => blockIn(text) ?? []));

/** Without a proxy ID a tunnel carries everything that is routed into it. */
const secondOf = (index: Index, tunnel: readonly string[]) => {
  const { body, absent } = profileOf(
    index.second,
    'ipsec-crypto-profile',
    valueIn(tunnel, /^auto-key ipsec-crypto-profile (\S+)/),
  );
  const isRouted = !tunnel.some((line) => line.startsWith('auto-key proxy-id '));
  const pfs = valueIn(body, /^dh-group (\S+)/);
  return {
    absent,
    end: {
      offers2: espOf(body),
      pfs: meant(pfs === 'no-pfs' ? 'none' : pfs, groupOf),
      life2: lifeOf(body),
      selectors_local: isRouted ? ['0.0.0.0/0'] : blocks(tunnel, 'local'),
      selectors_remote: isRouted ? ['0.0.0.0/0'] : blocks(tunnel, 'remote'),
    } satisfies Partial<End>,
  };
};

/** Reads PAN-OS, as `set network …` commands, as XML or in braces: an end for each IPsec tunnel, else for each gateway. */
export const readPaloAlto = (lines: readonly string[]): readonly End[] => {
  const index = indexOf(lines);
  const first = remembered((name: string) => firstOf(index, index.gateways.get(name) ?? []));
  const endOf = (name: string, gateway: string | undefined, tunnel: readonly string[] | undefined): End => {
    const phase1 = gateway === undefined || !index.gateways.has(gateway) ? undefined : first(gateway);
    const phase2 = tunnel && secondOf(index, tunnel);
    const absent = [...(phase1?.absent ?? [`ike gateway ${gateway ?? ''}`]), ...(phase2?.absent ?? [])];
    const doubts = doubtsOf('absent', absent);
    return { ...UNKNOWN_END, name, ...phase1?.end, ...phase2?.end, ...(doubts.length > 0 && { doubts }) };
  };
  const only = index.gateways.size === 1 ? [...index.gateways.keys()][0] : undefined;
  const tunnels = [...index.tunnels].map(([name, tunnel]) =>
    endOf(name, valueIn(tunnel, /^auto-key ike-gateway (\S+)/) ?? only, tunnel),
  );
  if (tunnels.length > 0) return tunnels;
  return [...index.gateways.keys()].map((name) => endOf(name, name, undefined));
};
