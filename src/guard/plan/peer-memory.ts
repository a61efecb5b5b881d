import type { PeerSeen, PeerTakes } from '../../catalogue/invoke.ts';
import { isSameSet, readBlocks } from '../../network/cidr.ts';
import type { Clock } from '../host/clock.ts';

// A diagnosis reads what the peer has from a text that somebody pasted, and a plan may repeat it, as the diagnosis' word: that
// text comes through a model. It softens one sentence and lowers no risk.

/** What was read of a peer, and when. */
export interface KnownPeer {
  readonly takes: readonly PeerTakes[];
  readonly atMs: number;
}

const KEPT_MS = 30 * 60_000;
const MOST_PEERS = 200;

/** Remembers for half an hour what each caller's diagnoses read of peers: the latest word about each connection. */
export const createPeerMemory = (clock: Clock) => {
  const known = new Map<string, KnownPeer>();
  const keyOf = (session: string, id: string): string => JSON.stringify([session, id]);
  return {
    note: (session: string, { VpnConnectionId, takes }: PeerSeen): void => {
      const key = keyOf(session, VpnConnectionId);
      known.delete(key);
      if (takes.length > 0) known.set(key, { takes, atMs: clock.now() });
      for (const oldest of [...known.keys()].slice(0, -MOST_PEERS)) known.delete(oldest);
    },
    of: (session: string, id: unknown): KnownPeer | undefined => {
      const peer = known.get(keyOf(session, String(id)));
      return peer && clock.now() - peer.atMs <= KEPT_MS ? peer : undefined;
    },
  };
};

export type PeerMemory = ReturnType<typeof createPeerMemory>;

const isTaken = (field: string, value: unknown, taken: readonly string[]): boolean =>
  field.endsWith('Subnet') ? isSameSet(readBlocks(value).blocks, [...taken]) : taken.includes(String(value));

/**
 * Which of the changed fields would have exactly the value that the peer was seen to have, and in which text. Values that the
 * peer takes together count together: another cipher of another offer is no match.
 */
export const fieldsAtPeer = (
  changed: readonly string[],
  afterOf: (field: string) => unknown,
  { takes }: KnownPeer,
): ReadonlyMap<string, PeerTakes['source']> => {
  const fitting = takes.filter(({ values }) =>
    Object.entries(values).every(([field, taken]) => isTaken(field, afterOf(field), taken)),
  );
  return new Map(
    changed.flatMap((field) => {
      const seen = fitting.find(({ values }) => values[field] !== undefined);
      return seen ? [[field, seen.source] as const] : [];
    }),
  );
};
