import { encryptionOf, groupOf, hashOf } from '../crypto-names.ts';
import { addressIn, blockIn, doubtsOf, type End, identityIn, once, secondsIn, UNKNOWN_END } from '../end.ts';
import { pushed, remembered } from '../stanza.ts';
import { meant, offerFrom } from '../syntax/words.ts';

type Item = ReadonlyMap<string, string>;

const SETTING = /([\w-]{1,40})=(?:"([^"]{0,300})"|(\[[^\]]{0,100}\]|\S{0,300}))/g;

const settingsOf = (text: string): Item =>
  new Map(
    [...text.matchAll(SETTING)].map(([, key = '', quoted, unquoted]) => [key, quoted ?? unquoted ?? ''] as const),
  );

/** A line that ends with a backslash goes on in the next, behind its blanks: an export breaks lines within a setting too. */
const joined = (lines: readonly string[]): readonly string[] =>
  lines
    .map((line, at) => (lines[at - 1]?.endsWith('\\') ? line.trimStart() : line))
    .map((line) => (line.endsWith('\\') ? line.slice(0, -1) : `${line}\n`))
    .join('')
    .replace(/[ \t]{2,80}/g, ' ')
    .split('\n');

const MENU = /^\s*\/ip[ /]{1,3}ipsec[ /]{0,3}([a-z][a-z /-]{0,40}?)?(?:\s+((?:add|set)\b.*))?\s*$/;

/** The items of each menu of `/ip ipsec`; `set [ find default=yes ]` is the item `default`. */
const menusOf = (lines: readonly string[]) => {
  const menus = new Map<string, Item[]>();
  let menu = '';
  for (const line of joined(lines)) {
    const [whole, name, rest] = MENU.exec(line) ?? [];
    if (whole !== undefined) menu = (name ?? '').trim();
    else if (/^\s*\//.test(line)) menu = 'another';
    const command = rest ?? (whole === undefined ? line.trim() : '');
    if (!/^(?:add|set)\b/.test(command)) continue;
    const item = settingsOf(command);
    const isDefault = /^set \[ ?find default=yes ?\]|^set (?:default|\*?0)\b/.test(command);
    menus.set(menu, pushed(menus.get(menu), isDefault ? new Map([['name', 'default'], ...item]) : item));
  }
  return menus;
};

const byName = (items: readonly Item[]): ReadonlyMap<string, Item> =>
  new Map(items.map((item) => [item.get('name') ?? 'default', item] as const));

/** Durations such as `1d`, `8h30m` and `1d 00:00:00`. */
const duration = (text: string | undefined): number | undefined => {
  const parts = [...(text ?? '').matchAll(/(\d{1,6})(w|d|h|m|s)/g)];
  const clock = /(\d{1,3}):(\d\d):(\d\d)/.exec(text ?? '');
  if (parts.length === 0 && !clock) return secondsIn(text);
  const sum = parts.reduce(
    (all, [, amount, unit]) => all + (unit === 'w' ? Number(amount) * 604_800 : (secondsIn(`${amount}${unit}`) ?? 0)),
    0,
  );
  return sum + (clock ? Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3]) : 0);
};

const MODES = {
  ike2: { ike_version: 'ikev2' },
  main: { ike_version: 'ikev1', mode: 'main' },
  aggressive: { ike_version: 'ikev1', mode: 'aggressive' },
} as const satisfies Record<string, Partial<End>>;

const isExchange = (text: string): text is keyof typeof MODES => text in MODES;

/** An export leaves out what is as it was delivered; these are the values of a verbose one, and of the manual. */
const DELIVERED: Readonly<Record<string, string>> = {
  'enc-algorithm': 'aes-128,3des',
  'hash-algorithm': 'sha1',
  'dh-group': 'modp2048,modp1024',
  'enc-algorithms': 'aes-256-cbc,aes-192-cbc,aes-128-cbc',
  'auth-algorithms': 'sha1',
  'pfs-group': 'modp1024',
};

/** Stands before an identity; others are known everywhere. */
const KIND = /^(?:address|user-fqdn):/;

