import { safeText } from './error-messages.ts';
import type { Send } from './http/http.ts';
import type { Endpoint } from './wire/endpoint.ts';

/** What stood at `/api/version`: one line, safe to show; empty where it was a page or nothing. */
export interface Version {
  readonly status: number;
  readonly text: string;
  readonly isPage: boolean;
}

const MOST_BYTES = 16_384;
const LONGEST_SHOWN = 160;

/**
 * Asks an ASAPI gateway whether it is alive, as the guide verifies its address (7.2.1): no key, no signature. What a good
 * answer looks like the guide shows as a picture only, so that the text is given on as it is. Rejects with `Unreachable`.
 */
export const askVersion = async (
  send: Send,
  { origin }: Endpoint,
  redact: (text: string) => string,
  signal?: AbortSignal,
): Promise<Version> => {
  const request = {
    method: 'GET',
    origin,
    path: '/api/version',
    headers: { accept: '*/*' },
    mostBytes: MOST_BYTES,
  } as const;
  const { status, text } = await send(request, signal);
  const isPage = text.trimStart().startsWith('<');
  return { status, isPage, text: isPage ? '' : safeText(redact(text), [], LONGEST_SHOWN) };
};
