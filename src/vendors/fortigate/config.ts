import { allOf, groupOf, offersOf } from '../crypto-names.ts';
import { addressIn, blockIn, blockOfMask, type End, identityIn, once, secondsIn, UNKNOWN_END } from '../end.ts';
import { pushed, remembered } from '../stanza.ts';

type Values = ReadonlyMap<string, string>;
/** `config PATH` -> `edit NAME` -> `set KEY VALUE`. */
type Tables = ReadonlyMap<string, ReadonlyMap<string, Values>>;

const unquoted = (text: string): string => text.trim().replace(/^"(.*)"$/, '$1');

const readTables = (lines: readonly string[]): Tables => {
  const tables = new Map<string, Map<string, Map<string, string>>>();
  let [table, entry] = ['', ''];
  for (const raw of lines) {
    const line = raw.trim();
    const [, word, rest = ''] = /^(config|edit|set)\s+(.+)$/.exec(line) ?? [];
    if (word === 'config') [table, entry] = [rest, ''];
    else if (word === 'edit') entry = unquoted(rest);
    else if (word === 'set') {
      const [key = '', ...values] = rest.split(/\s+/);
      const entries = tables.get(table) ?? new Map<string, Map<string, string>>();
      const settings = entries.get(entry) ?? new Map<string, string>();
      settings.set(key, values.join(' '));
      tables.set(table, entries.set(entry, settings));
    }
  }
  return tables;
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

/** A selector is written out (`src-subnet`) or named (`src-name`), the name defined under `firewall address`. */
const selectors = (children: readonly Values[], side: 'src' | 'dst', addresses: ReadonlyMap<string, Values>) =>
  once(
    children.flatMap((child) => {
      const named = child.get(`${side}-name`);
      return named === undefined
        ? blockOf(child.get(`${side}-subnet`))
        : blockOf(addresses.get(unquoted(named))?.get('subnet'));
    }),
  );

const phase2Of = (children: readonly Values[], addresses: ReadonlyMap<string, Values>): Partial<End> => {
  const [first] = children;
  const offers2 = children.flatMap(offers);
  const pfs = first?.get('pfs');
  return {
    offers2,
    pfs: pfs === 'disable' ? ['disabled'] : allOf(offers2, 'dh'),
    life2: secondsIn(first?.get('keylifeseconds')),
    selectors_local: selectors(children, 'src', addresses),
    selectors_remote: selectors(children, 'dst', addresses),
  };
};

const VERSIONS: Readonly<Record<string, End['ike_version']>> = { '1': 'ikev1', '2': 'ikev2' };

const onOff = (text: string | undefined): boolean | undefined =>
  text === undefined ? undefined : !/^(?:disable|off)$/.test(text);

const phase1Of = (name: string, values: Values): Partial<End> => {
  const mode = values.get('mode');
  const auth = values.get('authmethod');
  return {
    name,
    ike_version: VERSIONS[values.get('ike-version') ?? ''],
    mode: mode === 'main' || mode === 'aggressive' ? mode : undefined,
    offers1: offers(values),
    life1: secondsIn(values.get('keylife')),
    auth: values.has('psksecret') || auth === 'psk' ? 'psk' : auth === undefined ? undefined : 'certificate',
    local_id: identityIn(unquoted(values.get('localid') ?? '')),
    remote_id: identityIn(unquoted(values.get('peerid') ?? '')),
    local_addr: addressIn(values.get('local-gw')),
    peer_addr: addressIn(values.get('remote-gw')),
    natt: onOff(values.get('nattraversal')),
  };
};

/** Reads a FortiGate's `config vpn ipsec phase1[-interface]` and `phase2[-interface]`: an end for each phase 1. */
export const readFortigate = (lines: readonly string[]): readonly End[] => {
  const tables = readTables(lines);
  const phase1 = tableOf(tables, /^vpn ipsec phase1/);
  const phase2 = [...tableOf(tables, /^vpn ipsec phase2/).values()];
  const addresses = tableOf(tables, /^firewall address$/);
  if (phase1.size === 0) return [{ ...UNKNOWN_END, ...phase2Of(phase2, addresses) }];
  const children = new Map<string | undefined, Values[]>();
  for (const child of phase2) {
    const parent = child.get('phase1name');
    const name = parent === undefined ? undefined : unquoted(parent);
    children.set(name, pushed(children.get(name), child));
  }
  // In a short paste a phase 2 may have lost the name of its phase 1: it is taken for that of one that has none.
  const childrenOf = remembered((name: string | undefined) => phase2Of(children.get(name) ?? [], addresses));
  return [...phase1].map(([name, values]) => ({
    ...UNKNOWN_END,
    ...phase1Of(name, values),
    ...childrenOf(children.has(name) ? name : undefined),
  }));
};
