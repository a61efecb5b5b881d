import { isPrivate } from '../../network/cidr.ts';
import { type Offer, offerOf } from '../../vendors/crypto-names.ts';

/** A list of algorithms that one end wrote down, and whether it came from the other end. */
export interface LoggedOffers {
  readonly at: number;
  readonly phase: 1 | 2;
  readonly role: 'received' | 'configured' | 'selected';
  readonly offers: readonly Offer[];
}

/** A pair of protected subnets in a line, in the line's own order: the writer's side is not known. */
export type SubnetPair = readonly [readonly string[], readonly string[]];

/** Who an end calls itself, or is called. */
export interface Identity {
  readonly id: string;
  /** Where that end is, if the line says it. */
  readonly address?: string;
  /** The other end's identity, if the line names both. */
  readonly beside?: string;
}

/** Facts of a log beside its failures; none of them depends on whose log it is. */
export interface LogFacts {
  /** IPv4 addresses that packets went between. */
  readonly addresses: readonly string[];
  readonly identities: readonly Identity[];
  /** Identities that one end received and the other it expected. */
  readonly refusedIds: readonly { readonly received?: string; readonly expected: string }[];
  readonly offers: readonly LoggedOffers[];
  readonly subnets: readonly SubnetPair[];
  /** What the writer proposes as its own side and the other, where it says so; and what a phase 2 was made of. */
  readonly proposed: readonly SubnetPair[];
  readonly agreed: readonly SubnetPair[];
  /** The address that started, or the one it started towards. */
  readonly startedBy?: string;
  readonly startedTo?: string;
  readonly versions: readonly ('ikev1' | 'ikev2')[];
  readonly modes: readonly ('main' | 'aggressive')[];
  readonly hasNat: boolean;
}

const ADDRESS = String.raw`(\d{1,3}(?:\.\d{1,3}){3})`;

const unique = <T>(items: readonly T[]): readonly T[] => [...new Set(items)];

const groups = (lines: readonly string[], pattern: RegExp): RegExpMatchArray[] =>
  lines.flatMap((line) => [...line.matchAll(pattern)]);

const firstOf = (lines: readonly string[], pattern: RegExp): string | undefined => {
  for (const line of lines) {
    const found = pattern.exec(line)?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
};

const ENDPOINT = new RegExp(
  String.raw`\b(?:from|to) ${ADDRESS}\[\d{1,5}\]|\b(?:src|dst|local|remote)_?ip[=: ]${ADDRESS}`,
  'gi',
);
const PARTY = new RegExp(String.raw`${ADDRESS}(?:\[([^\]]{0,200})\])?\.\.\.${ADDRESS}(?:\[([^\]]{0,200})\])?`, 'g');

const addressesIn = (lines: readonly string[]): readonly string[] =>
  unique([
    ...groups(lines, ENDPOINT).flatMap(([, port, named]) => port ?? named ?? []),
    ...groups(lines, PARTY).flatMap(([, a, , b]) => [a, b].filter((one) => one !== undefined)),
    ...groups(lines, new RegExp(String.raw`\bIKE_SA \S{1,100} to ${ADDRESS}|${ADDRESS} is initiating`, 'g')).flatMap(
      ([, to, by]) => to ?? by ?? [],
    ),
  ]).filter((address) => address !== '0.0.0.0');

const isRealId = (id: string | undefined): id is string => id !== undefined && id !== '' && id !== '%any';

const partiesIn = (lines: readonly string[]) =>
  groups(lines, PARTY).flatMap(([, a, idA, b, idB]) => [
    ...(a && isRealId(idA) ? [{ address: a, id: idA }] : []),
    ...(b && isRealId(idB) ? [{ address: b, id: idB }] : []),
  ]);

const NAMED = [
  /authentication of '([^']{1,200})'/g,
  /loaded IKE shared key with id '[^']{0,200}' for: '([^']{1,200})'(?:, '([^']{1,200})')?/g,
  /shared keys? (?:found )?for '([^']{1,200})' - '([^']{1,200})'/g,
];

const identitiesIn = (lines: readonly string[]): LogFacts['identities'] => {
  const named = NAMED.flatMap((pattern) => groups(lines, pattern)).flatMap(([, one, other]): Identity[] => [
    ...(isRealId(one) ? [{ id: one, ...(isRealId(other) && { beside: other }) }] : []),
    ...(isRealId(other) ? [{ id: other, ...(isRealId(one) && { beside: one }) }] : []),
  ]);
  const all: LogFacts['identities'] = [...partiesIn(lines), ...named];
  const seen = new Set<string>();
  return all.filter(({ id, address = '' }) => !seen.has(`${address} ${id}`) && seen.add(`${address} ${id}`));
};

const refusedIn = (lines: readonly string[]): LogFacts['refusedIds'] => [
  ...groups(lines, /\bID[ir]{1,2} '([^']{0,200})' does not match to '([^']{1,200})'/g).map(
    ([, received, expected]) => ({
      ...(received && { received }),
      expected: expected ?? '',
    }),
  ),
  ...groups(lines, /constraint check failed: identity '([^']{1,200})' required/g).map(([, expected]) => ({
    expected: expected ?? '',
  })),
];

const LISTS = /\b(received|configured|selected) proposals?: ((?:IKE|ESP|AH):.{1,900})/i;

