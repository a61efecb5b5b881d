import { join } from 'node:path';
import { createPages, type Page, type PageQuestion } from '../page/pages.ts';
import { createPinAttempts } from '../page/pin-attempts.ts';
import type { PageServer } from '../page/server.ts';
import { planOf, stepsOf } from '../plan/plan.ts';
import type { Redactor } from '../secrets/redact.ts';
import { sanitize } from '../text/sanitize.ts';
import { refuse, sealRequest } from './grant.ts';
import { pinLocked, refusalOf } from './messages.ts';
import { channelOf, createReplicaPages, isShell, judgeEnd, type PageParts, waiting } from './replica-pages.ts';
import type { Approval, ApprovalRequest } from './request.ts';
import type { Sealed } from './seal.ts';

const requestOf = ({ planned, confirm, call }: ApprovalRequest, redact: Redactor): PageQuestion => ({
  steps: { en: stepsOf(planOf(planned, 'en', redact)), zh: stepsOf(planOf(planned, 'zh', redact)) },
  confirm,
  client: sanitize(redact.text(call.caller.client ?? call.caller.transport), 80),
});

const sealedOf = ({ id, key, state, expiresAtMs }: Page): Sealed => ({ id, what: key, state, expiresAtMs });

/** What an operator has to know of how a question ended. */
const warn = ({ call }: ApprovalRequest, { status }: Page, lockedUntilMs: number): void => {
  if (status === 'gave way') call.log('warn', 'more than twenty questions are open: the oldest approval page gave way');
  if (status !== 'locked') return;
  const until = new Date(lockedUntilMs).toISOString();
  call.log('error', 'too many wrong PINs: no approval page takes a PIN for a while', { until });
};

/** The human at this computer, asked by a page. */
export const createPageChannel = (parts: PageParts) => {
  const { clock, language, pin, redact } = parts;
  const { stateDir } = parts.keys;
  const wrongPins = createPinAttempts(clock, stateDir === undefined ? undefined : join(stateDir, 'wrong-pins'));
  const pages = createPages(clock, pin, wrongPins);
  const notes = createReplicaPages(parts);
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

  const refuseLocked = (request: ApprovalRequest): void => {
    const until = pages.lockedUntil();
    if (until !== undefined) throw refusalOf(pinLocked(until), request.plan, language);
  };

  /** Opens a page; `settled` resolves when the human has decided, or when nobody can any more. */
  const open = async (request: ApprovalRequest) => {
    let settle: () => void = () => {};
    const settled = new Promise<void>((resolve) => {
      settle = resolve;
    });
    const { seal, what, ...facts } = sealRequest(request, parts);
    const format = (): void => {
      notes.put(request, url, seal, page.status);
      warn(request, page, pages.lockedUntil() ?? clock.now());
      settle();
    };
    const page = pages.open({ ...facts, key: what, seal, request: requestOf(request, redact), settled: format });
    const url = await urlOf(page);
    notes.put(request, url, seal, 'open');
    return { page, url, settled };
  };

  const end = async (page: Page, request: ApprovalRequest): Promise<Approval | undefined> => {
    const { status } = page;
    await drop(page);
    return judgeEnd({ status, channel: channelOf(pin), sealed: sealedOf(page) }, request, parts);
  };

  /** The shell's process ends with its call, so there the page is waited for. */
  const waitHere = async (
    { page, url, settled }: Awaited<ReturnType<typeof open>>,
    request: ApprovalRequest,
  ): Promise<Approval> => {
    const { signal, log } = request.call;
    log('warn', 'open the approval page', { url });
    // Neither the page nor the clock keeps a process alive, and a shell has nothing else to do meanwhile.
    const alive = setInterval(() => {}, 60_000);
    await Promise.race([settled, clock.sleep(page.expiresAtMs - clock.now(), signal)]);
    clearInterval(alive);
    if (signal.aborted) await drop(page);
    signal.throwIfAborted();
    const approval = await end(pages.find(request.key) ?? page, request);
    if (approval) return approval;
    refuseLocked(request);
    throw refuse('expired', request, parts);
  };

  const openAndFormat = async (request: ApprovalRequest): Promise<Approval> => {
    refuseLocked(request);
    const opened = await open(request);
    if (isShell(request)) return waitHere(opened, request);
    throw waiting(opened.url, opened.page.expiresAtMs, request, parts);
  };

  return {
    /** Whether a question about this stands on a page already. */
    has: (request: ApprovalRequest): boolean => pages.find(request.key) !== undefined,
    /** A grant from a page that was approved; else rejects with Refused, which carries the link. */
    ask: async (request: ApprovalRequest): Promise<Approval> => {
      pages.sweep();
      const page = pages.find(request.key);
      if (page?.status === 'open' && page.state === request.state)
        throw waiting(await urlOf(page), page.expiresAtMs, request, parts);
      return (page ? await end(page, request) : notes.judge(request)) ?? openAndFormat(request);
    },
    invalidateAll: (): void => {
      for (const page of pages.all()) pages.drop(page);
    },
    close: async (): Promise<void> => {
      for (const page of pages.all()) pages.drop(page);
      await (await server)?.close();
    },
  };
};
