import { blockIn, blockOfMask, blockOfWildcard, type End } from './end.ts';
import { pushed, type Stanza, stanzasOf } from './stanza.ts';

/** How a vendor writes the width of a block beside its address. */
export type MaskStyle = 'netmask' | 'wildcard';

/** What an access list protects: the writer's own side first. */
export interface ProtectedPair {
  readonly list: string;
  readonly sources: readonly string[];
  readonly destinations: readonly string[];
}

type Named = ReadonlyMap<string, readonly string[]>;

const block = (address: string | undefined, width: string | undefined, style: MaskStyle): string[] => {
  const of = style === 'netmask' ? blockOfMask : blockOfWildcard;
  const found = address && width ? of(address, width) : undefined;
  return found ? [found] : [];
};

/** One end of a rule, taken off the front of its words: `any`, `host A`, `object[-group] NAME`, `A MASK`, `A/n`. */
const take = (
  words: readonly string[],
  style: MaskStyle,
  named: Named,
): { blocks: readonly string[]; rest: readonly string[] } => {
  const [first = '', second = ''] = words;
  if (/^any4?$/.test(first)) return { blocks: ['0.0.0.0/0'], rest: words.slice(1) };
  if (first === 'host') return { blocks: [`${second}/32`], rest: words.slice(2) };
  if (/^(?:object|object-group|addrgroup)$/.test(first))
    return { blocks: named.get(second) ?? [], rest: words.slice(2) };
  if (first.includes('/')) return { blocks: [blockIn(first) ?? []].flat(), rest: words.slice(1) };
  // Huawei and H3C shorten a wildcard of all zeros to `0`.
  const width = second === '0' ? (style === 'wildcard' ? '0.0.0.0' : '255.255.255.255') : second;
  return { blocks: block(first, width, style), rest: words.slice(2) };
};

/** The two ends of a rule that permits IP: what stands after `permit ip`. */
const ends = (rule: string, style: MaskStyle, named: Named) => {
  const words = rule
    .replace(/\b(?:source|destination)\b/g, '')
    .split(/\s+/)
    .filter(Boolean);
  const source = take(words, style, named);
  return { sources: source.blocks, destinations: take(source.rest, style, named).blocks };
};

const memberBlocks = (line: string, style: MaskStyle): readonly string[] => {
  const words = line.split(/\s+/);
  if (/^(?:network-object|subnet)$/.test(words[0] ?? '')) {
    return words[1] === 'host'
      ? [`${words[2]}/32`]
      : [...block(words[1], words[2], style), ...[blockIn(words[1]) ?? []].flat()].slice(0, 1);
  }
  return words[0] === 'host' ? [`${words[1]}/32`] : [];
};

/** More blocks than this in one group, or at one end of one list, are not compared: what they are stays unknown. */
const MOST_BLOCKS = 1_000;

/** Each block once; none where there are too many. A list that many rules share is gone through once. */
const union = (lists: readonly (readonly string[])[]): readonly string[] => {
  const all = new Set<string>();
  for (const list of new Set(lists)) {
    for (const each of list) all.add(each);
    if (all.size > MOST_BLOCKS) return [];
  }
  return [...all];
};

/** ASA's `object network` and `object-group network`; groups may hold objects named before them. */
const objects = (stanzas: readonly Stanza[], style: MaskStyle): Named => {
  const named = new Map<string, readonly string[]>();
  for (const { head, body } of stanzas) {
    const name = /^object(?:-group)? network (\S+)/.exec(head)?.[1];
    if (!name) continue;
    const own = body.map((line) => {
      const other = /^(?:network-object object|group-object) (\S+)/.exec(line)?.[1];
      return other ? (named.get(other) ?? []) : memberBlocks(line, style);
    });
    named.set(name, union(own));
  }
  return named;
};

const HEADS =
  /^(?:object(?:-group)? network|access-list|ip access-list|acl |interface |crypto |tunnel-group|router |ipsec |ike |object )/i;

/** Every access-list rule of the text that permits IP, each with the name or number of its list. */
export const readAccessLists = (lines: readonly string[], style: MaskStyle): readonly ProtectedPair[] => {
  const stanzas = stanzasOf(lines, HEADS);
  const named = objects(stanzas, style);
  return stanzas.flatMap(({ head, body }): ProtectedPair[] => {
    const [, flat, rule] = /^access-list (\S+) (?:line \d+ )?(?:extended )?permit ip (.+)$/i.exec(head) ?? [];
    if (flat && rule) return [{ list: flat, ...ends(rule, style, named) }];
    const list = /^(?:ip access-list extended|acl(?: (?:number|advanced|name))?) (\S+)/i.exec(head)?.[1];
    if (!list) return [];
    return body.flatMap((line) => {
      const found = /^(?:rule (?:\d+ )?|\d+ )?permit ip (.+)$/i.exec(line)?.[1];
      return found ? [{ list, ...ends(found, style, named) }] : [];
    });
  });
};

/** What a connection protects, as its own side sees it. */
export type Selectors = Pick<End, 'selectors_local' | 'selectors_remote'>;

const selectorsOf = (pairs: readonly ProtectedPair[]): Selectors => ({
  selectors_local: union(pairs.map(({ sources }) => sources)),
  selectors_remote: union(pairs.map(({ destinations }) => destinations)),
});

/**
 * What each access list of a text protects. The text is read once, however many connections ask; without a name all of
 * them are meant: nobody pastes one that has nothing to do with the question.
 */
export const createSelectors = (lines: readonly string[], style: MaskStyle): ((list?: string) => Selectors) => {
  const pairs = readAccessLists(lines, style);
  const lists = new Map<string, ProtectedPair[]>();
  for (const pair of pairs) lists.set(pair.list, pushed(lists.get(pair.list), pair));
  const known = new Map<string | undefined, Selectors>();
  return (list) => {
    const selectors = known.get(list) ?? selectorsOf(list === undefined ? pairs : (lists.get(list) ?? []));
    known.set(list, selectors);
    return selectors;
  };
};