const listOf = (line: string, at: number): LoggedOffers[] => {
  const [, role, list] = LISTS.exec(line) ?? [];
  if (!role || !list) return [];
  const offers = list.split(/,\s*/).map((one) => offerOf(one.replace(/^(?:IKE|ESP|AH):/i, '').split('/')));
  const phase = /^IKE:/i.test(list) ? 1 : 2;
  return [{ at, phase, role: role.toLowerCase() as LoggedOffers['role'], offers }]; // The pattern has these words only.
};

const BLOCK = String.raw`\d{1,3}(?:\.\d{1,3}){3}\/\d{1,2}`;
// A blank between blocks is required: an optional one would let a number be cut in many ways.
const BLOCKS = `(${BLOCK}(?: ${BLOCK}){0,20})`;
const PAIRS = new RegExp(`${BLOCKS} === ${BLOCKS}`, 'g');
const AGREED = new RegExp(`established with SPIs .{1,60} and TS ${BLOCKS} === ${BLOCKS}`, 'g');
const PROXIES = new RegExp(
  String.raw`remote proxy ${ADDRESS}\/${ADDRESS}\/\d+\/\d+ local proxy ${ADDRESS}\/${ADDRESS}`,
  'gi',
);

const prefixOf = (mask: string): number =>
  mask
    .split('.')
    .map((part) => Number(part).toString(2).replace(/0/g, '').length)
    .reduce((sum, ones) => sum + ones, 0);

const blocksOf = (list: string | undefined): readonly string[] => (list ?? '').trim().split(' ').filter(Boolean);

const subnetsIn = (lines: readonly string[]): readonly SubnetPair[] => {
  const pairs: SubnetPair[] = groups(lines, PAIRS).map(([, a, b]) => [blocksOf(a), blocksOf(b)]);
  const proxies = groups(lines, PROXIES).map(
    ([, remote, remoteMask, local, localMask]): SubnetPair => [
      [`${local}/${prefixOf(localMask ?? '')}`],
      [`${remote}/${prefixOf(remoteMask ?? '')}`],
    ],
  );
  return [...pairs, ...proxies, ...proposedIn(lines)];
};

const SELECTOR = /\]\s{1,4}(\d{1,3}(?:\.\d{1,3}){3}\/\d{1,2})$/;

/** charon lists each side's selectors on lines of their own, under a heading. */
const proposedIn = (lines: readonly string[]): readonly SubnetPair[] => {
  const under = (heading: string): readonly string[] => {
    const from = lines.findIndex((line) => line.includes(`proposing traffic selectors for ${heading}:`)) + 1;
    if (from === 0) return [];
    const after = lines.slice(from, from + 20).map((line) => SELECTOR.exec(line.trimEnd())?.[1]);
    const end = after.indexOf(undefined);
    return after.slice(0, end < 0 ? after.length : end).filter((one) => one !== undefined);
  };
  const [us, other] = [under('us'), under('other')];
  return us.length > 0 && other.length > 0 ? [[us, other]] : [];
};

const versionsIn = (lines: readonly string[]): LogFacts['versions'] => [
  ...(lines.some((line) =>
    /\b(?:ID_PROT|AGGRESSIVE|QUICK_MODE|INFORMATIONAL_V1|MM_WAIT_MSG\d)\b|IKEv1 config/.test(line),
  )
    ? (['ikev1'] as const)
    : []),
  ...(lines.some((line) => /\b(?:IKE_SA_INIT|IKE_AUTH|CREATE_CHILD_SA)\b|IKEv2 config/.test(line))
    ? (['ikev2'] as const)
    : []),
];

const modesIn = (lines: readonly string[]): LogFacts['modes'] => [
  ...(lines.some((line) => /\bMain Mode\b|\bID_PROT\b|\bMM_/.test(line)) ? (['main'] as const) : []),
  ...(lines.some((line) => /\bAggressive Mode\b|\bAGGRESSIVE\b/.test(line)) ? (['aggressive'] as const) : []),
];

/** Reads everything that is no failure out of a log whose lines are clean already. */
export const readFacts = (lines: readonly string[]): LogFacts => {
  const startedBy = firstOf(lines, new RegExp(`${ADDRESS} is initiating`));
  const startedTo = firstOf(lines, new RegExp(String.raw`\binitiating .{0,100}IKE_SA .{0,100} to ${ADDRESS}`));
  return {
    addresses: addressesIn(lines),
    identities: identitiesIn(lines),
    refusedIds: refusedIn(lines),
    offers: lines.flatMap(listOf),
    subnets: subnetsIn(lines),
    proposed: proposedIn(lines),
    agreed: groups(lines, AGREED).map(([, a, b]) => [blocksOf(a), blocksOf(b)]),
    ...(startedBy && { startedBy }),
    ...(startedTo && { startedTo }),
    versions: versionsIn(lines),
    modes: modesIn(lines),
    hasNat: lines.some((line) => /host is behind NAT/i.test(line)),
  };
};

const isAddress = (id: string): boolean => /^\d{1,3}(?:\.\d{1,3}){3}$/.test(id);

/** Identities that are not simply the address of an end: the usual trouble with identities. */
export const oddIdentities = ({ identities, addresses }: LogFacts): readonly string[] => {
  const known = new Set(addresses);
  return unique(identities.map(({ id }) => id)).filter((id) =>
    isAddress(id) ? known.size > 1 && !known.has(id) : true,
  );
};

/** The private address at which one end of a negotiation over public addresses sees itself: the mark of a NAT. */
export const privateEnd = ({ addresses }: LogFacts): string | undefined =>
  addresses.some((address) => !isPrivate(address)) ? addresses.find(isPrivate) : undefined;
