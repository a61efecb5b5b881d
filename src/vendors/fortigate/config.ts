import { groupOf, offersOf } from '../crypto-names.ts';
import {
  addressIn,
  blockIn,
  blockOfMask,
  doubtsOf,
  type End,
  identityIn,
  once,
  secondsIn,
  UNKNOWN_END,
} from '../end.ts';
import { pushed, remembered } from '../stanza.ts';

type Values = ReadonlyMap<string, string>;
/** `config PATH` -> `edit NAME` -> `set KEY VALUE`. */
type Tables = ReadonlyMap<string, ReadonlyMap<string, Values>>;

const unquoted = (text: string): string => text.trim().replace(/^"(.*)"$/, '$1');

/** Tables inside of tables are kept apart; an entry that ends with `next` was shown whole. */
const readTables = (lines: readonly string[]) => {
  const tables = new Map<string, Map<string, Map<string, string>>>();
  const whole = new Set<Values>();
  const levels: { table: string; entry: string }[] = [];
  for (const raw of lines) {
    const line = raw.trim();
    const [, word, rest = ''] = /^(config|edit|set|next|end)(?:\s+(.+))?$/.exec(line) ?? [];
    const level = levels.at(-1) ?? { table: '', entry: '' };
    if (word === 'config') levels.push({ table: rest, entry: '' });
    else if (word === 'end') levels.pop();
    else if (word === 'next') whole.add(tables.get(level.table)?.get(level.entry) ?? new Map());
    else if (word === 'edit') level.entry = unquoted(rest);
    else if (word === 'set') {
      const [key = '', ...values] = rest.split(/\s+/);
      const entries = tables.get(level.table) ?? new Map<string, Map<string, string>>();
      const settings = entries.get(level.entry) ?? new Map<string, string>();
      settings.set(key, values.join(' '));
      tables.set(level.table, entries.set(level.entry, settings));
    }
  }
  return { tables, whole };
};

const none: ReadonlyMap<string, Values> = new Map();

const tableOf = (tables: Tables, name: RegExp): ReadonlyMap<string, Values> =>
  [...tables].find(([path]) => name.test(path))?.[1] ?? none;

const groupsIn = (text: string | undefined): readonly string[] =>
  (text ?? '').split(/\s+/).flatMap((word) => (word === '' ? [] : (groupOf(word) ?? [])));

const offers = (values: Values) =>
  offersOf((values.get('proposal') ?? '').trim().split(/\s+/).join(',')).map((offer) => ({
    ...offer,
    dh: groupsIn(values.get('dhgrp')),
  }));

const blockOf = (text: string | undefined): readonly string[] => {
  const [address = '', mask = ''] = (text ?? '').split(/\s+/);
  const block = mask === '' ? blockIn(address) : blockOfMask(address, mask);
  return block === undefined ? [] : [block];
};

/** Names in quotes, or one word. */
const namesIn = (text: string | undefined): readonly string[] =>
  [...(text ?? '').matchAll(/"([^"]{1,100})"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? '');

/** The blocks of address objects by name, of groups too; what is no subnet, or not in the text, is unknown. */
const createAddresses = (tables: Tables) => {
  const objects = tableOf(tables, /^firewall address$/);
  const groups = tableOf(tables, /^firewall addrgrp$/);
  const one = (name: string): readonly string[] =>
    name === 'all' ? ['0.0.0.0/0'] : blockOf(objects.get(name)?.get('subnet'));
  return remembered((name: string): readonly string[] => {
    const members = groups.get(name);
    if (members === undefined) return one(name);
    const all = namesIn(members.get('member')).map(one);
    return all.some((blocks) => blocks.length === 0) || all.length > MOST_MEMBERS ? [] : all.flat();
  });
};

const MOST_MEMBERS = 500;

interface Sides {
  readonly blocks: readonly string[];
  /** Names of which the blocks are not known. */
  readonly absent: readonly string[];
}

/** A selector is written out (`src-subnet`), named (`src-name`), or one address; without any it is everything. */
const selectorOf = (
  child: Values,
  side: 'src' | 'dst',
  addresses: (name: string) => readonly string[],
  isWhole: boolean,
): Sides => {
  const named = child.get(`${side}-name`);
  const type = child.get(`${side}-addr-type`) ?? (named === undefined ? 'subnet' : 'name');
  if (type === 'name') {
    const name = unquoted(named ?? '');
    const blocks = addresses(name);
    return { blocks, absent: blocks.length > 0 ? [] : [`${side}-name ${name}`] };
  }
  if (type === 'ip') return { blocks: blockOf(child.get(`${side}-start-ip`)), absent: [] };
  if (type !== 'subnet') return { blocks: [], absent: [`${side}-addr-type ${type}`] };
  const subnet = child.get(`${side}-subnet`);
  return { blocks: subnet === undefined && isWhole ? ['0.0.0.0/0'] : blockOf(subnet), absent: [] };
};

