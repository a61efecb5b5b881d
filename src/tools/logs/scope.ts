import { isPrivate } from '../../network/cidr.ts';
import type { Attempt } from './attempts.ts';
import type { CharonLine } from './charon-line.ts';
import { type Course, coursesOf } from './course.ts';
import type { Owner } from './owners.ts';

/** What is known of the tunnel that is asked about; without an address of the peer, every line counts. */
export interface KnownTunnel {
  /** The public addresses of its ends. */
  readonly gateway?: string | undefined;
  readonly peer?: string | undefined;
  /** As the cloud has it. */
  readonly version?: 'ikev1' | 'ikev2' | undefined;
  /** Addresses of its connection's other tunnel: whoever has one is of that one. */
  readonly elsewhere?: readonly string[];
  /** What its ends are called, as the cloud has it. */
  readonly identities?: readonly string[];
}

/** The end of the tunnel that wrote a line. */
export type LogSide = 'cloud' | 'peer';

/** Which lines count for a tunnel, and what else there is. */
export interface Scope {
  /** How the tunnel went, as each end wrote it. */
  readonly courses: readonly Course[];
  /** Whether a line is of this tunnel's latest attempt, or of none at all. */
  readonly isCurrent: (at: number) => boolean;
  /** Whether a line is of an earlier attempt of this tunnel. */
  readonly isEarlier: (at: number) => boolean;
  /** Addresses of peers of other tunnels that the log speaks of. */
  readonly strangers: readonly string[];
  /** The address of whoever wrote a line, where it is known. */
  readonly writerOf: (at: number) => string | undefined;
  /** Which end of this tunnel wrote a line, where the addresses show it. */
  readonly sideOf: (at: number) => LogSide | undefined;
}

/** The same end: an end behind NAT knows itself by a private address only. */
const isEnd = (address: string | undefined, known: string | undefined): boolean =>
  address === undefined || known === undefined || address === known;

/** The gateway's own address says nothing: every tunnel of it has that one. Only the other end tells tunnels apart. */
const isOfTunnel = ({ writer, peer }: Owner, { gateway, peer: known, elsewhere }: KnownTunnel): boolean => {
  if ([writer, peer].some((address) => address !== undefined && elsewhere?.includes(address))) return false;
  if (known === undefined) return true;
  if (writer === known || peer === known) return true;
  if (gateway !== undefined && peer === gateway) return writer === undefined || isPrivate(writer);
  return isEnd(writer, gateway) && (peer === undefined || isPrivate(peer));
};

/** Whether the peer speaks to another gateway: another tunnel of its own, or a wrong address for ours. */
const isElsewhere = ({ writer, peer }: Owner, { gateway, peer: known }: KnownTunnel): boolean =>
  known !== undefined && writer === known && peer !== undefined && peer !== gateway && !isPrivate(peer);

const strangerOf = ({ writer, peer }: Owner, { gateway }: KnownTunnel): string | undefined =>
  peer === gateway ? writer : peer;

const sideOf = ({ writer, peer }: Owner, tunnel: KnownTunnel): LogSide | undefined => {
  if (tunnel.gateway === undefined || (writer === undefined && peer === undefined)) return undefined;
  if (writer === tunnel.gateway || (peer !== undefined && peer === tunnel.peer)) return 'cloud';
  return writer === tunnel.peer || peer === tunnel.gateway ? 'peer' : undefined;
};

/** The attempts that decide: while the tunnel is up those that hold it, else of each role the last one since it was up. */
const currentOf = ({ attempts, isUp }: Course): readonly Attempt[] => {
  const upAt = attempts.findLastIndex(({ steps }) => steps.some(({ kind }) => kind === 'child up'));
  if (isUp) return attempts.slice(upAt);
  const since = attempts.slice(upAt + 1).filter(({ steps }) => steps.length > 2);
  if (since.length === 0) return attempts.slice(-1);
  const last = (isInitiator: boolean) => since.findLast((attempt) => attempt.isInitiator === isInitiator);
  return [last(true), last(false)].filter((attempt) => attempt !== undefined);
};

const indicesOf = (attempts: readonly Attempt[]): ReadonlySet<number> =>
  new Set(attempts.flatMap(({ lines }) => lines));

/** Splits a log by whom it is about. Linear in its lines. */
export const scopeOf = (
  lines: readonly CharonLine[],
  owners: readonly Owner[],
  attempts: readonly Attempt[],
  tunnel: KnownTunnel,
): Scope => {
  const all = coursesOf(attempts);
  // Who speaks to our gateway as well speaks to the other one about another tunnel.
  const isSpokenTo = all.some(({ owner }) => owner.peer === tunnel.gateway && isOfTunnel(owner, tunnel));
  const isMine = (owner: Owner): boolean => isOfTunnel(owner, tunnel) && !(isSpokenTo && isElsewhere(owner, tunnel));
  const courses = all.filter(({ owner }) => isMine(owner));
  const others = all.filter(({ owner }) => !isMine(owner));
  const current = indicesOf(courses.flatMap(currentOf));
  const mine = indicesOf(courses.flatMap((course) => course.attempts));
  const isForeign = lines.map((_, at) => {
    const owner = owners[at] ?? {};
    return owner.peer !== undefined && !isMine(owner);
  });
  const strangers = others.flatMap(({ owner }) => strangerOf(owner, tunnel) ?? []);
  return {
    courses,
    isCurrent: (at) => current.has(at) || (!mine.has(at) && isForeign[at] !== true),
    isEarlier: (at) => mine.has(at) && !current.has(at),
    strangers: [...new Set(strangers)],
    writerOf: (at) => owners[at]?.writer,
    sideOf: (at) => sideOf(owners[at] ?? {}, tunnel),
  };
};
