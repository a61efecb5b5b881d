import { type End, isKnown } from '../../vendors/end.ts';
import { detectVendor, type PeerVendor, readConfig } from '../../vendors/index.ts';
import { readPasted, type Unread } from '../pasted-text.ts';

/** What was read, as whose configuration, and what else of the same kind was in the paste. */
export interface PeerReading {
  readonly vendor: PeerVendor;
  /** Undefined when nothing in the paste could be read. */
  readonly end: End | undefined;
  /** Names of further connections in the paste. */
  readonly others: readonly string[];
  readonly unread?: Unread;
}

/** The connection that points at the gateway, else the one seen from it, else the first of which anything is known. */
const choose = (ends: readonly End[], gatewayIp: string | undefined): End | undefined =>
  ends.find((end) => gatewayIp !== undefined && end.peer_addr === gatewayIp) ??
  ends.find((end) => gatewayIp !== undefined && end.local_addr === gatewayIp) ??
  ends[0];

/** The same connection as its other end sees it: an ipsec.conf may have the cloud as its left side. */
const swapSides = (end: End): End => ({
  ...end,
  local_id: end.remote_id,
  remote_id: end.local_id,
  local_addr: end.peer_addr,
  peer_addr: end.local_addr,
  selectors_local: end.selectors_remote,
  selectors_remote: end.selectors_local,
});

/**
 * Reads a pasted configuration of the peer, as the peer sees it. Keys are masked before a parser sees a line. With
 * several connections in the paste, the one that points at `gatewayIp` is meant.
 */
export const readPeerConfig = (text: string, named?: PeerVendor, gatewayIp?: string): PeerReading => {
  const { lines, unread } = readPasted(text);
  const vendor = named ?? detectVendor(lines);
  const ends = readConfig(vendor, lines).filter(isKnown);
  const end = choose(ends, gatewayIp);
  const others = ends.filter((other) => other !== end).flatMap(({ name }) => name || []);
  const isSeenFromCloud = end !== undefined && gatewayIp !== undefined && end.local_addr === gatewayIp;
  return { vendor, end: isSeenFromCloud ? swapSides(end) : end, others, ...(unread && { unread }) };
};
