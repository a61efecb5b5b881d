import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from '../../catalogue/invoke.ts';
import type { Language } from '../../catalogue/message.ts';
import type { Principal } from '../../catalogue/risk.ts';
import { isOurPress, languageOf, sendPage, sendStatus } from '../../web/answer.ts';
import { type Browser, createBrowsers } from './browsers.ts';
import { begin, type CodeFlowSettings, loginUrl, makeSecret, tokenFor } from './code-flow.ts';
import { type Failed, failedPage } from './failed-page.ts';

/** Where people log in, and how it is found out who they are. */
export interface LoginOptions extends CodeFlowSettings {
  /** Under which address people reach this server. */
  readonly origin: () => string;
  readonly principalOf: (token: string) => Principal | undefined | Promise<Principal | undefined>;
  readonly log: Log;
  /** The one that the operator set; undefined: the browser's. */
  readonly language: Language | undefined;
}

/** Nobody is led anywhere but to pages of ours. */
const BACK = /^\/(?:approve|download)\/[\w-]{43}$/;
const CALLBACK = '/login/callback';

const isEqual = (a: string, b: string): boolean =>
  Buffer.byteLength(a) === Buffer.byteLength(b) && timingSafeEqual(Buffer.from(a), Buffer.from(b));

const redirect = (response: ServerResponse, location: string, cookie: string): void => {
  response
    .writeHead(303, { location, 'set-cookie': cookie, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
    .end();
};

const STATUS: Readonly<Record<Failed, number>> = { stale: 400, refused: 403, noScope: 403, unreachable: 502 };

/** Whoever may do nothing on our pages would only be told so there. A login ends with its token, and not only with the cookie. */
const isLoggedIn = (browser: Browser): browser is Extract<Browser, { readonly principal: unknown }> =>
  'principal' in browser && browser.principal.may('vpn:approve');

type Started = Extract<Browser, { readonly begun: unknown }>;

/** Logs people in at the authorization server, for the pages of this one. Hosts and origins were checked before. */
export const createLogin = (options: LoginOptions) => {
  const { origin, principalOf, log, issuer, language } = options;
  const browsers = createBrowsers(() => origin().startsWith('https:'));
  const redirectUri = (): string => `${origin()}${CALLBACK}`;

  const fail = (request: IncomingMessage, response: ServerResponse, why: Failed): void => {
    const shown = languageOf(new URL('/', origin()), request, language);
    sendPage(response, STATUS[why], (nonce) => failedPage(why, shown, nonce));
  };

  const start = async (url: URL, response: ServerResponse): Promise<void> => {
    const back = url.searchParams.get('back') ?? '';
    if (!BACK.test(back)) return sendStatus(response, 404);
    const begun = begin();
    redirect(response, await loginUrl(options, redirectUri(), begun), browsers.keep({ begun, back }));
  };

  /** Who comes back with a code; undefined where it is not the answer to what this browser has begun. */
  const holderOf = async ({ searchParams }: URL, { begun }: Started): Promise<Principal | undefined> => {
    // RFC 9207: an answer that names another issuer is not for us.
    const [named, code] = [searchParams.get('iss'), searchParams.get('code')];
    const isOurs = isEqual(searchParams.get('state') ?? '', begun.state) && (named === null || named === issuer);
    return isOurs && code !== null ? principalOf(await tokenFor(code, options, redirectUri(), begun)) : undefined;
  };

  const finish = async (request: IncomingMessage, url: URL, response: ServerResponse): Promise<void> => {
    const browser = browsers.find(request);
    // Each answer counts once, whatever becomes of it.
    browsers.forget(request);
    if (!browser || !('begun' in browser)) return fail(request, response, 'stale');
    const principal = await holderOf(url, browser);
    if (!principal?.may('vpn:approve')) return fail(request, response, principal ? 'noScope' : 'refused');
    redirect(response, browser.back, browsers.keep({ principal, formToken: makeSecret() }));
  };

  const route = (request: IncomingMessage, response: ServerResponse): Promise<void> | void => {
    if (request.method !== 'GET') return sendStatus(response, 405);
    if (!isOurPress(request)) return sendStatus(response, 403);
    const url = new URL(request.url ?? '/', origin());
    return url.pathname === CALLBACK ? finish(request, url, response) : start(url, response);
  };

  return {
    /** Answers /login and /login/callback. */
    answer: (request: IncomingMessage, response: ServerResponse): void => {
      Promise.resolve(route(request, response)).catch((error: Error) => {
        log('error', 'nobody can log in', { issuer, why: error.name === 'Error' ? error.message : error.name });
        if (!response.headersSent) fail(request, response, 'unreachable');
      });
    },
    /** What the pages ask. */
    page: {
      at: (path: string): string => `/login?${new URLSearchParams({ back: path })}`,
      personOf: (request: IncomingMessage) => {
        const browser = browsers.find(request);
        return browser && isLoggedIn(browser) ? browser : undefined;
      },
    },
  };
};
