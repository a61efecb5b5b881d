import type { Fields } from '../../catalogue/action.ts';

/** A file that waited on a page of another process, and what its audit says of it last. */
export interface PastDownload {
  readonly name: string;
  /** `waits`: its process goes on, and may still have it. `lost`: it has ended, by a crash or a kill. */
  readonly state: 'waits' | 'taken' | 'gone' | 'lost';
  readonly atMs: number;
  readonly by?: string;
}

const NAMES: ReadonlySet<unknown> = new Set(['waits', 'taken', 'cut', 'expired', 'erased']);

/** The files that entries of one audit file tell of. What waited in a process that has ended is lost. */
export const downloadsIn = (entries: readonly Fields[], isGoingOn: boolean): readonly PastDownload[] => {
  const known = new Map<string, PastDownload>();
  for (const entry of entries) {
    const { Kind, Id, Time, State, Name, By } = entry as Readonly<Record<string, unknown>>;
    if (Kind !== 'download' || !NAMES.has(State) || typeof Id !== 'string' || typeof Name !== 'string') continue;
    const atMs = Date.parse(String(Time));
    // Whoever was cut may have it.
    if (State === 'taken' || State === 'cut')
      known.set(Id, { name: Name, state: 'taken', atMs, ...(typeof By === 'string' && { by: By }) });
    else known.set(Id, { name: Name, state: State === 'waits' ? (isGoingOn ? 'waits' : 'lost') : 'gone', atMs });
  }
  return [...known.values()];
};