/** Before 6.44 a peer held what its profile and its identity hold now. */
const phase1Of = (peer: Item, profile: Item | undefined, identity: Item | undefined): Partial<End> => {
  const isShown = profile !== undefined || peer.has('enc-algorithm');
  const from = (key: string): string | undefined =>
    profile?.get(key) ?? peer.get(key) ?? (isShown ? DELIVERED[key] : undefined);
  const exchange = peer.get('exchange-mode') ?? 'main';
  const method = identity?.get('auth-method') ?? peer.get('auth-method') ?? 'pre-shared-key';
  return {
    ...(isExchange(exchange) && MODES[exchange]),
    offers1: offerFrom(
      meant(from('enc-algorithm'), encryptionOf),
      meant(from('hash-algorithm'), hashOf),
      meant(from('dh-group'), groupOf),
    ),
    life1: duration(from('lifetime')),
    auth: method.startsWith('pre-shared-key') ? 'psk' : 'certificate',
    local_id: identityIn((identity ?? peer).get('my-id')?.replace(KIND, '')),
    remote_id: identityIn(identity?.get('remote-id')?.replace(KIND, '')),
    local_addr: addressIn(peer.get('local-address')),
    peer_addr: addressIn(peer.get('address')),
    natt: from('nat-traversal') === 'no' ? false : undefined,
  };
};

const phase2Of = (policies: readonly Item[], proposals: readonly Item[]): Partial<End> => {
  const from = (one: Item, key: string): string | undefined => one.get(key) ?? DELIVERED[key];
  const blocks = (side: string): readonly string[] =>
    once(policies.flatMap((policy) => blockIn(policy.get(side)) ?? []));
  return {
    offers2: proposals.flatMap((one) =>
      offerFrom(meant(from(one, 'enc-algorithms'), encryptionOf), meant(from(one, 'auth-algorithms'), hashOf), []),
    ),
    pfs: once(proposals.flatMap((one) => meant(from(one, 'pfs-group'), groupOf))),
    life2: duration(proposals[0]?.get('lifetime')),
    selectors_local: blocks('src-address'),
    selectors_remote: blocks('dst-address'),
    encapsulation: policies.some((policy) => policy.get('tunnel') === 'yes')
      ? 'tunnel'
      : policies.length > 0
        ? 'transport'
        : undefined,
  };
};

/** Reads `/ip ipsec` of an export or typed commands: an end for each peer with the policies that name it. */
export const readMikrotik = (lines: readonly string[]): readonly End[] => {
  const menus = menusOf(lines);
  const items = (menu: string): readonly Item[] => menus.get(menu) ?? [];
  const [profiles, proposals] = [byName([...items('peer profile'), ...items('profile')]), byName(items('proposal'))];
  const identities = new Map(items('identity').map((one) => [one.get('peer') ?? '', one] as const));
  const isOn = (item: Item): boolean => item.get('disabled') !== 'yes' && item.get('template') !== 'yes';
  const policies = new Map<string, Item[]>();
  for (const policy of items('policy').filter(isOn)) {
    const key = policy.get('peer') ?? addressIn(policy.get('sa-dst-address')) ?? '';
    policies.set(key, pushed(policies.get(key), policy));
  }
  const peers = items('peer').filter(isOn);
  const policiesOf = remembered((name: string) => policies.get(name) ?? []);
  return peers.map((peer): End => {
    const name = peer.get('name') ?? '';
    const mine = [...policiesOf(name), ...policiesOf(addressIn(peer.get('address')) ?? '-')];
    const own = mine.length === 0 && peers.length === 1 ? policiesOf('') : mine;
    const wanted = once(own.map((policy) => policy.get('proposal') ?? 'default'));
    const profile = peer.get('profile') ?? (peer.has('enc-algorithm') ? undefined : 'default');
    const absent = [
      ...(profile === undefined || profiles.has(profile) ? [] : [`profile=${profile}`]),
      ...wanted.filter((one) => !proposals.has(one)).map((one) => `proposal=${one}`),
    ];
    const doubts = doubtsOf('absent', absent);
    return {
      ...UNKNOWN_END,
      name,
      ...phase1Of(peer, profiles.get(profile ?? ''), identities.get(name)),
      ...phase2Of(
        own,
        wanted.flatMap((one) => proposals.get(one) ?? []),
      ),
      ...(doubts.length > 0 && { doubts }),
    };
  });
};
