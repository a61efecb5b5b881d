import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from '../../catalogue/invoke.ts';
import type { Language } from '../../catalogue/message.ts';
import type { Principal } from '../../catalogue/risk.ts';
import { isOurPress, languageOf, sendPage, sendStatus } from '../../web/answer.ts';
import { createEndpoints, type Endpoints } from '../auth/issuer-metadata.ts';
import { type Browser, createBrowsers } from './browsers.ts';
import { begin, type CodeFlowSettings, loginUrl, makeSecret, tokenFor } from './code-flow.ts';
import { type Failed, failedPage } from './failed-page.ts';

/** Where people log in, and how it is found out who they are. */
export interface LoginOptions extends CodeFlowSettings {
  /** Under which address people reach this server. */
  readonly origin: () => string;
  readonly principalOf: (token: string) => Principal | undefined | Promise<Principal | undefined>;
  /** Whether there is a page to come back to. Without one no login begins: whoever has no link could else use up those of all. */
  readonly isPage: (below: 'approve' | 'download', name: string) => boolean;
  /** Whether somebody at this address may begin one more login now. */
  readonly admits: (address: string) => boolean;
  readonly log: Log;
  /** The one that the operator set; undefined: the browser's. */
  readonly language: Language | undefined;
}

/** Nobody is led anywhere but to pages of ours. */
const BACK = /^\/(approve|download)\/([\w-]{43})$/;
const CALLBACK = '/login/callback';

const isEqual = (a: string, b: string): boolean =>
  Buffer.byteLength(a) === Buffer.byteLength(b) && timingSafeEqual(Buffer.from(a), Buffer.from(b));

const redirect = (response: ServerResponse, location: string, cookie?: string): void => {
  const kept = cookie === undefined ? {} : { 'set-cookie': cookie };
  response.writeHead(303, { location, ...kept, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }).end();
};

const STATUS: Readonly<Record<Failed, number>> = {
  stale: 400,
  refused: 403,
  noScope: 403,
  unreachable: 502,
  often: 429,
};

/** Whoever may do nothing on our pages would only be told so there. A login ends with its token, and not only with the cookie. */
const isLoggedIn = (browser: Browser): browser is Extract<Browser, { readonly principal: unknown }> =>
  'principal' in browser && browser.principal.may('vpn:approve');

type Started = Extract<Browser, { readonly begun: unknown }>;

/** Tells a person why they are not logged in. */
const createFail =
  ({ origin, language }: LoginOptions) =>
  (request: IncomingMessage, response: ServerResponse, why: Failed): void => {
    const shown = languageOf(new URL('/', origin()), request, language);
    const headers = why === 'often' ? { 'retry-after': '60' } : {};
    sendPage(response, STATUS[why], (nonce) => failedPage(why, shown, nonce), headers);
  };

/** Who comes back with a code; undefined where it is not the answer to what this browser has begun. */
const createHolderOf =
  (options: LoginOptions, endpointOf: Endpoints, redirectUri: () => string) =>
  async ({ searchParams }: URL, { begun }: Started): Promise<Principal | undefined> => {
    // RFC 9207: an answer that names another issuer is not for us.
    const [named, code] = [searchParams.get('iss'), searchParams.get('code')];
    const isNamed = named === null || named === options.issuer;
    if (!isEqual(searchParams.get('state') ?? '', begun.state) || !isNamed || code === null) return undefined;
    return options.principalOf(await tokenFor(code, options, endpointOf, redirectUri(), begun));
  };

/** Logs people in at the authorization server, for the pages of this one. Hosts and origins were checked before. */
export const createLogin = (options: LoginOptions) => {
  const { origin, log, issuer } = options;
  const browsers = createBrowsers(() => origin().startsWith('https:'));
  const endpointOf = createEndpoints(issuer);
  const redirectUri = (): string => `${origin()}${CALLBACK}`;
  const fail = createFail(options);
  const holderOf = createHolderOf(options, endpointOf, redirectUri);

  const start = async (request: IncomingMessage, url: URL, response: ServerResponse): Promise<void> => {
    const back = url.searchParams.get('back') ?? '';
    const [, below, name = ''] = BACK.exec(back) ?? [];
    if (below !== 'approve' && below !== 'download') return sendStatus(response, 404);
    // The page itself says what became of it.
    if (!options.isPage(below, name)) return redirect(response, back);
    if (!options.admits(String(request.socket.remoteAddress))) return fail(request, response, 'often');
    const begun = begin();
    redirect(response, await loginUrl(options, endpointOf, redirectUri(), begun), browsers.keep({ begun, back }));
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
    return url.pathname === CALLBACK ? finish(request, url, response) : start(request, url, response);
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
