import { allOf, offersOf } from '../crypto-names.ts';
import {
  addressesIn,
  addressIn,
  blockIn,
  blocksIn,
  doubtsOf,
  type End,
  identityIn,
  once,
  secondsIn,
  towardsEach,
} from '../end.ts';

/** A section of the file: its settings, its sections by name, and what it takes over from others. */
interface Section {
  readonly values: Map<string, string>;
  readonly sections: Map<string, Section>;
  /** Paths of the sections that it begins as (`name : path, path {`). */
  readonly origins: string[];
  /** Files whose text belongs here. */
  readonly includes: string[];
}

const empty = (): Section => ({ values: new Map(), sections: new Map(), origins: [], includes: [] });

/** What ends a statement, and the quotes inside of which nothing does. */
const MARKS = /"(?:\\.|[^"\\]){0,512}"|#.*$|[{}]/g;

const separated = (mark: string): string => {
  if (mark.startsWith('"')) return mark;
  return mark.startsWith('#') ? '' : `${mark === '{' ? '{' : '\n}'}\n`;
};

/** One statement a piece, whether or not each has a line of its own. */
const pieces = (lines: readonly string[]): readonly string[] =>
  lines
    .flatMap((line) => line.replace(MARKS, separated).split('\n'))
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');

/** The settings that are read; all others are left out, so that what a section takes over stays small. */
const READ: ReadonlySet<string> = new Set(
  'local_ts remote_ts esp_proposals ah_proposals life_time rekey_time reauth_time over_time version aggressive proposals local_addrs remote_addrs encap auth id mode'.split(
    ' ',
  ),
);

const parse = (lines: readonly string[]): Section => {
  const root = empty();
  const path = [root];
  for (const piece of pieces(lines)) {
    const here = path.at(-1) ?? root;
    const [, name, value] = /^([\w.-]{1,80})\s*=\s*(.*)$/.exec(piece) ?? [];
    if (piece === '}') path.splice(-1, path.length > 1 ? 1 : 0);
    else if (piece.startsWith('include ')) here.includes.push(piece);
    else if (name !== undefined) {
      if (READ.has(name)) here.values.set(name, (value ?? '').trim());
    } else if (piece.endsWith('{')) {
      const [title = '', origins = ''] = piece.slice(0, -1).split(/\s*:\s*/, 2);
      const section = here.sections.get(title.trim()) ?? empty();
      section.origins.push(
        ...origins
          .split(',')
          .map((one) => one.trim())
          .filter(Boolean)
          .slice(0, MOST_ORIGINS),
      );
      here.sections.set(title.trim(), section);
      path.push(path.length < MOST_LEVELS ? section : here);
    }
  }
  return root;
};

const MOST_ORIGINS = 8;
/** Deeper than this nothing is nested: what is belongs to the last level. */
const MOST_LEVELS = 24;
/** More sections than this are not taken over, nor sections from further away. */
const MOST_SECTIONS = 100;
const FARTHEST = 20;

/** The first section with all that the second has beside it or instead. */
const over = (base: Section, top: Section, depth = 0): Section => {
  if (base.values.size + base.sections.size + base.includes.length === 0 || depth > FARTHEST) return top;
  const sections = new Map([...base.sections].slice(0, MOST_SECTIONS));
  for (const [name, section] of top.sections) {
    const below = sections.get(name);
    sections.set(name, below ? over(below, section, depth + 1) : section);
  }
  return {
    values: new Map([...base.values, ...top.values]),
    sections,
    origins: [],
    includes: once([...base.includes, ...top.includes]) as string[],
  };
};

/** Sections with what they take over filled in, each once; one that takes over itself is followed once. */
const createFilled = (root: Section) => {
  const known = new Map<Section, Section>();
  const find = (path: string): Section | undefined => {
    let here: Section | undefined = root;
    for (const name of path.split('.', FARTHEST)) here = here?.sections.get(name);
    return here;
  };
  const filled = (section: Section, depth = 0): Section => {
    const done = known.get(section);
    if (done) return done;
    known.set(section, section);
    const sections = new Map([...section.sections].map(([name, one]) => [name, filled(one, depth + 1)] as const));
    let base = empty();
    for (const path of section.origins) {
      const origin = depth > FARTHEST ? undefined : find(path);
      if (origin) base = over(base, filled(origin, depth + 1));
      else base.includes.push(`: ${path}`);
    }
    const whole = over(base, { ...section, sections });
    known.set(section, whole);
    return whole;
  };
  return filled;
};

/** What a section and those inside of it name and do not hold. */
const missing = (section: Section, depth = 0): readonly string[] =>
  depth > 3 ? [] : [...section.includes, ...[...section.sections.values()].flatMap((one) => missing(one, depth + 1))];

const party = (connection: Section, side: 'local' | 'remote'): Section =>
  [...connection.sections].find(([name]) => new RegExp(`^${side}-?\\w*$`).test(name))?.[1] ?? empty();

const yes = (text: string | undefined): boolean | undefined =>
  text === undefined ? undefined : /^(?:yes|true|1)$/.test(text);

