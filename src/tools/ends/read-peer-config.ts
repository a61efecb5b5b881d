import { type End, isKnown } from '../../vendors/end.ts';
import { foreignFormat, type PeerVendor, partsOf, readConfig } from '../../vendors/index.ts';
import { readPasted, type Unread } from '../pasted-text.ts';
import { compareEnds } from './compare-ends.ts';

/** What was read, as whose configuration, and what else of the same kind was in the paste. */
export interface PeerReading {
  readonly vendor: PeerVendor;
  /** Undefined when nothing in the paste could be read. */
  readonly end: End | undefined;
  /** Names of further connections in the paste. */
  readonly others: readonly string[];
  /** Whose configurations are in the paste. */
  readonly formats: readonly PeerVendor[];
  /** The format of the paste where it is known and not read. */
  readonly foreign?: string;
  readonly unread?: Unread;
}

/** So many connections are compared with the tunnel to find its own. */
const MOST_COMPARED = 50;

/** A connection that was read, and as whose. */
export interface Read {
  readonly vendor: PeerVendor;
  readonly end: End;
}

/** Everything that was read of a paste. */
interface AllEnds {
  readonly lines: readonly string[];
  readonly ends: readonly Read[];
  readonly formats: readonly [PeerVendor, ...PeerVendor[]];
  readonly foreign?: string;
  readonly unread?: Unread;
}

/** The same connection as its other end sees it: an ipsec.conf may have the cloud as its left side. */
export const swapSides = (end: End): End => ({
  ...end,
  local_id: end.remote_id,
  remote_id: end.local_id,
  local_addr: end.peer_addr,
  peer_addr: end.local_addr,
  selectors_local: end.selectors_remote,
  selectors_remote: end.selectors_local,
});

/** Whether an end is the cloud's own: by its address, or by its ID where it tells no address. */
const isOfCloud = ({ local_addr, peer_addr, local_id }: End, { local_addr: ip }: Partial<End>): boolean =>
  ip !== undefined && (local_addr === ip || (local_addr === undefined && peer_addr === undefined && local_id === ip));

const facing = (end: End, cloud: End | undefined): End => (cloud && isOfCloud(end, cloud) ? swapSides(end) : end);

const differences = (cloud: End, end: End): number =>
  compareEnds(cloud, end).filter(({ result }) => result === 'mismatch').length;

/** Of several, the one that differs least: another tunnel's settings are no evidence. */
const nearest = (ends: readonly Read[], cloud: End | undefined): Read | undefined => {
  if (!cloud || ends.length < 2) return ends[0];
  const [first, ...more] = ends
    .slice(0, MOST_COMPARED)
    .map((read) => ({ read, count: differences(cloud, facing(read.end, cloud)) }));
  return first && more.reduce((best, one) => (one.count < best.count ? one : best), first).read;
};

/** The connection that points at the gateway, else the one seen from it, else the nearest of which anything is known. */
const choose = (ends: readonly Read[], cloud: End | undefined): Read | undefined => {
  const ip = cloud?.local_addr;
  const towards = ip === undefined ? [] : ends.filter(({ end }) => end.peer_addr === ip);
  const from = ip === undefined ? [] : ends.filter(({ end }) => end.local_addr === ip);
  return nearest(towards, cloud) ?? nearest(from, cloud) ?? nearest(ends, cloud);
};

/** Every connection of a paste, as its text has it. Keys are masked before a parser sees a line. */
export const readEnds = (text: string, named?: PeerVendor): AllEnds => {
  const { lines, unread } = readPasted(text);
  const [first, ...more]: ReturnType<typeof partsOf> = named ? [{ vendor: named, lines }] : partsOf(lines);
  const foreign = named ? undefined : foreignFormat(lines);
  const ends = [first, ...more].flatMap((part) =>
    readConfig(part.vendor, foreign === undefined ? part.lines : [])
      .filter(isKnown)
      .map((end): Read => ({ vendor: part.vendor, end })),
  );
  return {
    ...{ lines, ends },
    formats: [first.vendor, ...more.map(({ vendor }) => vendor)],
    ...(foreign !== undefined && { foreign }),
    ...(unread && { unread }),
  };
};

/**
 * Reads a pasted configuration of the peer, as the peer sees it. Keys are masked before a parser sees a line. With
 * several connections in the paste, the one that points at the cloud's end is meant.
 */
export const readPeerConfig = (text: string, named?: PeerVendor, cloud?: End): PeerReading => {
  const { ends, formats, foreign, unread } = readEnds(text, named);
  const chosen = choose(ends, cloud);
  // A connection with several addresses of its peer is one end for each.
  const isSame = ({ vendor, end }: Read): boolean => vendor === chosen?.vendor && end.name === chosen.end.name;
  const others = ends.filter((other) => !isSame(other)).flatMap(({ end }) => end.name || []);
  return {
    vendor: chosen?.vendor ?? formats[0],
    end: chosen && facing(chosen.end, cloud),
    others,
    formats,
    ...(foreign !== undefined && { foreign }),
    ...(unread && { unread }),
  };
};
