/** A status that differs from the first one that was read. */
export type Change = { readonly Id: string; readonly Was: string; readonly Is: string; readonly FirstLook: string };

interface FirstStatus {
  readonly status: string;
  readonly at: string;
}

/** Callers remembered at a time; the oldest makes room. */
const MOST_CALLERS = 100;

/**
 * Remembers the first status of each resource that a caller was shown. The API has no history, so only changes since
 * then are known. Callers do not see each other's.
 */
export const createLastStatus = () => {
  const callers = new Map<string, Map<string, FirstStatus>>();
  const of = (caller: string): Map<string, FirstStatus> => {
    const known = callers.get(caller) ?? new Map<string, FirstStatus>();
    const oldest = callers.keys().next().value;
    if (!callers.has(caller) && callers.size >= MOST_CALLERS && oldest !== undefined) callers.delete(oldest);
    callers.set(caller, known);
    return known;
  };
  return {
    changes: (caller: string, now: ReadonlyMap<string, string>, at: string): readonly Change[] => {
      const known = of(caller);
      return [...now].flatMap(([Id, Is]) => {
        const first = known.get(Id);
        if (!first) known.set(Id, { status: Is, at });
        return first && first.status !== Is ? [{ Id, Was: first.status, Is, FirstLook: first.at }] : [];
      });
    },
  };
};