const childrenOf = (connection: Section): readonly Section[] => [
  ...(connection.sections.get('children') ?? empty()).sections.values(),
];

/** Without a setting, and with `dynamic`, a child protects the address of its end alone. */
const selectors = (children: readonly Section[], name: string, address: string | undefined): readonly string[] => {
  const given = children.map((child) => child.values.get(name) ?? 'dynamic');
  return once(given.flatMap((text) => (text === 'dynamic' ? (blockIn(address) ?? []) : blocksIn(text))));
};

const modeOf = (children: readonly Section[]): End['encapsulation'] => {
  const modes = children.flatMap((child) => child.values.get('mode') ?? []);
  return modes.length === 0 ? undefined : modes.some((mode) => mode.startsWith('transport')) ? 'transport' : 'tunnel';
};

const phase2 = (children: readonly Section[]): Pick<End, 'offers2' | 'pfs' | 'life2' | 'encapsulation'> => {
  const offers2 = children.flatMap((child) => offersOf(child.values.get('esp_proposals') ?? ''));
  const groups = allOf(offers2, 'dh');
  const withoutGroup = offers2.some(({ dh }) => dh.length === 0);
  return {
    offers2,
    pfs: [...groups, ...(withoutGroup ? ['disabled'] : [])],
    life2: secondsIn(children[0]?.values.get('life_time') ?? children[0]?.values.get('rekey_time')),
    encapsulation: modeOf(children),
  };
};

const VERSIONS: Readonly<Record<string, End['ike_version']>> = { '1': 'ikev1', '2': 'ikev2' };

/** Both ways have to be by key; a side that is there and does not say authenticates by certificate. */
const authOf = (connection: Section): End['auth'] => {
  const sides = [...connection.sections].filter(([name]) => /^(?:local|remote)(?:-?\w*)$/.test(name));
  if (sides.length === 0 || missing(connection).length > 0) {
    const methods = sides.flatMap(([, { values }]) => values.get('auth') ?? []);
    return methods.length === 0 ? undefined : methods.every((auth) => auth.startsWith('psk')) ? 'psk' : 'certificate';
  }
  return sides.every(([, { values }]) => (values.get('auth') ?? 'pubkey').startsWith('psk')) ? 'psk' : 'certificate';
};

/** How long phase 1 lives at most; 0 is no change of keys of that kind. */
const life1 = (values: Section['values']): number | undefined => {
  const times = ['rekey_time', 'reauth_time'].map((name) => secondsIn(values.get(name)));
  const time = times.find((each) => each !== undefined && each > 0) ?? times.find((each) => each !== undefined);
  return time === undefined ? undefined : time + (secondsIn(values.get('over_time')) ?? 0);
};

const unquoted = (text: string | undefined): string | undefined => {
  const [, inner] = /^"((?:\\.|[^"\\]){0,512})"$/.exec(text ?? '') ?? [];
  return inner === undefined ? text : inner.replace(/\\(.)/g, '$1');
};

const endOf = (name: string, connection: Section, beside: readonly string[]): End => {
  const { values } = connection;
  const [local, remote] = [party(connection, 'local').values, party(connection, 'remote').values];
  const aggressive = yes(values.get('aggressive'));
  const children = childrenOf(connection);
  const doubts = [...doubtsOf('absent', missing(connection)), ...doubtsOf('beside', beside)];
  const isWhole = missing(connection).length === 0;
  const [own, other] = [values.get('local_addrs'), values.get('remote_addrs')].map((text) =>
    isWhole ? addressIn(text) : undefined,
  );
  return {
    name,
    ike_version: VERSIONS[values.get('version') ?? ''],
    mode: aggressive === undefined ? undefined : aggressive ? 'aggressive' : 'main',
    offers1: offersOf(values.get('proposals') ?? ''),
    life1: life1(values),
    auth: authOf(connection),
    local_id: identityIn(unquoted(local.get('id'))),
    remote_id: identityIn(unquoted(remote.get('id'))),
    local_addr: addressIn(values.get('local_addrs')),
    peer_addr: addressIn(values.get('remote_addrs')),
    ...phase2(children),
    selectors_local: selectors(children, 'local_ts', own),
    selectors_remote: selectors(children, 'remote_ts', other),
    natt: yes(values.get('encap')) || undefined,
    ...(doubts.length > 0 && { doubts }),
  };
};

const OTHERS: ReadonlySet<string> = new Set(['secrets', 'pools', 'authorities']);

/** Reads the connections of a swanctl.conf, with the sections that they take over. */
export const readSwanctl = (lines: readonly string[]): readonly End[] => {
  const root = parse(lines);
  const filled = createFilled(root);
  const connections = root.sections.get('connections');
  const beside = once([...root.includes, ...(connections?.includes ?? [])]);
  return [...(connections ?? root).sections]
    .filter(([name]) => !OTHERS.has(name))
    .flatMap(([name, connection]) => {
      const whole = filled(connection);
      return towardsEach(endOf(name, whole, beside), addressesIn([whole.values.get('remote_addrs') ?? '']));
    });
};
