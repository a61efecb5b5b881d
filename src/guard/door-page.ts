import { join } from 'node:path';
import { pageWords, refusalOf } from './approval-text.ts';
import { disarm } from './disarm.ts';
import type { Grant, Matter } from './matter.ts';
import { gaveWayWords, lockedWords } from './page-refusals.ts';
import type { PageServer } from './page-server.ts';
import { createPages, type Page, type PageMatter, type PageStatus } from './pages.ts';
import { planOf, stepsOf } from './plan.ts';
import type { Redactor } from './redact.ts';
import { type DoorParts, refuse, sealMatter, spend } from './redeem.ts';
import type { Sealed } from './seal.ts';
import { openSeal } from './seal.ts';
import { createSharedPages, type SharedPage } from './shared-pages.ts';
import { createWrongPins } from './wrong-pins.ts';

export interface PageParts extends DoorParts {
  readonly pin: string | undefined;
  readonly redact: Redactor;
  /** A folder that replicas with the same key share; absent in a process that is alone. */
  readonly sharedFolder?: string | undefined;
}

const matterOf = ({ planned, confirm, call }: Matter, redact: Redactor): PageMatter => ({
  steps: { en: stepsOf(planOf(planned, 'en', redact)), zh: stepsOf(planOf(planned, 'zh', redact)) },
  confirm,
  client: disarm(redact.text(call.caller.client ?? call.caller.transport), 80),
});

/** The link and what to do with it. */
const waiting = (url: string, expiresAtMs: number, matter: Matter, { language }: DoorParts) => {
  const words = pageWords(url, expiresAtMs, matter.call.caller.transport === 'http');
  return refusalOf(words, matter.plan, language, { Url: url, expiresAtMs });
};

const isShell = ({ call }: Matter): boolean => call.caller.transport === 'shell';

const doorOf = (pin: string | undefined): SharedPage['door'] => (pin === undefined ? 'page' : 'page with PIN');

/** How a question ended: here, or as another replica noted it. */
interface End {
  readonly status: PageStatus;
  readonly door: SharedPage['door'];
  readonly sealed: Sealed;
}

/** What the end of a question means for the call that repeats it. Undefined when it has to be asked anew. */
const judge = ({ status, door, sealed }: End, matter: Matter, parts: PageParts): Grant | undefined => {
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
const createNotes = (parts: PageParts) => {
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
      return judge(note, matter, parts);
    },
  };
};

const sealedOf = ({ id, key, state, expiresAtMs }: Page): Sealed => ({ id, what: key, state, expiresAtMs });

/** The human at this computer, asked by a page. */
export const createPageDoor = (parts: PageParts) => {
  const { clock, language, pin, redact } = parts;
  const { stateDir } = parts.keys;
  const wrongPins = createWrongPins(clock, stateDir === undefined ? undefined : join(stateDir, 'wrong-pins'));
  const pages = createPages(clock, pin, wrongPins);
  const notes = createNotes(parts);
  let server: Promise<PageServer> | undefined;

  const pageServer = (): Promise<PageServer> => {
    // Loaded with the first question: most processes never open a page.
    server ??= import('./page-server.ts').then(({ createPageServer }) => createPageServer(pages, clock, language));
    return server;
  };

  const urlOf = async (page: Page): Promise<string> => (await pageServer()).urlOf(page);

  const drop = async (page: Page): Promise<void> => {
    pages.drop(page);
    notes.remove(page.key);
    (await pageServer()).rest();
  };

  const refuseLocked = (matter: Matter): void => {
    const until = pages.lockedUntil();
    if (until !== undefined) throw refusalOf(lockedWords(until), matter.plan, language);
  };

  /** What an operator has to know of how a question ended. */
  const warn = ({ call }: Matter, { status }: Page): void => {
    if (status === 'gave way')
      call.log('warn', 'more than twenty questions are open: the oldest approval page gave way');
    if (status !== 'locked') return;
    const until = new Date(pages.lockedUntil() ?? clock.now()).toISOString();
    call.log('error', 'too many wrong PINs: no approval page takes a PIN for a while', { until });
  };

  /** Opens a page; `settled` resolves when the human has decided, or when nobody can any more. */
  const open = async (matter: Matter) => {
    let settle: () => void = () => {};
    const settled = new Promise<void>((resolve) => {
      settle = resolve;
    });
    const { seal, what, ...facts } = sealMatter(matter, parts);
    const tell = (): void => {
      notes.put(matter, url, seal, page.status);
      warn(matter, page);
      settle();
    };
    const page = pages.open({ ...facts, key: what, seal, matter: matterOf(matter, redact), settled: tell });
    const url = await urlOf(page);
    notes.put(matter, url, seal, 'open');
    return { page, url, settled };
  };

  const end = async (page: Page, matter: Matter): Promise<Grant | undefined> => {
    const { status } = page;
    await drop(page);
    return judge({ status, door: doorOf(pin), sealed: sealedOf(page) }, matter, parts);
  };

  /** The shell's process ends with its call, so there the page is waited for. */
  const waitHere = async ({ page, url, settled }: Awaited<ReturnType<typeof open>>, matter: Matter): Promise<Grant> => {
    const { signal, log } = matter.call;
    log('warn', 'open the approval page', { url });
    // Neither the page nor the clock keeps a process alive, and a shell has nothing else to do meanwhile.
    const alive = setInterval(() => {}, 60_000);
    await Promise.race([settled, clock.sleep(page.expiresAtMs - clock.now(), signal)]);
    clearInterval(alive);
    if (signal.aborted) await drop(page);
    signal.throwIfAborted();
    const grant = await end(pages.find(matter.key) ?? page, matter);
    if (grant) return grant;
    refuseLocked(matter);
    throw refuse('expired', matter, parts);
  };

  const openAndTell = async (matter: Matter): Promise<Grant> => {
    refuseLocked(matter);
    const opened = await open(matter);
    if (isShell(matter)) return waitHere(opened, matter);
    throw waiting(opened.url, opened.page.expiresAtMs, matter, parts);
  };

  return {
    /** Whether a question about this stands on a page already. */
    has: (matter: Matter): boolean => pages.find(matter.key) !== undefined,
    /** A grant from a page that was approved; else rejects with Refused, which carries the link. */
    ask: async (matter: Matter): Promise<Grant> => {
      pages.sweep();
      const page = pages.find(matter.key);
      if (page?.status === 'open' && page.state === matter.state)
        throw waiting(await urlOf(page), page.expiresAtMs, matter, parts);
      return (page ? await end(page, matter) : notes.judge(matter)) ?? openAndTell(matter);
    },
    voidAll: (): void => {
      for (const page of pages.all()) pages.drop(page);
    },
    close: async (): Promise<void> => {
      for (const page of pages.all()) pages.drop(page);
      await (await server)?.close();
    },
  };
};
