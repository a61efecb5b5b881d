import type { PageStatus } from '../page/pages.ts';
import { createSharedPages, type SharedPage } from '../page/shared-files.ts';
import type { Redactor } from '../secrets/redact.ts';
import { type DoorParts, refuse, spend } from './grant.ts';
import { pageWords, refusalOf } from './messages.ts';
import { gaveWayWords } from './page-refusals.ts';
import type { Grant, Matter } from './request.ts';
import { openSeal, type Sealed } from './seal.ts';

/** What the page's door is made of. */
export interface PageParts extends DoorParts {
  readonly pin: string | undefined;
  readonly redact: Redactor;
  /** A folder that replicas with the same key share; absent in a process that is alone. */
  readonly sharedFolder?: string | undefined;
}

/** The link and what to do with it. */
export const waiting = (url: string, expiresAtMs: number, matter: Matter, { language }: DoorParts) => {
  const words = pageWords(url, expiresAtMs, matter.call.caller.transport === 'http');
  return refusalOf(words, matter.plan, language, { Url: url, expiresAtMs });
};

/** A shell's process ends with its call. */
export const isShell = ({ call }: Matter): boolean => call.caller.transport === 'shell';

/** What the audit calls the way by which a yes came. */
export const doorOf = (pin: string | undefined): SharedPage['door'] => (pin === undefined ? 'page' : 'page with PIN');

/** How a question ended: here, or as another replica noted it. */
export interface End {
  readonly status: PageStatus;
  readonly door: SharedPage['door'];
  readonly sealed: Sealed;
}

/** What the end of a question means for the call that repeats it. Undefined when it has to be asked anew. */
export const judgeEnd = ({ status, door, sealed }: End, matter: Matter, parts: PageParts): Grant | undefined => {
  if (status === 'refused') throw refuse('declined', matter, parts);
  if (status === 'void') throw refuse('pageVoid', matter, parts);
  if (status === 'gave way') throw refusalOf(gaveWayWords, matter.plan, parts.language);
  if (status !== 'approved') return undefined;
  if (parts.clock.now() >= sealed.expiresAtMs) throw refuse('expired', matter, parts);
  if (sealed.state !== matter.state) throw refuse('changed', matter, parts);
  return spend(sealed, door, matter, parts);
};

/**
 * Pages of other replicas: a note counts only as the shared key sealed it, decision and door included. A yes in a shell
 * comes from the page of that very process: its key may lie in the same folder, so no file there may stand for a human.
 */
export const createNotes = (parts: PageParts) => {
  const { keys, sharedFolder } = parts;
  const notes = sharedFolder === undefined ? undefined : createSharedPages(sharedFolder, keys.seals);

  /** A note that counts for this call: ours, alive, and with a PIN where this replica asks for one. */
  const noteFor = (matter: Matter): (SharedPage & { readonly sealed: Sealed }) | undefined => {
    const note = notes?.get(matter.key);
    if (note === 'forged') matter.call.log('warn', 'a note about an approval page is not ours: it does not count');
    if (note === undefined || note === 'forged') return undefined;
    const sealed = openSeal(keys.seals(), note.seal);
    if (sealed?.what !== matter.key || parts.clock.now() >= sealed.expiresAtMs) return undefined;
    const isProof = !isShell(matter) && (parts.pin === undefined || note.door === 'page with PIN');
    return note.status === 'approved' && !isProof ? undefined : { ...note, sealed };
  };

  return {
    put: (matter: Matter, url: string, seal: string, status: PageStatus): void => {
      const isTold = status === 'open' || status === 'refused' || (status === 'approved' && !isShell(matter));
      if (isTold) notes?.put(matter.key, { url, seal, status, door: doorOf(parts.pin) });
      else notes?.remove(matter.key);
    },
    remove: (key: string): void => notes?.remove(key),
    judge: (matter: Matter): Grant | undefined => {
      const note = noteFor(matter);
      if (!note) return undefined;
      if (note.status === 'open' && note.sealed.state === matter.state)
        throw waiting(note.url, note.sealed.expiresAtMs, matter, parts);
      notes?.remove(matter.key);
      return judgeEnd(note, matter, parts);
    },
  };
};
