import { encryptionOf, groupOf, hashOf, type Offer, offersOf } from '../crypto-names.ts';
import { addressIn, blockIn, blocksIn, doubtsOf, type End, identityIn, once, secondsIn, UNKNOWN_END } from '../end.ts';
import { pushed, remembered } from '../stanza.ts';
import { at, type Statement, textOf, textsOf } from '../syntax/statement.ts';
import { meant, offerFrom } from '../syntax/words.ts';
import { readXml } from '../syntax/xml.ts';

/** All elements of a name, at whatever level an excerpt begins. */
const anywhere = (statements: readonly Statement[], name: string): readonly Statement[] =>
  statements.flatMap((one) => (one.words[0] === name ? [one] : anywhere(one.inside, name)));

/** An algorithm with its length beside it: `<name>aes</name><keylen>256</keylen>`. */
const cipherOf = (all: readonly Statement[]): string | undefined => {
  const [name, bits] = [textOf(all, 'name'), textOf(all, 'keylen')];
  // In phase 2 the length may be `auto`: then all lengths are offered, and which is unknown.
  if (name === undefined || bits === 'auto') return undefined;
  return encryptionOf(`${name}${bits ?? ''}`);
};

const hashesIn = (words: readonly string[]): readonly string[] =>
  words.flatMap((word) => hashOf(word.replace(/^hmac_/, '')) ?? []);

/** Since 2.4.4 each item has one choice of each; before, a phase 1 had one of each. */
const offers1 = (inside: readonly Statement[]): readonly Offer[] => {
  const items = at(inside, 'encryption', 'item');
  const own = items.length > 0 ? items.map((item) => item.inside) : [inside];
  return own.flatMap((each) =>
    offerFrom(
      [cipherOf(at(each, 'encryption-algorithm').flatMap((one) => one.inside)) ?? []].flat(),
      hashesIn(textsOf(each, 'hash-algorithm')),
      meant(textOf(each, 'dhgroup'), groupOf),
    ),
  );
};

const VERSIONS: Readonly<Record<string, End['ike_version']>> = { ikev1: 'ikev1', ikev2: 'ikev2' };
const MODES: Readonly<Record<string, End['mode']>> = { main: 'main', aggressive: 'aggressive' };

/** An identity of type `myaddress` or `peeraddress` is the address. */
const idOf = (inside: readonly Statement[], side: 'my' | 'peer'): string | undefined =>
  textOf(inside, `${side}id_type`) === `${side}address` ? undefined : identityIn(textOf(inside, `${side}id_data`));

const firstOf = (inside: readonly Statement[]): Partial<End> => {
  const auth = textOf(inside, 'authentication_method');
  return {
    name: textOf(inside, 'descr') ?? `ikeid ${textOf(inside, 'ikeid') ?? ''}`,
    ike_version: VERSIONS[textOf(inside, 'iketype') ?? ''],
    mode: MODES[textOf(inside, 'mode') ?? ''],
    offers1: offers1(inside),
    life1: secondsIn(textOf(inside, 'lifetime')),
    auth: auth === undefined ? undefined : auth === 'pre_shared_key' ? 'psk' : 'certificate',
    local_id: idOf(inside, 'my'),
    remote_id: idOf(inside, 'peer'),
    peer_addr: addressIn(textOf(inside, 'remote-gateway')),
  };
};

/** A network is written out, or it is that of an interface, whose addresses stand elsewhere. */
const networkOf = (child: readonly Statement[], name: string) => {
  const inside = at(child, name).flatMap((one) => one.inside);
  const [type, address, bits] = [textOf(inside, 'type'), textOf(inside, 'address'), textOf(inside, 'netbits')];
  if (type === 'network' || type === 'address')
    return { blocks: [blockIn(bits === undefined ? address : `${address}/${bits}`) ?? []].flat(), absent: [] };
  return { blocks: [], absent: type === undefined ? [] : [`${name} ${type}`] };
};

const GROUPS_OFF: ReadonlySet<string | undefined> = new Set(['0', 'off']);

const secondOf = (children: readonly (readonly Statement[])[]) => {
  const sides = (name: string) => children.map((child) => networkOf(child, name));
  const [local, remote] = [sides('localid'), sides('remoteid')];
  const isRouted = children.some((child) => /^(?:vti|route-based)$/.test(textOf(child, 'mode') ?? ''));
  const offers2 = children.flatMap((child) => {
    const ciphers = at(child, 'encryption-algorithm-option').map((one) => cipherOf(one.inside));
    const enc = ciphers.includes(undefined) ? [] : ciphers.flatMap((each) => each ?? []);
    return offerFrom(enc, hashesIn(textsOf(child, 'hash-algorithm-option')), []);
  });
  const groups = children.map((child) => textOf(child, 'pfsgroup'));
  return {
    absent: isRouted ? [] : [...local, ...remote].flatMap(({ absent }) => absent),
    end: {
      offers2,
      pfs: once(groups.flatMap((group) => (GROUPS_OFF.has(group) ? ['disabled'] : meant(group, groupOf)))),
      life2: secondsIn(children.map((child) => textOf(child, 'lifetime')).find(Boolean)),
      selectors_local: isRouted ? ['0.0.0.0/0'] : once(local.flatMap(({ blocks }) => blocks)),
      selectors_remote: isRouted ? ['0.0.0.0/0'] : once(remote.flatMap(({ blocks }) => blocks)),
      encapsulation: children.some((child) => textOf(child, 'mode') === 'transport') ? 'transport' : undefined,
    } satisfies Partial<End>,
  };
};

