import { randomBytes } from 'node:crypto';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../host/clock.ts';
import { makeOwnFolder } from '../host/private-files.ts';

const MOST = 5;
const WINDOW_MS = 15 * 60_000;

/** The time of a wrong PIN, and letters so that two at once stay two. */
const NAME = /^(\d{13})-[\w-]{8}$/;

const timeOf = (name: string): number => Number(NAME.exec(name)?.[1] ?? 0);

/** Each wrong PIN is a file of its own: processes that count in one file at once would lose counts. */
const createMarks = (folder: string | undefined) => ({
  all: (): readonly string[] => {
    try {
      return folder === undefined ? [] : readdirSync(folder).filter((name) => NAME.test(name));
    } catch {
      return [];
    }
  },
  put: (name: string): void => {
    if (folder === undefined) return;
    try {
      makeOwnFolder(folder);
      writeFileSync(join(folder, name), '', { flag: 'wx', mode: 0o600 });
    } catch {
      // This process knows it all the same.
    }
  },
  remove: (name: string): void => {
    if (folder !== undefined) rmSync(join(folder, name), { force: true });
  },
});

/**
 * Counts wrong PINs over all pages of all processes that share the folder. After five within fifteen minutes no page takes a
 * PIN for fifteen more: a new page would else give a program that guesses a new start. A right PIN forgives nothing.
 */
export const createPinAttempts = (clock: Clock, folder?: string) => {
  const marks = createMarks(folder);
  /** What was read once counts on, though somebody removes the file. */
  const known = new Set<string>();

  const recent = (): readonly number[] => {
    const now = clock.now();
    for (const name of marks.all()) known.add(name);
    for (const name of known)
      if (now - timeOf(name) > 2 * WINDOW_MS) {
        known.delete(name);
        marks.remove(name);
      }
    // A clock that was set back must not lock for longer than the rule says.
    return [...known]
      .map(timeOf)
      .filter((time) => time <= now + WINDOW_MS)
      .sort((a, b) => a - b);
  };

  return {
    add: (): void => {
      const name = `${String(clock.now()).padStart(13, '0')}-${randomBytes(6).toString('base64url')}`;
      known.add(name);
      marks.put(name);
    },
    /** How many more may be wrong before no page takes a PIN. */
    left: (): number => Math.max(0, MOST - recent().filter((time) => time > clock.now() - WINDOW_MS).length),
    /** Until when no page takes a PIN, in ms since 1970; undefined when they do. */
    until: (): number | undefined => {
      const last = recent().slice(-MOST);
      const [first, latest] = [last.at(0) ?? 0, last.at(-1) ?? 0];
      const isLocked = last.length === MOST && latest - first < WINDOW_MS && clock.now() < latest + WINDOW_MS;
      return isLocked ? latest + WINDOW_MS : undefined;
    },
  };
};

export type PinAttempts = ReturnType<typeof createPinAttempts>;
