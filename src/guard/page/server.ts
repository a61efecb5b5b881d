import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Principal } from '../../catalogue/risk.ts';
import { isOurPress, languageOf, readForm, sendPage, sendStatus } from '../../web/answer.ts';
import type { Approvers, LoggedIn } from '../host/approvers.ts';
import type { Clock } from '../host/clock.ts';
import { format, type Language, message } from '../text/message.ts';
import { type Ending, endPage, questionPage } from './html.ts';
import { pageText } from './messages.ts';
import type { Page, Pages, Press, Submission } from './pages.ts';
import { clockTime, loginOf, personIn } from './person.ts';
import { createTokenGuesses, type TokenGuesses } from './token-guesses.ts';

const HOST = '127.0.0.1';
/** Who reloads a page that was used is told that it is over, rather than by the browser that nobody is there. */
const LINGER_MS = 60_000;

/** Whoever calls with another name for this address came by way of a foreign page or a rebound name. */
const isOurHost = (request: IncomingMessage, port: number): boolean =>
  [`${HOST}:${port}`, `localhost:${port}`].includes(request.headers.host ?? '');

const isOurOrigin = ({ headers: { origin } }: IncomingMessage, port: number): boolean =>
  origin === undefined || [`http://${HOST}:${port}`, `http://localhost:${port}`].includes(origin);

const endings: Readonly<Record<Press, Ending | undefined>> = {
  approved: 'approved',
  refused: 'refused',
  void: 'void',
  locked: 'locked',
  'gave way': 'gaveWay',
  gone: 'gone',
  'wrong name': undefined,
  'wrong pin': undefined,
  'wrong token': undefined,
  unclear: undefined,
};

/** What a page is shown again for. */
type Shown = Press | 'many tokens';

const statusOf = (pressed: Shown | undefined): number => {
  if (pressed === undefined) return 200;
  return pressed === 'many tokens' ? 429 : 422;
};

const PATH = /^\/approve\/([\w-]{43})$/;

/** What a request is answered from. */
interface Desk {
  readonly pages: Pages;
  readonly clock: Clock;
  /** The one that the operator set; undefined: the browser's. */
  readonly language: Language | undefined;
  readonly approvers?: Approvers | undefined;
  readonly guesses: TokenGuesses;
}

/** What the human has to know of the press before, or of pages elsewhere. */
const errorOf = (
  press: Shown | undefined,
  page: Page,
  language: Language,
  { pages }: Desk,
  person: LoggedIn | undefined,
): string | undefined => {
  if (press === 'wrong token' && person)
    return format(message(pageText.mayNotApprove, { name: person.principal.name }), language);
  if (press === 'wrong name') return format(message(pageText.wrongName, { left: page.triesLeft }), language);
  if (press === 'many tokens') return pageText.manyTokens[language];
  if (press === 'wrong token') return pageText.wrongToken[language];
  if (press === 'wrong pin') return format(message(pageText.wrongPin, { left: pages.pinsLeft() }), language);
  if (press === 'unclear') return pageText.unclear[language];
  const until = pages.lockedUntil();
  return until === undefined
    ? undefined
    : format(message(pageText.lockedText, { time: clockTime(until, language) }), language);
};

const showQuestion = (
  request: IncomingMessage,
  response: ServerResponse,
  page: Page,
  language: Language,
  desk: Desk,
  pressed?: Shown,
): void => {
  const login = loginOf(request, `/approve/${page.path}`, desk.approvers);
  const showing = {
    language,
    action: `/approve/${page.path}?lang=${language}`,
    asksPin: desk.pages.asksPin,
    asksToken: desk.pages.asksToken,
    login: login?.shown,
    leftMs: Math.max(0, page.expiresAtMs - desk.clock.now()),
    until: clockTime(page.expiresAtMs, language),
    error: errorOf(pressed, page, language, desk, login?.person),
  };
  sendPage(response, statusOf(pressed), (nonce) => questionPage(page, { ...showing, nonce }));
};

const showEnd = (
  response: ServerResponse,
  ending: Ending,
  language: Language,
  { pages, clock }: Desk,
  again = false,
): void => {
  const time = clockTime(pages.lockedUntil() ?? clock.now(), language);
  sendPage(response, again || ending === 'gone' ? 410 : 200, (nonce) => endPage(ending, language, nonce, time));
};