interface Read {
  readonly addresses: (name: string) => readonly string[];
  readonly whole: ReadonlySet<Values>;
}

const ENCAPSULATION: Readonly<Record<string, End['encapsulation']>> = {
  'transport-mode': 'transport',
  'tunnel-mode': 'tunnel',
};

const phase2Of = (children: readonly Values[], { addresses, whole }: Read): Partial<End> => {
  const [first] = children;
  const offers2 = children.flatMap(offers);
  const isOff = children.length > 0 && children.every((child) => child.get('pfs') === 'disable');
  const sides = (side: 'src' | 'dst') => children.map((child) => selectorOf(child, side, addresses, whole.has(child)));
  const [local, remote] = [sides('src'), sides('dst')];
  const doubts = doubtsOf('absent', once([...local, ...remote].flatMap(({ absent }) => absent)));
  return {
    offers2,
    pfs: isOff ? ['disabled'] : once(children.flatMap((child) => groupsIn(child.get('dhgrp')))),
    life2: secondsIn(first?.get('keylifeseconds')),
    selectors_local: once(local.flatMap(({ blocks }) => blocks)),
    selectors_remote: once(remote.flatMap(({ blocks }) => blocks)),
    encapsulation: ENCAPSULATION[first?.get('encapsulation') ?? ''],
    ...(doubts.length > 0 && { doubts }),
  };
};

const VERSIONS: Readonly<Record<string, End['ike_version']>> = { '1': 'ikev1', '2': 'ikev2' };

const onOff = (text: string | undefined): boolean | undefined =>
  text === undefined ? undefined : !/^(?:disable|off)$/.test(text);

const authOf = (method: string | undefined, values: Values): End['auth'] => {
  if (method === undefined) return values.has('psksecret') ? 'psk' : undefined;
  return method === 'psk' ? 'psk' : 'certificate';
};

/** What a device does not show is as it was delivered: IKEv1, main mode, by key. */
const phase1Of = (name: string, values: Values, isWhole: boolean): Partial<End> => {
  const or = (key: string, value: string): string | undefined => values.get(key) ?? (isWhole ? value : undefined);
  const mode = or('mode', 'main');
  return {
    name,
    ike_version: VERSIONS[or('ike-version', '1') ?? ''],
    mode: mode === 'main' || mode === 'aggressive' ? mode : undefined,
    offers1: offers(values),
    life1: secondsIn(values.get('keylife')),
    auth: authOf(or('authmethod', 'psk'), values),
    local_id: identityIn(unquoted(values.get('localid') ?? '')),
    remote_id: identityIn(unquoted(values.get('peerid') ?? '')),
    local_addr: addressIn(values.get('local-gw')),
    peer_addr: addressIn(values.get('remote-gw')),
    natt: onOff(values.get('nattraversal')),
  };
};

/** Reads a FortiGate's `config vpn ipsec phase1[-interface]` and `phase2[-interface]`: an end for each phase 1. */
export const readFortigate = (lines: readonly string[]): readonly End[] => {
  const { tables, whole } = readTables(lines);
  const phase1 = tableOf(tables, /^vpn ipsec phase1/);
  const phase2 = [...tableOf(tables, /^vpn ipsec phase2/).values()];
  const read: Read = { addresses: createAddresses(tables), whole };
  if (phase1.size === 0) return [{ ...UNKNOWN_END, ...phase2Of(phase2, read) }];
  const children = new Map<string | undefined, Values[]>();
  for (const child of phase2) {
    const parent = child.get('phase1name');
    const name = parent === undefined ? undefined : unquoted(parent);
    children.set(name, pushed(children.get(name), child));
  }
  // In a short paste a phase 2 may have lost the name of its phase 1: it is taken for that of one that has none.
  const childrenOf = remembered((name: string | undefined) => phase2Of(children.get(name) ?? [], read));
  return [...phase1].map(([name, values]) => ({
    ...UNKNOWN_END,
    ...phase1Of(name, values, whole.has(values)),
    ...childrenOf(children.has(name) ? name : undefined),
  }));
};
