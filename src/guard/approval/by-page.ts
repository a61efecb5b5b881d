import { join } from 'node:path';
import { createPages, type Page, type PageQuestion, type Pages } from '../page/pages.ts';
import { createPinAttempts } from '../page/pin-attempts.ts';
import type { PageServer } from '../page/server.ts';
import { planOf, stepsOf } from '../plan/plan.ts';
import { planText } from '../plan/render.ts';
import { sanitize } from '../text/sanitize.ts';
import { refuse, sealRequest } from './grant.ts';
import { pinLocked, refusalOf } from './messages.ts';
import {
  channelOf,
  createReplicaPages,
  isShell,
  judgeEnd,
  type PageContext,
  type ReplicaPages,
  waiting,
} from './replica-pages.ts';
import type { Approval, ApprovalRequest } from './request.ts';
import type { Sealed } from './seal.ts';

/** What the pages of one process are made with. */
interface PageChannel extends PageContext {
  readonly pages: Pages;
  readonly replicaPages: ReplicaPages;
  readonly server: () => Promise<PageServer>;
}

/** A page that was just opened; `settled` resolves when the human has decided, or when nobody can any more. */
interface OpenedPage {
  readonly page: Page;
  readonly url: string;
  readonly settled: Promise<void>;
}

/** The program as it calls itself, and whose it is where callers say so. */
const askerOf = ({ client, transport, principal }: ApprovalRequest['call']['caller']): string =>
  [client ?? transport, ...(principal ? [principal.name] : [])].join(', ');

const questionOf = ({ planned, confirm, call }: ApprovalRequest, { redact }: PageContext): PageQuestion => ({
  steps: { en: stepsOf(planOf(planned, 'en', redact)), zh: stepsOf(planOf(planned, 'zh', redact)) },
  confirm,
  client: sanitize(redact.text(askerOf(call.caller)), 160),
  caller: call.caller.principal?.name,
});

const sealedOf = ({ id, key, state, expiresAtMs }: Page): Sealed => ({ id, what: key, state, expiresAtMs });

/** What an operator has to know of how a question ended. */
const warn = ({ call }: ApprovalRequest, { status }: Page, lockedUntilMs: number): void => {
  if (status === 'gave way') call.log('warn', 'more than twenty questions are open: the oldest approval page gave way');
  if (status !== 'locked') return;
  const until = new Date(lockedUntilMs).toISOString();
  call.log('error', 'too many wrong PINs: no approval page takes a PIN for a while', { until });
};

const refuseLocked = (request: ApprovalRequest, { pages, language }: PageChannel): void => {
  const until = pages.lockedUntil();
  if (until !== undefined) throw refusalOf(pinLocked(until), request.plan, language);
};

const urlOf = async (page: Page, { server }: PageChannel): Promise<string> => (await server()).urlOf(page);

/** Whoever may approve is told once, when the page opens. */
const announce = (
  page: Page,
  url: string,
  request: ApprovalRequest,
  { approvers, language, redact }: PageChannel,
): void => {
  const risk = request.planned.some((each) => each.risk === 'destroy') ? 'destroy' : 'disrupt';
  const plan = planText(planOf(request.planned, language, redact), language);
  page.announced = approvers?.announce?.({
    url,
    plan,
    asker: page.request.client,
    risk,
    expiresAtMs: page.expiresAtMs,
  });
};

const openPage = async (request: ApprovalRequest, channel: PageChannel): Promise<OpenedPage> => {
  const { pages, replicaPages, clock } = channel;
  let settle: () => void = () => {};
  const settled = new Promise<void>((resolve) => {
    settle = resolve;
  });
  const { seal, what, ...facts } = sealRequest(request, channel);
  const onSettled = (): void => {
    replicaPages.put(request, url, seal, page.status);
    warn(request, page, pages.lockedUntil() ?? clock.now());
    settle();
  };
  const page = pages.open({ ...facts, key: what, request: questionOf(request, channel), settled: onSettled });
  const url = await urlOf(page, channel);
  replicaPages.put(request, url, seal, 'open');
  announce(page, url, request, channel);
  return { page, url, settled };
};

