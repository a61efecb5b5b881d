import type { PastChange, SecretHandle, Whereabouts } from '../../catalogue/invoke.ts';
import { refuse } from '../change/refuse.ts';
import type { KeyedTunnel } from './keyed-tunnels.ts';

// Which tunnel gets a new key next. A key has no wanted state that could be read from the cloud: what was done is known by
// this server's record of the last 24 hours, and by whether the tunnel is up again.

/** Where one tunnel stands. */
export interface Stand {
  readonly tunnel: KeyedTunnel;
  /** `at the peer`: its key was changed, and it is not up again. */
  readonly state: 'to do' | 'at the peer' | 'done';
  /** The change that this rests on, or whose outcome is not known. */
  readonly change?: PastChange;
  /** What became of the file of its key; `not known`: of one that waited on a page. Absent: it lies in a folder. */
  readonly file?: Whereabouts | 'not known';
  /** The change that was made here is not what is there now. */
  readonly isOverwritten?: true;
}

const MODIFIES = /^Modify(?:VpnConnection|Tunnel|VpnAttachment)Attribute$/;

/** The key that a change set, as far as it is known: one call may set the keys of two tunnels. */
const isKeyOf = ({ keys }: PastChange, key: SecretHandle): boolean =>
  keys.some(({ Fingerprint, Length }) => Fingerprint === key.Fingerprint && Length === key.Length);

/** Where a tunnel stands by the changes of the last day. */
export const standOf = (tunnel: KeyedTunnel, changes: readonly PastChange[]): Stand => {
  const change = changes.findLast(
    ({ action, changed, result }) => MODIFIES.test(action) && changed.includes(tunnel.field) && result !== 'failed',
  );
  if (change === undefined) return { tunnel, state: 'to do' };
  if (change.result !== 'ok') return { tunnel, state: 'to do', change };
  const isOther = tunnel.key !== undefined && change.keys.length > 0 && !isKeyOf(change, tunnel.key);
  if (isOther) return { tunnel, state: 'to do', change, isOverwritten: true };
  return { tunnel, state: tunnel.isAgreed ? 'done' : 'at the peer', change };
};

/** What of a connection is meant. */
export interface Wanted {
  readonly TunnelId?: string | undefined;
  readonly Role?: string | undefined;
}

/** The tunnels that are meant: all, or the one that is named. */
export const wantedOf = (stands: readonly Stand[], { TunnelId, Role }: Wanted): readonly Stand[] => {
  if (TunnelId === undefined && Role === undefined) return stands;
  const found = stands.filter(
    ({ tunnel }) =>
      (TunnelId === undefined || tunnel.TunnelId === TunnelId) && (Role === undefined || tunnel.Role === Role),
  );
  if (found.length > 0) return found;
  const there = stands.map(({ tunnel }) => tunnel.name).join(' and ');
  return refuse(
    `${[TunnelId && `TunnelId ${TunnelId}`, Role && `Role ${Role}`].filter(Boolean).join(' with ')} is no tunnel of this connection.`,
    `It has ${there}: name one of them, or leave TunnelId and Role out.`,
  );
};

/** What carries nothing first: down before up, the standby before the one that carries while both are up. */
const byLoad = (a: Stand, b: Stand): number =>
  Number(a.tunnel.isUp !== false) - Number(b.tunnel.isUp !== false) ||
  Number(a.tunnel.Role !== 'slave') - Number(b.tunnel.Role !== 'slave');

/**
 * The tunnel whose key is changed now; undefined where all are done, or where another one has to come up first: with both
 * down at once nothing would carry.
 */
export const nextOf = (wanted: readonly Stand[]): Stand | undefined => {
  if (wanted.some(({ state }) => state === 'at the peer')) return undefined;
  return wanted.filter(({ state }) => state === 'to do').toSorted(byLoad)[0];
};
