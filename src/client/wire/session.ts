import { untilAborted } from '../../catalogue/abort.ts';

/** Keys that sign. `expiresAtMs` is set for temporary ones only. */
export interface Keys {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string;
  readonly expiresAtMs?: number;
}

/** Where keys come from, kept fresh for all callers. */
export interface Session {
  /** Keys that are good for now. One fetch serves all who wait. */
  readonly keys: (signal?: AbortSignal) => Promise<Keys>;
  /** The cloud says that these keys have expired: the next `keys` fetches new ones, whatever the clock says. */
  readonly expire: (stale: Keys) => void;
}

// Official clients refresh 15 minutes ahead; a session of 15 minutes would then be refreshed at every use.
const refreshAheadMs = 15 * 60_000;
const refreshAheadShare = 0.2;
// After a failed refresh the old keys serve, and the next try waits, so that a broken STS is not asked at every call.
const retryAfterMs = 30_000;

/**
 * Keeps the keys that `fetch` gives and refreshes them before they expire. A refresh that fails is reported to `warn` and
 * forgiven as long as the old keys are valid. `now` is the cloud's clock.
 */
export const createSession = (
  fetch: () => Promise<Keys>,
  now: () => number,
  warn: (problem: unknown) => void,
  first?: Keys,
): Session => {
  let held = first;
  let dueMs = first === undefined ? 0 : dueAt(first, now());
  let fetching: Promise<Keys> | undefined;

  const refresh = async (): Promise<Keys> => {
    try {
      held = await fetch();
      dueMs = dueAt(held, now());
      return held;
    } catch (problem) {
      if (held === undefined || now() >= (held.expiresAtMs ?? 0)) throw problem;
      dueMs = now() + retryAfterMs;
      warn(problem);
      return held;
    } finally {
      fetching = undefined;
    }
  };

  return {
    keys: (signal) => {
      if (held !== undefined && now() < dueMs) return Promise.resolve(held);
      fetching ??= refresh();
      return signal === undefined ? fetching : untilAborted(fetching, signal);
    },
    expire: (stale) => {
      if (held?.accessKeyId !== stale.accessKeyId || held.securityToken !== stale.securityToken) return;
      held = undefined;
    },
  };
};

const dueAt = (keys: Keys, now: number): number => {
  if (keys.expiresAtMs === undefined) return Infinity;
  return keys.expiresAtMs - Math.min(refreshAheadMs, (keys.expiresAtMs - now) * refreshAheadShare);
};
