import { containsCidr, excludeCidr, mergeCidr, normalizeCidr, overlapCidr, parseCidr } from 'cidr-tools';

/** Address blocks in CIDR notation. A block that cannot be read never throws here: `readBlocks` sets it aside. */
export type Blocks = readonly string[];

// The library does not judge what it is given: `300.0.0.0/8` passes it.
const IPV4_BLOCK = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/;
const IPV6_BLOCK = /^(?=.*:)[0-9a-fA-F:]+\/(\d{1,3})$/;

const isIpv4Block = (text: string): boolean => {
  const [, ...parts] = IPV4_BLOCK.exec(text) ?? [];
  return parts.length === 5 && parts.every((part, index) => Number(part) <= (index < 4 ? 255 : 32));
};

/** Whether a text is one block with its prefix length written out, on its boundary or not. */
export const isBlock = (text: string): boolean => {
  if (isIpv4Block(text)) return true;
  const prefix = IPV6_BLOCK.exec(text)?.[1];
  return prefix !== undefined && Number(prefix) <= 128;
};

/** The API's comma-joined list, or a list already; what is no block comes back under `unreadable`. */
export const readBlocks = (list: unknown): { readonly blocks: Blocks; readonly unreadable: readonly string[] } => {
  const parts = Array.isArray(list) ? list.map(String) : typeof list === 'string' ? list.split(',') : [];
  const trimmed = parts.map((part) => part.trim()).filter((part) => part !== '');
  const unreadable = trimmed.filter((part) => !isBlock(part));
  return { blocks: unreadable.length === 0 ? trimmed : trimmed.filter(isBlock), unreadable };
};

/** A block, parsed. IPv4 comes with its addresses as numbers, without `end`. */
interface Parsed {
  readonly normal: string;
  readonly version: 4 | 6;
  readonly start: number;
  readonly end: number;
}

const parse = (block: string): Parsed | undefined => {
  if (!isBlock(block)) return undefined;
  const { prefix, version } = parseCidr(block);
  const text = normalizeCidr(block);
  const normal = text.includes('/') ? text : `${text}/${prefix}`;
  if (version !== 4) return { normal, version: 6, start: 0, end: 0 };
  const start = normal.split(/[./]/, 4).reduce((sum, octet) => sum * 256 + Number(octet), 0);
  return { normal, version, start, end: start + 2 ** (32 - Number(prefix)) };
};

const known = new Map<string, Parsed | undefined>();
const MOST_KNOWN = 50_000;

/** Parsed once: whoever compares blocks compares the same ones again and again. */
const parsed = (block: string): Parsed | undefined => {
  const found = known.get(block);
  if (found !== undefined || known.has(block)) return found;
  if (known.size >= MOST_KNOWN) known.clear();
  const fresh = parse(block);
  known.set(block, fresh);
  return fresh;
};

/** The block on its own boundary: `10.1.1.5/24` is `10.1.1.0/24`. Unreadable text stays as it is. */
export const onBoundary = (block: string): string => parsed(block)?.normal ?? block;

/** Whether two blocks are the same addresses. */
export const isSame = (a: string, b: string): boolean => onBoundary(a) === onBoundary(b);

/** Whether two blocks have an address in common. */
export const overlaps = (a: string, b: string): boolean => {
  const [one, other] = [parsed(a), parsed(b)];
  if (one === undefined || other === undefined || one.version !== other.version) return false;
  return one.version === 4 ? one.start < other.end && other.start < one.end : overlapCidr(a, b);
};

/** Whether every address of `inner` is in `outer`; a block contains itself. */
export const contains = (outer: string, inner: string): boolean => {
  const [whole, part] = [parsed(outer), parsed(inner)];
  if (whole === undefined || part === undefined || whole.version !== part.version) return false;
  return whole.version === 4 ? whole.start <= part.start && part.end <= whole.end : containsCidr(outer, inner);
};

/** Blocks that the internet does not route: private networks, carriers' NAT, loopback and link-local. */
const PRIVATE: Blocks = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
];

/** Whether an IPv4 address cannot be reached over the internet, so that a NAT stands before it. */
export const isPrivate = (address: string): boolean => PRIVATE.some((block) => contains(block, `${address}/32`));

/** The addresses that two blocks share: always one of the two, for blocks are nested or apart. */
export const shared = (a: string, b: string): string | undefined => {
  if (!overlaps(a, b)) return undefined;
  return contains(a, b) ? onBoundary(b) : onBoundary(a);
};

/** The same addresses in as few blocks as possible. */
export const merged = (blocks: Blocks): Blocks => mergeCidr(blocks.filter(isBlock)).map(withPrefix);

/** The addresses of `from` that are not in `taken`. */
export const without = (from: Blocks, taken: Blocks): Blocks => {
  const rest = from.filter(isBlock);
  return taken.length === 0 ? merged(rest) : excludeCidr(rest, taken.filter(isBlock)).map(withPrefix);
};

/** A library's single address as the block it is. */
const withPrefix = (block: string): string =>
  block.includes('/') ? block : `${block}/${block.includes(':') ? 128 : 32}`;

/** Whether two lists hold the same addresses, whatever their order or cutting. */
export const isSameSet = (a: Blocks, b: Blocks): boolean => {
  const [left, right] = [[...merged(a)].sort(), [...merged(b)].sort()];
  return left.length === right.length && left.every((block, index) => block === right[index]);
};

/**
 * Whether two lists hold the same blocks, whatever their order. Another cutting of the same addresses is another list: a
 * tunnel has one selector for each block. A list that cannot be read whole is like none.
 */
export const isSameList = (a: unknown, b: unknown): boolean => {
  const [left, right] = [readBlocks(a), readBlocks(b)];
  if (left.unreadable.length > 0 || right.unreadable.length > 0) return false;
  const { added, removed } = compareBlocks(left.blocks, right.blocks);
  return added.length === 0 && removed.length === 0;
};

/** What a change of a list keeps, adds and takes away, block by block. */
export const compareBlocks = (before: Blocks, after: Blocks) => {
  const has = (list: Blocks, block: string): boolean => list.some((other) => isSame(other, block));
  return {
    kept: after.filter((block) => has(before, block)),
    added: after.filter((block) => !has(before, block)),
    removed: before.filter((block) => !has(after, block)),
  };
};

/** The two sides of a tunnel as one end sees them. */
export interface Selectors {
  readonly local: Blocks;
  readonly remote: Blocks;
}

/** Whether the peer's selectors are ours with the sides exchanged. */
export const isMirror = (ours: Selectors, theirs: Selectors): boolean =>
  isSameSet(ours.local, theirs.remote) && isSameSet(ours.remote, theirs.local);
