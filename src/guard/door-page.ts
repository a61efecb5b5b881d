import { join } from 'node:path';
import { type NoYes, noYes, pageWords, refusalOf } from './approval-text.ts';
import { type DoorParts, newId } from './door-ask.ts';
import { type Grant, LIFE_MS, type Matter } from './matter.ts';
import type { PageServer } from './page-server.ts';
import { createPages, type Page, type PageMatter } from './pages.ts';
import { planOf, stepsOf } from './plan.ts';
import type { Redactor } from './redact.ts';
import { mintSeal, openSeal } from './seal.ts';
import { createSharedPages } from './shared-pages.ts';

export interface PageParts extends DoorParts {
  readonly pin: string | undefined;
  readonly redact: Redactor;
  /** A folder that replicas with the same key share; absent in a process that is alone. */
  readonly sharedFolder?: string | undefined;
}

const isRemote = ({ call }: Matter): boolean => call.caller.transport === 'http';

/** The human at this computer, asked by a page. */
export const createPageDoor = (parts: PageParts) => {
  const { keys, clock, spent, language, pin, redact, sharedFolder } = parts;
  const pages = createPages(clock, pin);
  const shared = sharedFolder === undefined ? undefined : createSharedPages(join(sharedFolder, 'approvals'));
  let server: Promise<PageServer> | undefined;

  const refuse = (why: NoYes, matter: Matter) => refusalOf(noYes[why], matter.plan, language);

  const pageServer = (): Promise<PageServer> => {
    // Loaded with the first question: most processes never open a page.
    server ??= import('./page-server.ts').then(({ createPageServer }) => createPageServer(pages, clock, language));
    return server;
  };

  const matterOf = ({ planned, confirm, call }: Matter): PageMatter => ({
    steps: { en: stepsOf(planOf(planned, 'en', redact)), zh: stepsOf(planOf(planned, 'zh', redact)) },
    confirm,
    client: redact.text(call.caller.client ?? call.caller.transport).slice(0, 80),
  });

  const waiting = async (page: Page, matter: Matter) => {
    const url = await (await pageServer()).urlOf(page);
    const { expiresAtMs } = page;
    return refusalOf(pageWords(url, expiresAtMs, isRemote(matter)), matter.plan, language, { Url: url, expiresAtMs });
  };

  const open = async (matter: Matter, settled: () => void): Promise<Page> => {
    const sealed = { id: newId(), what: matter.key, state: matter.state, expiresAtMs: clock.now() + LIFE_MS };
    const seal = mintSeal(keys.seals(), sealed);
    const tell = (): void => {
      settled();
      if (page.status === 'approved' || page.status === 'refused')
        shared?.put(matter.key, { url, seal, status: page.status });
      else shared?.remove(matter.key);
    };
    const page = pages.open({ ...sealed, key: matter.key, seal, matter: matterOf(matter), settled: tell });
    const url = await (await pageServer()).urlOf(page);
    shared?.put(matter.key, { url, seal, status: 'open' });
    return page;
  };

  const drop = async (page: Page): Promise<void> => {
    pages.drop(page);
    shared?.remove(page.key);
    await (await pageServer()).rest();
  };

  const grantOf = (id: string, expiresAtMs: number, matter: Matter): Grant => {
    if (!spent.use(id)) throw refuse('used', matter);
    const by = matter.call.caller.client;
    return { id, door: pin === undefined ? 'page' : 'page with PIN', expiresAtMs, ...(by && { by }) };
  };

  /** What a page that is over means for the call; undefined when a new one has to be opened. */
  const judge = async (page: Page, matter: Matter): Promise<Grant | undefined> => {
    await drop(page);
    if (page.status === 'refused') throw refuse('declined', matter);
    if (page.status === 'void') throw refuse('wrongName', matter);
    if (page.status !== 'approved') return undefined;
    if (clock.now() >= page.expiresAtMs) throw refuse('expired', matter);
    if (page.state !== matter.state) throw refuse('changed', matter);
    return grantOf(page.id, page.expiresAtMs, matter);
  };

  /** A page that another replica serves: its note counts only with a seal of the shared key. */
  const judgeShared = (matter: Matter): Grant | undefined => {
    const note = shared?.get(matter.key);
    const sealed = note && openSeal(keys.seals(), note.seal);
    if (!note || !sealed || sealed.what !== matter.key || clock.now() >= sealed.expiresAtMs) return undefined;
    if (note.status === 'open' && sealed.state === matter.state)
      throw refusalOf(pageWords(note.url, sealed.expiresAtMs, isRemote(matter)), matter.plan, language, {
        Url: note.url,
        expiresAtMs: sealed.expiresAtMs,
      });
    shared?.remove(matter.key);
    if (note.status === 'refused') throw refuse('declined', matter);
    if (note.status === 'open') return undefined;
    if (sealed.state !== matter.state) throw refuse('changed', matter);
    return grantOf(sealed.id, sealed.expiresAtMs, matter);
  };

  /** The shell's process ends with its call, so there the page is waited for. */
  const waitHere = async (page: Page, matter: Matter, settled: Promise<void>): Promise<Grant> => {
    const told = await waiting(page, matter);
    matter.call.log('warn', 'open the approval page', { url: told.approval?.['Url'] });
    const { signal } = matter.call;
    await Promise.race([settled, clock.sleep(page.expiresAtMs - clock.now(), signal)]);
    if (signal.aborted) {
      await drop(page);
      signal.throwIfAborted();
    }
    const grant = await judge(page, matter);
    if (!grant) throw refuse('expired', matter);
    return grant;
  };

  const openAndTell = async (matter: Matter): Promise<Grant> => {
    let settle: () => void = () => {};
    const settled = new Promise<void>((resolve) => {
      settle = resolve;
    });
    const page = await open(matter, settle);
    if (matter.call.caller.transport === 'shell') return waitHere(page, matter, settled);
    throw await waiting(page, matter);
  };

  return {
    /** Whether a question about this stands on a page already. */
    has: (matter: Matter): boolean => pages.find(matter.key) !== undefined,
    /** A grant from a page that was approved; else rejects with Refused, which carries the link. */
    ask: async (matter: Matter): Promise<Grant> => {
      pages.sweep();
      const page = pages.find(matter.key);
      if (page?.status === 'open' && page.state === matter.state) throw await waiting(page, matter);
      const grant = page ? await judge(page, matter) : judgeShared(matter);
      return grant ?? openAndTell(matter);
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
