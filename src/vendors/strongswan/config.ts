import { allOf, offersOf } from '../crypto-names.ts';
import { addressIn, blocksIn, type End, identityIn, once, secondsIn } from '../end.ts';

/** A section of the file: its settings and its sections, by name. */
interface Section {
  readonly values: Map<string, string>;
  readonly sections: Map<string, Section>;
}

const empty = (): Section => ({ values: new Map(), sections: new Map() });

/** One statement a piece, whether or not each has a line of its own; quoted braces are rare enough not to matter. */
const pieces = (lines: readonly string[]): readonly string[] =>
  lines
    .map((line) => line.replace(/#.*$/, ''))
    .flatMap((line) => line.replace(/[{}]/g, (brace) => `${brace === '{' ? '{' : '\n}'}\n`).split('\n'))
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');

const parse = (lines: readonly string[]): Section => {
  const root = empty();
  const path = [root];
  for (const piece of pieces(lines)) {
    const here = path.at(-1) ?? root;
    const [, name, value] = /^([\w.-]{1,80})\s*=\s*(.*)$/.exec(piece) ?? [];
    if (piece === '}') path.splice(-1, path.length > 1 ? 1 : 0);
    else if (name !== undefined) here.values.set(name, (value ?? '').trim());
    else if (piece.endsWith('{')) {
      const title = piece.slice(0, -1).trim();
      const section = here.sections.get(title) ?? empty();
      here.sections.set(title, section);
      path.push(section);
    }
  }
  return root;
};

const party = (connection: Section, side: 'local' | 'remote'): Section =>
  [...connection.sections].find(([name]) => new RegExp(`^${side}-?\\w*$`).test(name))?.[1] ?? empty();

const yes = (text: string | undefined): boolean | undefined =>
  text === undefined ? undefined : /^(?:yes|true|1)$/.test(text);

const childrenOf = (connection: Section): readonly Section[] => [
  ...(connection.sections.get('children') ?? empty()).sections.values(),
];

const phase2 = (
  children: readonly Section[],
): Pick<End, 'offers2' | 'pfs' | 'life2' | 'selectors_local' | 'selectors_remote'> => {
  const offers2 = children.flatMap((child) => offersOf(child.values.get('esp_proposals') ?? ''));
  const groups = allOf(offers2, 'dh');
  const withoutGroup = offers2.some(({ dh }) => dh.length === 0);
  const blocks = (name: string): readonly string[] =>
    once(children.flatMap((child) => blocksIn(child.values.get(name))));
  return {
    offers2,
    pfs: [...groups, ...(withoutGroup ? ['disabled'] : [])],
    life2: secondsIn(children[0]?.values.get('life_time') ?? children[0]?.values.get('rekey_time')),
    selectors_local: blocks('local_ts'),
    selectors_remote: blocks('remote_ts'),
  };
};

const VERSIONS: Readonly<Record<string, End['ike_version']>> = { '1': 'ikev1', '2': 'ikev2' };

const endOf = (name: string, connection: Section): End => {
  const { values } = connection;
  const [local, remote] = [party(connection, 'local').values, party(connection, 'remote').values];
  const aggressive = yes(values.get('aggressive'));
  const auth = local.get('auth');
  return {
    name,
    ike_version: VERSIONS[values.get('version') ?? ''],
    mode: aggressive === undefined ? undefined : aggressive ? 'aggressive' : 'main',
    offers1: offersOf(values.get('proposals') ?? ''),
    life1: secondsIn(values.get('rekey_time') ?? values.get('reauth_time')),
    auth: auth === undefined ? undefined : auth.startsWith('psk') ? 'psk' : 'certificate',
    local_id: identityIn(local.get('id')),
    remote_id: identityIn(remote.get('id')),
    local_addr: addressIn(values.get('local_addrs')),
    peer_addr: addressIn(values.get('remote_addrs')),
    ...phase2(childrenOf(connection)),
    natt: yes(values.get('encap')) || undefined,
  };
};

/** Reads the connections of a swanctl.conf. */
export const readSwanctl = (lines: readonly string[]): readonly End[] => {
  const root = parse(lines);
  const connections = root.sections.get('connections') ?? root;
  return [...connections.sections]
    .filter(([name]) => name !== 'secrets' && name !== 'pools' && name !== 'authorities')
    .map(([name, connection]) => endOf(name, connection));
};
