import type { Fields } from '../../catalogue/action.ts';
import { isWritten, pidOf } from './files.ts';

/** A write of which nobody knows whether it was done: announced and never ended, or ended without a known outcome. */
export interface OpenIntent {
  readonly file: string;
  readonly id: string;
  readonly time: string;
  readonly action: string;
  /** The process that announced it; it may still be at it. */
  readonly pid: number;
  /** Nobody is at it any more: that its outcome is unknown was recorded. */
  readonly ended: boolean;
  /** Whose call it was. */
  readonly session: string;
  /** Digest by which the same call is recognised after a restart; empty in audits of earlier versions. */
  readonly repeat: string;
  /** Under which it was sent; empty where it had none. */
  readonly clientToken: string;
}

/** The entries of one file, or those at its ends. */
export interface Entries {
  readonly file: string;
  readonly entries: readonly Fields[];
}

/** A name as it may go to terminals and to models: a changed file must not speak to them. */
export const word = (value: unknown): string =>
  (typeof value === 'string' ? value : '').replace(/[^\w:.-]/g, '').slice(0, 80);

const named = (
  entry: Fields,
): {
  readonly [Name in 'Kind' | 'Id' | 'Time' | 'Action' | 'Result' | 'Session' | 'Repeat' | 'ClientToken']?: unknown;
} => entry;

/** What is said of a write by one entry: that it is known now how it ended, or that this is unknown. */
const isKnown = ({ Kind, Result }: ReturnType<typeof named>): boolean =>
  Kind === 'resolved' || (Kind === 'outcome' && Result !== 'unknown');

const openIn = ({ file, entries }: Entries): readonly OpenIntent[] => {
  const open = new Map<unknown, OpenIntent>();
  for (const entry of entries.map(named)) {
    const { Kind, Id, Time, Action, Session, Repeat, ClientToken } = entry;
    const known = open.get(Id);
    if (isKnown(entry)) open.delete(Id);
    else if (Kind === 'outcome' && known) open.set(Id, { ...known, ended: true });
    if (Kind === 'intent')
      open.set(Id, {
        file,
        id: word(Id),
        time: word(Time),
        action: word(Action),
        pid: pidOf(file),
        ended: false,
        session: word(Session),
        repeat: word(Repeat),
        clientToken: word(ClientToken),
      });
  }
  return [...open.values()];
};

/** When each write was last told of by entries of a kind, by its ID. */
const latestTimes = (entries: readonly ReturnType<typeof named>[]): ReadonlyMap<string, string> =>
  entries.reduce((last, { Id, Time }) => {
    const [id, time] = [word(Id), word(Time)];
    return time >= (last.get(id) ?? '') ? last.set(id, time) : last;
  }, new Map<string, string>());

/**
 * Intents without a known outcome, each once. What became of one may stand in another file: when the first one was taken
 * away meanwhile, when a later process sent the same request again, or when somebody looked.
 */
export const openIntents = (files: readonly Entries[]): readonly OpenIntent[] => {
  const all = files.flatMap(({ entries }) => entries).map(named);
  const known = latestTimes(all.filter(isKnown));
  const unknown = latestTimes(all.filter(({ Kind, Result }) => Kind === 'outcome' && Result === 'unknown'));
  const isOpen = ({ id, time }: OpenIntent): boolean => !known.has(id) || (known.get(id) ?? '') < time;
  const open = files.flatMap(openIn).filter(isOpen);
  const newest = new Map(open.toSorted((a, b) => (a.time < b.time ? -1 : 1)).map((each) => [each.id, each]));
  return [...newest.values()].map((each) => ({
    ...each,
    ended: each.ended || (unknown.get(each.id) ?? '') >= each.time,
  }));
};

/** No request takes so long: whoever has that process number now is somebody else. */
export const LONGEST_REQUEST_MS = 3_600_000;

/** Open intents that no process is at any more: what became of them has to be checked in the cloud. */
export const abandonedIntents = (
  open: readonly OpenIntent[],
  nowMs: number,
  isOurs: (file: string) => boolean = () => false,
): readonly OpenIntent[] =>
  open.filter(
    ({ file, time, ended }) =>
      ended || (!isOurs(file) && !(isWritten(pidOf(file)) && nowMs - Date.parse(time) < LONGEST_REQUEST_MS)),
  );