const dropPage = async (page: Page, { pages, replicaPages, server }: PageChannel): Promise<void> => {
  pages.drop(page);
  replicaPages.remove(page.key);
  (await server()).rest();
};

const pageChannelOf = ({ approvers, pin }: PageChannel): string => (approvers ? 'page with token' : channelOf(pin));

/** What was decided on a page, which serves once; undefined when the question has to be asked anew. */
const takeDecision = async (
  page: Page,
  request: ApprovalRequest,
  channel: PageChannel,
): Promise<Approval | undefined> => {
  const { status, approver } = page;
  await dropPage(page, channel);
  return judgeEnd({ status, channel: pageChannelOf(channel), sealed: sealedOf(page), approver }, request, channel);
};

/** The shell's process ends with its call, so there the page is waited for. */
const waitForDecision = async (
  { page, url, settled }: OpenedPage,
  request: ApprovalRequest,
  channel: PageChannel,
): Promise<Approval> => {
  const { clock, pages } = channel;
  const { signal, log } = request.call;
  log('warn', 'open the approval page', { url });
  // Neither the page nor the clock keeps a process alive, and a shell has nothing else to do meanwhile.
  const alive = setInterval(() => {}, 60_000);
  await Promise.race([settled, clock.sleep(page.expiresAtMs - clock.now(), signal)]);
  clearInterval(alive);
  if (signal.aborted) await dropPage(page, channel);
  signal.throwIfAborted();
  const approval = await takeDecision(pages.find(request.key) ?? page, request, channel);
  if (approval) return approval;
  refuseLocked(request, channel);
  throw refuse('expired', request, channel);
};

const askAnew = async (request: ApprovalRequest, channel: PageChannel): Promise<Approval> => {
  refuseLocked(request, channel);
  const opened = await openPage(request, channel);
  if (isShell(request)) return waitForDecision(opened, request, channel);
  throw waiting(opened.url, opened.page.expiresAtMs, request, channel, opened.page.announced?.());
};

/** A yes from a page that was approved; else rejects with Refused, which carries the link. */
const askByPage = async (request: ApprovalRequest, channel: PageChannel): Promise<Approval> => {
  const { pages, replicaPages } = channel;
  pages.sweep();
  const page = pages.find(request.key);
  if (page?.status === 'open' && page.state === request.state)
    throw waiting(await urlOf(page, channel), page.expiresAtMs, request, channel, page.announced?.());
  const approval = page ? await takeDecision(page, request, channel) : replicaPages.judge(request);
  return approval ?? askAnew(request, channel);
};

/** The human at this computer, asked by a page. */
export const createPageChannel = (context: PageContext) => {
  const { clock, pageLanguage, pin, approvers } = context;
  const { stateDir } = context.keys;
  const pinAttempts = createPinAttempts(clock, stateDir === undefined ? undefined : join(stateDir, 'wrong-pins'));
  const pages = createPages(clock, pin, pinAttempts, approvers);
  let loaded: Promise<PageServer> | undefined;
  const server = (): Promise<PageServer> => {
    // Loaded with the first question: most processes never open a page.
    loaded ??= import('../page/server.ts').then(({ createPageServer }) =>
      createPageServer(pages, clock, pageLanguage, approvers),
    );
    return loaded;
  };
  const channel: PageChannel = { ...context, pages, replicaPages: createReplicaPages(context), server };
  const invalidateAll = (): void => {
    for (const page of pages.all()) pages.drop(page);
  };
  return {
    /** Whether a question about this is on a page already. */
    has: (request: ApprovalRequest): boolean => pages.find(request.key) !== undefined,
    ask: (request: ApprovalRequest): Promise<Approval> => askByPage(request, channel),
    invalidateAll,
    close: async (): Promise<void> => {
      invalidateAll();
      await (await loaded)?.close();
    },
  };
};
