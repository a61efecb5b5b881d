import type { IncomingMessage } from 'node:http';
import { type Fields, isFields } from '../../catalogue/action.ts';
import type { HttpRefusal } from './answer.ts';

/** A message of the protocol, or why what came is none. */
export type ReadBody = { readonly message: Fields } | { readonly refusal: HttpRefusal };

/** Longer than any message of an agent, and little enough to hold for many callers. */
const MOST_BYTES = 4 << 20;

const tooLong: HttpRefusal = {
  status: 413,
  message: `A message has at most ${MOST_BYTES} bytes.`,
  headers: { connection: 'close' },
};

/** The bytes of a body; undefined when there are too many of them, or the client went away. */
const bytesOf = async (request: IncomingMessage): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MOST_BYTES) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
};

const parse = (text: string): ReadBody => {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return { refusal: { status: 400, code: -32_700, message: 'Parse error: the body is no JSON.' } };
  }
  if (isFields(message)) return { message };
  const why = Array.isArray(message) ? 'batches are not served; send each message by itself' : 'a message is an object';
  return { refusal: { status: 400, code: -32_600, message: `Invalid Request: ${why}.` } };
};

/** Reads the one JSON message of a POST. Who is too slow for it is cut off by the server's time-outs. */
export const readMessage = async (request: IncomingMessage): Promise<ReadBody> => {
  const { headers } = request;
  const isPlain = headers['content-encoding'] === undefined || headers['content-encoding'] === 'identity';
  if (!/^application\/json\s*(?:;|$)/i.test(headers['content-type'] ?? '') || !isPlain)
    return { refusal: { status: 415, message: 'Content-Type must be application/json, without a Content-Encoding.' } };
  if (Number(headers['content-length'] ?? 0) > MOST_BYTES) return { refusal: tooLong };
  const bytes = await bytesOf(request);
  return bytes ? parse(bytes.toString('utf8')) : { refusal: tooLong };
};
