import { pageWords, refusalOf } from './approval-text.ts';
import type { Grant, Matter } from './matter.ts';
import type { PageServer } from './page-server.ts';
import { createPages, type Page, type PageMatter } from './pages.ts';
import { planOf, stepsOf } from './plan.ts';
import type { Redactor } from './redact.ts';
import { type DoorParts, refuse, sealMatter, spend } from './redeem.ts';
import type { Sealed } from './seal.ts';
import { openSeal } from './seal.ts';
import { createSharedPages } from './shared-pages.ts';

export interface PageParts extends DoorParts {
  readonly pin: string | undefined;
  readonly redact: Redactor;
  /** A folder that replicas with the same key share; absent in a process that is alone. */
  readonly sharedFolder?: string | undefined;
}

const matterOf = ({ planned, confirm, call }: Matter, redact: Redactor): PageMatter => ({
  steps: { en: stepsOf(planOf(planned, 'en', redact)), zh: stepsOf(planOf(planned, 'zh', redact)) },
  confirm,
  client: redact.text(call.caller.client ?? call.caller.transport).slice(0, 80),
});

/** The link and what to do with it. */
const waiting = (url: string, expiresAtMs: number, matter: Matter, { language }: DoorParts) => {
  const words = pageWords(url, expiresAtMs, matter.call.caller.transport === 'http');
  return refusalOf(words, matter.plan, language, { Url: url, expiresAtMs });
};

/** What the end of a question means for the call that repeats it. Undefined when it has to be asked anew. */
const judge = (status: Page['status'], sealed: Sealed, matter: Matter, parts: PageParts): Grant | undefined => {
  if (status === 'refused') throw refuse('declined', matter, parts);
  if (status === 'void') throw refuse('pageVoid', matter, parts);
  if (status !== 'approved') return undefined;
  if (parts.clock.now() >= sealed.expiresAtMs) throw refuse('expired', matter, parts);
  if (sealed.state !== matter.state) throw refuse('changed', matter, parts);
  return spend(sealed, parts.pin === undefined ? 'page' : 'page with PIN', matter, parts);
};

/** Pages of other replicas: a note counts only with a seal of the shared key. */
const createNotes = (parts: PageParts) => {
  const notes = parts.sharedFolder === undefined ? undefined : createSharedPages(parts.sharedFolder);
  return {
    put: (key: string, url: string, seal: string, status: Page['status']): void => {
      if (status === 'open' || status === 'approved' || status === 'refused') notes?.put(key, { url, seal, status });
      else notes?.remove(key);
    },
    remove: (key: string): void => notes?.remove(key),
    judge: (matter: Matter): Grant | undefined => {
      const note = notes?.get(matter.key);
      const sealed = note && openSeal(parts.keys.seals(), note.seal);
      if (!note || sealed?.what !== matter.key || parts.clock.now() >= sealed.expiresAtMs) return undefined;
      if (note.status === 'open' && sealed.state === matter.state)
        throw waiting(note.url, sealed.expiresAtMs, matter, parts);
      notes?.remove(matter.key);
      return judge(note.status, sealed, matter, parts);
    },
  };
};

const sealedOf = ({ id, key, state, expiresAtMs }: Page): Sealed => ({ id, what: key, state, expiresAtMs });

/** The human at this computer, asked by a page. */
export const createPageDoor = (parts: PageParts) => {
  const { clock, language, pin, redact } = parts;
  const pages = createPages(clock, pin);
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
    await (await pageServer()).rest();
  };

  /** Opens a page; `settled` resolves when the human has decided, or when nobody can any more. */
  const open = async (matter: Matter) => {
    let settle: () => void = () => {};
    const settled = new Promise<void>((resolve) => {
      settle = resolve;
    });
    const { seal, what, ...facts } = sealMatter(matter, parts);
    const tell = (): void => {
      notes.put(what, url, seal, page.status);
      settle();
    };
    const page = pages.open({ ...facts, key: what, seal, matter: matterOf(matter, redact), settled: tell });
    const url = await urlOf(page);
    notes.put(what, url, seal, 'open');
    return { page, url, settled };
  };

  const end = async (page: Page, matter: Matter): Promise<Grant | undefined> => {
    const { status } = page;
    await drop(page);
    return judge(status, sealedOf(page), matter, parts);
  };

  /** The shell's process ends with its call, so there the page is waited for. */
  const waitHere = async ({ page, url, settled }: Awaited<ReturnType<typeof open>>, matter: Matter): Promise<Grant> => {
    const { signal, log } = matter.call;
    log('warn', 'open the approval page', { url });
    await Promise.race([settled, clock.sleep(page.expiresAtMs - clock.now(), signal)]);
    signal.throwIfAborted();
    const grant = await end(pages.find(matter.key) ?? page, matter);
    if (!grant) throw refuse('expired', matter, parts);
    return grant;
  };

  const openAndTell = async (matter: Matter): Promise<Grant> => {
    const opened = await open(matter);
    if (matter.call.caller.transport === 'shell') return waitHere(opened, matter);
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
