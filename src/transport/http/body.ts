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

/** What all that is being read may hold together beyond the beginnings of its bodies, which always have room. */
const MOST_LONG_BYTES = 64 << 20;
/** Many times a usual message; as many as there may be connections fit in memory. */
const SHORT = 1 << 14;

const noRoom: HttpRefusal = {
  status: 503,
  message: 'Too many long messages are being read. Send this one again later.',
  headers: { connection: 'close', 'retry-after': '5' },
};
const cutOff: HttpRefusal = {
  status: 400,
  message: 'The body ended before its end.',
  headers: { connection: 'close' },
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

/**
 * Reads the bytes of bodies: one holds at most `MOST_BYTES`, and all that are being read at most `mostLong` beyond their first
 * 16 KB. So a few large bodies cannot fill the memory, and not even many of them keep a small message out.
 */
const createBytesReader = (mostLong: number) => {
  let longBytes = 0;
  return (request: IncomingMessage): Promise<Buffer | HttpRefusal> =>
    new Promise((resolve) => {
      const chunks: Buffer[] = [];
      let [size, long] = [0, 0];
      const finish = (end: Buffer | HttpRefusal): void => {
        request.off('data', take);
        longBytes -= long;
        long = 0;
        resolve(end);
      };
      const refuse = (refusal: HttpRefusal): void => {
        request.pause();
        finish(refusal);
      };
      const take = (chunk: Buffer): void => {
        size += chunk.length;
        chunks.push(chunk);
        const more = Math.max(0, size - SHORT) - long;
        long += more;
        longBytes += more;
        if (size > MOST_BYTES) refuse(tooLong);
        else if (more > 0 && longBytes > mostLong) refuse(noRoom);
      };
      request.on('data', take);
      request.once('end', () => finish(Buffer.concat(chunks)));
      for (const gone of ['error', 'close']) request.once(gone, () => finish(cutOff));
    });
};

/** Reads the one JSON message of a POST. Who is too slow for it is cut off by the server's time-outs. */
export const createMessageReader = (mostLong = MOST_LONG_BYTES) => {
  const read = createBytesReader(mostLong);
  return async (request: IncomingMessage): Promise<ReadBody> => {
    const { headers } = request;
    const isPlain = headers['content-encoding'] === undefined || headers['content-encoding'] === 'identity';
    if (!/^application\/json\s*(?:;|$)/i.test(headers['content-type'] ?? '') || !isPlain)
      return {
        refusal: { status: 415, message: 'Content-Type must be application/json, without a Content-Encoding.' },
      };
    if (Number(headers['content-length'] ?? 0) > MOST_BYTES) return { refusal: tooLong };
    const bytes = await read(request);
    return 'status' in bytes ? { refusal: bytes } : parse(bytes.toString('utf8'));
  };
};

/** Whether what is left of a body may be longer than what Node.js reads away at once, so that its connection had better end. */
export const isLongBody = ({ headers, complete }: Pick<IncomingMessage, 'headers' | 'complete'>): boolean =>
  !complete && (headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > SHORT);
