import { join } from 'node:path';
import { createPages, type Page, type PageMatter } from '../page/pages.ts';
import { createWrongPins } from '../page/pin-attempts.ts';
import type { PageServer } from '../page/server.ts';
import { planOf, stepsOf } from '../plan/plan.ts';
import type { Redactor } from '../secrets/redact.ts';
import { disarm } from '../text/sanitize.ts';
import { refuse, sealMatter } from './grant.ts';
import { refusalOf } from './messages.ts';
import { lockedWords } from './page-refusals.ts';
import { createNotes, doorOf, isShell, judgeEnd, type PageParts, waiting } from './replica-pages.ts';
import type { Grant, Matter } from './request.ts';
import type { Sealed } from './seal.ts';

const matterOf = ({ planned, confirm, call }: Matter, redact: Redactor): PageMatter => ({
  steps: { en: stepsOf(planOf(planned, 'en', redact)), zh: stepsOf(planOf(planned, 'zh', redact)) },
  confirm,
  client: disarm(redact.text(call.caller.client ?? call.caller.transport), 80),
});

const sealedOf = ({ id, key, state, expiresAtMs }: Page): Sealed => ({ id, what: key, state, expiresAtMs });

/** What an operator has to know of how a question ended. */
const warn = ({ call }: Matter, { status }: Page, lockedUntilMs: number): void => {
  if (status === 'gave way') call.log('warn', 'more than twenty questions are open: the oldest approval page gave way');
  if (status !== 'locked') return;
  const until = new Date(lockedUntilMs).toISOString();
  call.log('error', 'too many wrong PINs: no approval page takes a PIN for a while', { until });
};

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
    server ??= import('../page/server.ts').then(({ createPageServer }) => createPageServer(pages, clock, language));
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

  /** Opens a page; `settled` resolves when the human has decided, or when nobody can any more. */
  const open = async (matter: Matter) => {
    let settle: () => void = () => {};
    const settled = new Promise<void>((resolve) => {
      settle = resolve;
    });
    const { seal, what, ...facts } = sealMatter(matter, parts);
    const tell = (): void => {
      notes.put(matter, url, seal, page.status);
      warn(matter, page, pages.lockedUntil() ?? clock.now());
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
    return judgeEnd({ status, door: doorOf(pin), sealed: sealedOf(page) }, matter, parts);
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