const submissionOf = (form: URLSearchParams, page: Page | undefined, approver?: Principal): Submission => ({
  // The hidden field is on the page only: whoever posts without having read the page has nothing to say.
  decision: page === undefined || form.get('question') === page.id ? (form.get('decision') ?? '') : '',
  name: form.get('name') ?? '',
  pin: form.get('pin') ?? '',
  approver,
});

const press = async (
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  language: Language,
  desk: Desk,
) => {
  const form = await readForm(request);
  if (!form) return sendStatus(response, 400);
  const shown = desk.pages.show(path);
  const result = desk.pages.press(path, submissionOf(form, shown, await personIn(request, form, desk.approvers)));
  const ending = endings[result];
  if (ending || !shown) return showEnd(response, ending ?? 'gone', language, desk, !shown);
  const isTooMany = result === 'wrong token' && desk.guesses.add(String(request.socket.remoteAddress)) > 0;
  return showQuestion(request, response, shown, language, desk, isTooMany ? 'many tokens' : result);
};

const answer = async (request: IncomingMessage, response: ServerResponse, desk: Desk): Promise<void> => {
  if (!isOurPress(request)) return sendStatus(response, 403);
  const url = new URL(request.url ?? '/', `http://${HOST}`);
  const path = PATH.exec(url.pathname)?.[1];
  if (path === undefined || !desk.pages.isKnown(path)) return sendStatus(response, 404);
  const language = languageOf(url, request, desk.language);
  if (request.method === 'POST') return press(request, response, path, language, desk);
  if (request.method !== 'GET') return sendStatus(response, 405);
  const page = desk.pages.show(path);
  if (page) return showQuestion(request, response, page, language, desk);
  return showEnd(response, endings[desk.pages.overAt(path)] ?? 'gone', language, desk, true);
};

interface Running {
  readonly http: Server;
  readonly port: number;
}

const listen = (desk: Desk): Promise<Running> =>
  new Promise((resolve, reject) => {
    const http = createServer({ requestTimeout: 10_000, headersTimeout: 5_000, maxHeaderSize: 16_384 });
    http.once('error', reject);
    http.listen(0, HOST, () => {
      const address = http.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      http.on('request', (request, response) => {
        if (!isOurHost(request, port) || !isOurOrigin(request, port)) return sendStatus(response, 403);
        answer(request, response, desk).catch(() => response.destroy());
      });
      // An open page must not keep the process alive when its client has gone.
      http.unref();
      resolve({ http, port });
    });
  });

/**
 * Serves the pages of this process on loopback, on a port that the system picks, from the first question on. No cookies, no
 * scripts; what is not exactly one of our own requests gets nothing.
 */
export const createPageServer = (pages: Pages, clock: Clock, language: Language | undefined, approvers?: Approvers) => {
  const desk: Desk = { pages, clock, language, approvers, guesses: createTokenGuesses(clock) };
  // The server that mounts them knows its own hosts and origins.
  approvers?.mount(
    'approve',
    (request, response) => {
      answer(request, response, desk).catch(() => response.destroy());
    },
    pages.isKnown,
  );
  let server: Promise<Running> | undefined;
  let lingering: AbortController | undefined;

  const stay = (): void => {
    lingering?.abort();
    lingering = undefined;
  };

  const close = async (): Promise<void> => {
    stay();
    const leaving = server;
    server = undefined;
    const running = await leaving?.catch(() => undefined);
    running?.http.close();
    running?.http.closeAllConnections();
  };

  const linger = async (): Promise<void> => {
    stay();
    const mine = new AbortController();
    lingering = mine;
    await clock.sleep(LINGER_MS, mine.signal);
    if (!mine.signal.aborted) await close();
  };

  return {
    /** The address of a page; opens the door if it is shut. Rejects where no port can be had. */
    urlOf: async (page: Page): Promise<string> => {
      stay();
      if (approvers) return `${approvers.origin()}/approve/${page.path}`;
      server ??= listen(desk);
      server.catch(() => {
        server = undefined;
      });
      return `http://${HOST}:${(await server).port}/approve/${page.path}`;
    },
    close,
    /** Shuts the door when nothing has been asked for a minute. */
    rest: (): void => {
      pages.sweep();
      if (pages.all().length === 0) void linger();
    },
  };
};

export type PageServer = ReturnType<typeof createPageServer>;
