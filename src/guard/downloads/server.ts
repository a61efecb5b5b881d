import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { create as contentDisposition } from 'content-disposition';
import type { Log } from '../../catalogue/invoke.ts';
import type { Principal } from '../../catalogue/risk.ts';
import { isOurPress, languageOf, readForm, sendPage, sendStatus } from '../../web/answer.ts';
import type { Approvers } from '../host/approvers.ts';
import type { Clock } from '../host/clock.ts';
import { loginOf, personIn } from '../page/person.ts';
import { createTokenGuesses } from '../page/token-guesses.ts';
import { format, type Language, type LocalizedText, message } from '../text/message.ts';
import type { Downloads } from './downloads.ts';
import type { Download } from './entries.ts';
import { overPage, waitingPage } from './html.ts';
import { downloadText } from './messages.ts';

/** What requests are answered from. */
export interface DownloadDesk {
  readonly downloads: Downloads;
  readonly approvers: Approvers;
  readonly clock: Clock;
  readonly log: Log;
  /** The one that the operator set; undefined: the browser's. */
  readonly language: Language | undefined;
  /** Rejects where it cannot be recorded that a file leaves, was cut, or waits on after all. */
  readonly record: (state: 'taken' | 'cut' | 'waits', download: Download, by?: string) => Promise<void>;
}

/** One request, and the file that it is about. */
interface Visit {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly download: Download;
  readonly language: Language;
}

const PATH = /^\/download\/([\w-]{43})$/;

/** The address of a page is its file's alone: whoever only looks, such as a preview of links, takes nothing. */
const METHODS = { allow: 'GET, POST' };

const showOver = (response: ServerResponse, language: Language, download?: Download): void => {
  sendPage(response, download ? 410 : 404, (nonce) => overPage(download, language, nonce));
};

/** A refusal on the page, or none. */
interface Shown {
  readonly status: number;
  readonly error?: LocalizedText;
  readonly name?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const showWaiting = (
  { request, response, download, language }: Visit,
  { approvers, clock }: DownloadDesk,
  { status, error, name = '', headers = {} }: Shown,
): void => {
  const drawn = {
    language,
    login: loginOf(request, `/download/${download.path}`, approvers)?.shown,
    mustBeOther: approvers.mustBeOther,
    nowMs: clock.now(),
    error: error && format(message(error, { name }), language),
  };
  sendPage(response, status, (nonce) => waitingPage(download, { ...drawn, nonce }), headers);
};

/** Why somebody may not take a file; undefined when they may. Reading takes no scope: a reader could take every key. */
const refusalFor = (
  person: Principal | undefined,
  { caller }: Download,
  { mustBeOther }: Approvers,
): LocalizedText | undefined => {
  if (!person) return downloadText.nobody;
  if (!person.may('vpn:approve')) return downloadText.mayNot;
  return mustBeOther && person.name === caller ? downloadText.own : undefined;
};

/** What has happened already cannot wait for its record. */
const recordLater = (state: 'cut' | 'waits', download: Download, { record, log }: DownloadDesk, by?: string): void => {
  record(state, download, by).catch((why: unknown) =>
    log('error', 'what became of a file is not in the audit', { why, id: download.id }),
  );
};

const send = ({ response, download, request }: Visit, content: Buffer, desk: DownloadDesk, by: string) => {
  const { downloads } = desk;
  let hasLeft = false;
  // A connection that broke ends its answer in the same way.
  response.once('finish', () => {
    hasLeft = !request.socket.destroyed;
  });
  response.once('close', () => {
    if (hasLeft) return downloads.arrived(download.path);
    downloads.cut(download.path);
    recordLater('cut', download, desk, by);
  });
  response
    .writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-length': content.length,
      'content-disposition': contentDisposition(download.name),
      'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'accept-ranges': 'none',
      connection: 'close',
    })
    .end(content);
  // Nothing more of the request is of interest.
  request.resume();
};

/** Records that a file leaves, then hands it out: without a record nothing does, and to whoever has gone nothing. */
const handOver = async (visit: Visit, person: Principal, desk: DownloadDesk): Promise<void> => {
  const { response, download } = visit;
  const { downloads, log } = desk;
  if (response.destroyed) return;
  // It waits behind another answer, and may never have its turn: this one was sent ahead, which no browser does.
  if (!response.socket) return sendStatus(response, 400);
  const content = downloads.take(download.path, person.name);
  if (!content) return showOver(response, visit.language, download);
  try {
    await desk.record('taken', download, person.name);
  } catch (why) {
    downloads.putBack(download.path);
    log('error', 'a file is not handed out: the audit cannot be written', { why, id: download.id });
    return showWaiting(visit, desk, { status: 503, error: downloadText.unrecorded });
  }
  if (response.destroyed) {
    downloads.putBack(download.path);
    return recordLater('waits', download, desk);
  }
  log('info', 'a file was handed out', { id: download.id, name: download.name, by: person.name, for: download.caller });
  send(visit, content, desk, person.name);
};

const createPress = (desk: DownloadDesk) => {
  const guesses = createTokenGuesses(desk.clock);

  const refuse = (visit: Visit, error: LocalizedText, person: Principal | undefined): void => {
    const { request, download } = visit;
    const address = request.socket.remoteAddress ?? '';
    const waitSeconds = guesses.add(address);
    const facts = { id: download.id, name: download.name, address, ...(person && { principal: person.name }) };
    if (waitSeconds === 0) {
      desk.log('warn', 'a file was not handed out: whoever asked may not take it', facts);
      showWaiting(visit, desk, { status: 403, error, ...(person && { name: person.name }) });
      return;
    }
    const headers = { 'retry-after': String(waitSeconds) };
    showWaiting(visit, desk, { status: 429, error: downloadText.tooMany, headers });
  };

  return async (visit: Visit): Promise<void> => {
    const { request, response, download } = visit;
    const form = await readForm(request);
    if (!form) return sendStatus(response, 400);
    const person = await personIn(request, form, desk.approvers);
    // Meanwhile it may have gone to somebody else.
    if (download.state !== 'waits' && download.state !== 'cut') return showOver(response, visit.language, download);
    const error = refusalFor(person, download, desk.approvers);
    if (error || !person) return refuse(visit, error ?? downloadText.nobody, person);
    return handOver(visit, person, desk);
  };
};

/** Answers requests below /download/. Hosts and origins were checked before. */
export const createDownloadServer = (desk: DownloadDesk): RequestListener => {
  const press = createPress(desk);
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!isOurPress(request)) return sendStatus(response, 403);
    const url = new URL(request.url ?? '/', 'http://localhost');
    const path = PATH.exec(url.pathname)?.[1];
    const language = languageOf(url, request, desk.language);
    const { method = '' } = request;
    if (method !== 'GET' && method !== 'POST') return void response.writeHead(405, METHODS).end();
    const download = path === undefined ? undefined : desk.downloads.at(path);
    if (!download) return showOver(response, language);
    const visit = { request, response, download, language };
    if (method === 'POST') return press(visit);
    if (download.state !== 'waits' && download.state !== 'cut') return showOver(response, language, download);
    return showWaiting(visit, desk, { status: 200 });
  };
  return (request, response) => {
    answer(request, response).catch((error: Error) => {
      desk.log('error', 'a download page failed', { why: error.message });
      response.destroy();
    });
  };
};