/** What one end of a connection of OPNsense says of itself; of several rounds the identity stays unknown. */
const partyOf = (parties: readonly Statement[]) => {
  const [only, ...more] = parties;
  return {
    methods: parties.flatMap(({ inside }) => textOf(inside, 'auth') ?? []),
    id: identityIn(more.length === 0 && only ? textOf(only.inside, 'id') : undefined),
  };
};

/** The daemon waits for new keys, in phase 1 as long as `over_time` says and in phase 2 a tenth of the time before. */
const livesOf = (inside: readonly Statement[], children: readonly Statement[]): Partial<End> => {
  const seconds = (name: string): number => secondsIn(textOf(inside, name)) ?? 0;
  const before = Math.max(seconds('rekey_time'), seconds('reauth_time'));
  const over = secondsIn(textOf(inside, 'over_time')) ?? Math.floor(before / 10);
  const before2 = secondsIn(children.map((child) => textOf(child.inside, 'rekey_time')).find(Boolean));
  return {
    life1: before === 0 ? undefined : before + over,
    life2: before2 === undefined || before2 === 0 ? undefined : Math.round(before2 * 1.1),
  };
};

/** The connections of OPNsense since 23.1: children and ends stand beside them and name them by their `uuid`. */
const connectionsOf = (swanctl: readonly Statement[]): readonly End[] => {
  const connections = at(swanctl, 'Connections', 'Connection');
  const isSingle = connections.length === 1;
  return connections.map(({ words, inside }): End => {
    const own = (many: string, one: string) =>
      at(swanctl, many, one).filter((each) => isSingle || textOf(each.inside, 'connection') === words[1]);
    const children = own('children', 'child');
    const [local, remote] = [partyOf(own('locals', 'local')), partyOf(own('remotes', 'remote'))];
    const methods = [...local.methods, ...remote.methods];
    const esp = children.flatMap((child) => offersOf(textsOf(child.inside, 'esp_proposals').join(',')));
    const version = textOf(inside, 'version');
    const doubts = children.length > 0 ? [] : doubtsOf('absent', ['child']);
    return {
      ...UNKNOWN_END,
      ...livesOf(inside, children),
      name: textOf(inside, 'description'),
      mode: version === '1' ? (textOf(inside, 'aggressive') === '1' ? 'aggressive' : 'main') : undefined,
      ike_version: version === '1' ? 'ikev1' : version === '2' ? 'ikev2' : undefined,
      offers1: offersOf((textOf(inside, 'proposals') ?? '').replace(/^default$/, '')),
      auth: methods.length === 0 ? undefined : methods.every((one) => one === 'psk') ? 'psk' : 'certificate',
      ...{ local_id: local.id, remote_id: remote.id },
      local_addr: addressIn(textOf(inside, 'local_addrs')),
      peer_addr: addressIn(textOf(inside, 'remote_addrs')),
      offers2: esp,
      pfs: once(esp.flatMap(({ dh }) => (dh.length > 0 ? dh : ['disabled']))),
      selectors_local: once(children.flatMap((child) => blocksIn(textOf(child.inside, 'local_ts')))),
      selectors_remote: once(children.flatMap((child) => blocksIn(textOf(child.inside, 'remote_ts')))),
      ...(doubts.length > 0 && { doubts }),
    };
  });
};

/** Reads the `ipsec` part of a config.xml (pfSense, OPNsense): an end for each phase 1 with its phases 2. */
export const readPfsense = (lines: readonly string[]): readonly End[] => {
  const root = readXml(lines);
  const children = new Map<string, (readonly Statement[])[]>();
  for (const { inside } of anywhere(root, 'phase2')) {
    if (at(inside, 'disabled').length > 0) continue;
    const id = textOf(inside, 'ikeid') ?? '';
    children.set(id, pushed(children.get(id), inside));
  }
  const childrenOf = remembered((id: string) => secondOf(children.get(id) ?? []));
  const ends = anywhere(root, 'phase1')
    .filter(({ inside }) => at(inside, 'disabled').length === 0)
    .map(({ inside }): End => {
      const { absent, end } = childrenOf(textOf(inside, 'ikeid') ?? '');
      const doubts = doubtsOf('absent', absent);
      return { ...UNKNOWN_END, ...firstOf(inside), ...end, ...(doubts.length > 0 && { doubts }) };
    });
  return [...ends, ...anywhere(root, 'Swanctl').flatMap(({ inside }) => connectionsOf(inside))];
};
