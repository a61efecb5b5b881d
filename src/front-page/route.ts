import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Language } from '../catalogue/message.ts';
import { languageOf, sendPage } from '../web/answer.ts';
import type { ServerFacts } from './facts.ts';
import { frontPage } from './page.ts';

/** What the page is answered from. */
export interface FrontPageOptions {
  readonly facts: ServerFacts;
  /** The one that the operator set; undefined: the browser's. */
  readonly language: Language | undefined;
  /** Under which address people reach the server; undefined where the one that they have called is as good. */
  readonly publicUrl: string | undefined;
  readonly isTls: boolean;
}

/** Answers `/`. Its host was checked before. */
export const createFrontPage = ({ facts, language, publicUrl, isTls }: FrontPageOptions) => {
  const originFor = ({ headers }: IncomingMessage): string =>
    publicUrl ?? `${isTls ? 'https' : 'http'}://${headers.host ?? 'localhost'}`;
  return (request: IncomingMessage, response: ServerResponse, whyNotReady: string | undefined): void => {
    const shown = languageOf(new URL(request.url ?? '/', 'http://localhost'), request, language);
    const visit = { language: shown, url: `${originFor(request)}/mcp`, whyNotReady };
    sendPage(response, 200, (nonce) => frontPage(facts, { ...visit, nonce }));
  };
};
