import type { Fields } from '../../catalogue/action.ts';
import { without } from '../../network/cidr.ts';
import { isPoolTooSmall, poolPrefix } from '../../network/pool.ts';
import type { Route } from '../../network/routes.ts';
import type { Tunnels } from '../plan/impact.ts';
import { planMessages } from '../plan/messages.ts';
import { type Message, message } from '../text/message.ts';

// What the platform is known to do with a call, and that a plan says before it is made: the cloud's own refusal would say less.

/** A pool that holds fewer clients than the gateway lets in. */
export const poolWarnings = (pool: string | undefined, sessions: number | undefined): readonly Message[] =>
  pool !== undefined && sessions !== undefined && isPoolTooSmall(pool, sessions)
    ? [message(planMessages.smallPool, { pool, sessions, prefix: poolPrefix(sessions) })]
    : [];

const isNewer = (hash: unknown): hash is string => typeof hash === 'string' && /^sha(256|384|512)$/.test(hash);

const hashesOf = (of: { readonly IkeConfig?: Fields | undefined; readonly IpsecConfig?: Fields | undefined }) => [
  of.IkeConfig?.['IkeAuthAlg'],
  of.IpsecConfig?.['IpsecAuthAlg'],
];

/** A hash that newer builds know and the guide does not; one that the connection has already is known here. */
export const hashWarnings = (input: Parameters<typeof hashesOf>[0], live: typeof input = {}): readonly Message[] => {
  const known = hashesOf(live);
  const fresh = hashesOf(input)
    .filter(isNewer)
    .filter((hash) => !known.includes(hash));
  return fresh.length > 0 ? [message(planMessages.newerHash, { value: [...new Set(fresh)].join(', ') })] : [];
};

/**
 * LocalId goes out under that name alone unless the operator says otherwise. Where a platform knows only the older name
 * and replaces what it is given, the identity falls back to the gateway's address; where it is that already, nothing is lost.
 */
export const identityWarnings = (input: Fields, address: string | undefined): readonly Message[] => {
  const ike = input['IkeConfig'];
  const id: unknown = typeof ike === 'object' && ike !== null ? Reflect.get(ike, 'LocalId') : undefined;
  return typeof id === 'string' && id !== '' && id !== address ? [message(planMessages.olderLocalId, { id })] : [];
};

/** How two tunnels share a load, since two routes to one block may not both be active. */
export const sharedPoolWarnings = (rival: Route | undefined, hop: string, known: Tunnels): readonly Message[] => {
  const [, address = '', prefix = ''] = /^(\d+\.\d+\.\d+\.\d+)\/(\d+)$/.exec(rival?.RouteDest ?? '') ?? [];
  if (!rival || address === '' || Number(prefix) >= 32) return [];
  const first = `${address}/${Number(prefix) + 1}`;
  const [second] = without([rival.RouteDest], [first]);
  if (second === undefined) return [];
  return [message(planMessages.shareLoad, { first, second, hop: known.name(rival.NextHop), other: known.name(hop) })];
};
