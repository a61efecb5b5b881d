import { createHmac } from 'node:crypto';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as it arrived, judged by a signature check of its own: written from the gateways' rules, not from src. */
export interface Recorded {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly form: Readonly<Record<string, string>>;
  /** Query and body together, without the signature. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  readonly isSigned: boolean;
  /** Tells connections apart. */
  readonly port: number | undefined;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  /** An object is sent as JSON. */
  readonly body?: unknown;
}

/** `cut` ends the connection without an answer, `silent` never answers. */
export type Answer = (
  request: Recorded,
  count: number,
) => Reply | 'cut' | 'silent' | ((response: ServerResponse) => void);

export interface Recorder {
  readonly url: string;
  readonly requests: Recorded[];
  /** What was asked, in order. */
  readonly actions: () => string[];
  readonly close: () => Promise<void>;
}

export const testKeys = { accessKeyId: 'LTAItestFAKEkey0001', accessKeySecret: 'fake-secret-for-tests' };

const encode = (text: string): string =>
  [...Buffer.from(text)]
    .map((byte) => (/[A-Za-z0-9\-_.~]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : hex(byte)))
    .join('');
const hex = (byte: number): string => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;

const isSigned = (method: string, all: Record<string, string>, secret: string): boolean => {
  const { Signature, ...rest } = all;
  const pairs = Object.keys(rest)
    .sort()
    .map((key) => `${encode(key)}=${encode(rest[key] ?? '')}`);
  const text = `${method}&${encode('/')}&${encode(pairs.join('&'))}`;
  const digest = rest['SignatureMethod'] === 'HMAC-SHA256' ? 'sha256' : 'sha1';
  return createHmac(digest, `${secret}&`).update(text).digest('base64') === Signature;
};

const read = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
};

const bodyOf = (text: string, type = ''): Record<string, string> =>
  type.includes('json') ? JSON.parse(text || '{}') : Object.fromEntries(new URLSearchParams(text));

const record = async (request: IncomingMessage, secretFor: (keyId: string) => string): Promise<Recorded> => {
  const { pathname: path, searchParams } = new URL(request.url ?? '/', 'http://gateway');
  const query = Object.fromEntries(searchParams);
  const form = bodyOf(await read(request), request.headers['content-type']);
  const method = request.method ?? '';
  const { Signature: _, ...parameters } = { ...query, ...form };
  const signed = isSigned(method, { ...query, ...form }, secretFor(parameters['AccessKeyId'] ?? ''));
  return {
    method,
    path,
    query,
    form,
    parameters,
    headers: request.headers,
    isSigned: signed,
    port: request.socket.remotePort,
  };
};

const send = (response: ServerResponse, reply: ReturnType<Answer>): void => {
  if (typeof reply === 'function') reply(response);
  else if (reply === 'cut') response.destroy();
  else if (reply !== 'silent') {
    const isText = typeof reply.body === 'string';
    response.writeHead(reply.status ?? 200, {
      'content-type': isText ? 'text/plain' : 'application/json',
      ...reply.headers,
    });
    response.end(isText ? reply.body : JSON.stringify(reply.body ?? {}));
  }
};

/** A gateway on loopback that remembers every request and answers as it is told. */
export const startRecorder = async (
  answer: Answer,
  makeServer: (listener: (request: IncomingMessage, response: ServerResponse) => void) => Server = createServer,
  secretFor: (keyId: string) => string = () => testKeys.accessKeySecret,
): Promise<Recorder> => {
  const requests: Recorded[] = [];
  const server = makeServer((request, response) => {
    void record(request, secretFor).then((recorded) => {
      requests.push(recorded);
      send(response, answer(recorded, requests.length));
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  // The address of a listening TCP server is never a pipe's name.
  const { port } = server.address() as AddressInfo;
  return {
    url: `${'key' in server || 'setSecureContext' in server ? 'https' : 'http'}://127.0.0.1:${port}`,
    requests,
    actions: () => requests.map(({ parameters }) => parameters['Action'] ?? ''),
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
};
