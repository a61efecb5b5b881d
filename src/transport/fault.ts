import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Fields } from '../catalogue/action.ts';

/** A mistake of this server on the way of a request. */
export interface Fault {
  /** Stands in the answer and in the log: a person finds one by the other. */
  readonly reference: string;
  readonly error: Error;
  /** What the request was, without anything secret or long that its sender may have put there. */
  readonly request: Fields;
}

/** A request of HTTP, with the message that was read from it. */
type Asked = Pick<IncomingMessage, 'method' | 'url'> & { readonly message?: Fields | undefined };

const plain = (value: unknown): string | number | undefined => {
  if (value === undefined || typeof value === 'number') return value;
  return typeof value === 'string' && /^[\w./-]{1,64}$/.test(value) ? value : 'other';
};

/** The first part of a path: what follows may be the secret address of a page. */
const routeOf = (url = '/'): string => `/${/^\/([\w.-]{0,64})(?=[/?]|$)/.exec(url)?.[1] ?? ''}`;

/** What is to be said of an error that nobody expected. */
export const createFault = (error: unknown, { method, url, message }: Asked): Fault => ({
  reference: randomBytes(4).toString('hex'),
  error: error instanceof Error ? error : new Error(String(error)),
  request: {
    method: plain(method),
    route: routeOf(url),
    ...(message && { call: plain(message['method']), requestId: plain(message['id']) }),
  },
});

/** What the sender of the request reads. */
export const faultText = ({ reference }: Fault): string =>
  `Internal error. This server made a mistake; its log has it under ${reference}.`;
