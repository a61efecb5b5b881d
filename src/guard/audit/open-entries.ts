import type { Fields } from '../../catalogue/action.ts';
import { isWritten, pidOf } from './files.ts';

/** A write that was announced and of which nobody knows how it ended. */
export interface OpenIntent {
  readonly file: string;
  readonly id: string;
  readonly time: string;
  readonly action: string;
  /** The process that announced it; it may still be at it. */
  readonly pid: number;
  /** A later process has reported it to its log and its agent. */
  readonly reported: boolean;
}

/** The entries of one file, or those at its ends. */
export interface Entries {
  readonly file: string;
  readonly entries: readonly Fields[];
}

/** Goes to terminals and to models: a changed file must not speak to them. */
const word = (value: unknown): string =>
  String(value)
    .replace(/[^\w:.-]/g, '')
    .slice(0, 80);

const named = (entry: Fields): { readonly [Name in 'Kind' | 'Id' | 'Time' | 'Action']?: unknown } => entry;

const openIn = ({ file, entries }: Entries, reported: ReadonlySet<unknown>): readonly OpenIntent[] => {
  const open = new Map<unknown, OpenIntent>();
  for (const { Kind, Id, Time, Action } of entries.map(named)) {
    if (Kind === 'outcome') open.delete(Id);
    if (Kind === 'intent')
      open.set(Id, {
        file,
        id: word(Id),
        time: word(Time),
        action: word(Action),
        pid: pidOf(file),
        reported: reported.has(Id),
      });
  }
  return [...open.values()];
};

/** Intents without an outcome. An outcome may stand in another file, when the first one was taken away meanwhile. */
export const openIntents = (files: readonly Entries[]): readonly OpenIntent[] => {
  const all = files.flatMap(({ entries }) => entries);
  const reported = new Set<unknown>(all.flatMap((each) => (Array.isArray(each['Told']) ? each['Told'] : [])));
  const ended = new Map(
    all.filter((each) => each['Kind'] === 'outcome').map((each) => [word(each['Id']), word(each['Time'])]),
  );
  return files.flatMap((each) => openIn(each, reported)).filter(({ id, time }) => (ended.get(id) ?? '') < time);
};

/** No request takes so long: whoever has that process number now is somebody else. */
const longestMs = 3_600_000;

/** Intents whose process is gone: what it was doing when it ended has to be checked in the cloud. */
export const abandonedIntents = (
  open: readonly OpenIntent[],
  nowMs: number,
  isOurs: (file: string) => boolean = () => false,
): readonly OpenIntent[] =>
  open.filter(({ file, time }) => !isOurs(file) && !(isWritten(pidOf(file)) && nowMs - Date.parse(time) < longestMs));
