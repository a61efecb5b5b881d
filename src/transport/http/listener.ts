import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import { createSecureContext } from 'node:tls';
import { BadSettings } from '../../errors.ts';

/** The files of a certificate; both or none. */
export interface ListenerOptions {
  readonly tls?: { readonly certFile: string; readonly keyFile: string } | undefined;
  readonly onerror: (error: Error) => void;
}

/** A server that does not listen yet. */
export interface Listener {
  readonly server: Server;
  readonly scheme: 'http' | 'https';
  readonly stopWatching: () => void;
}

/** Times and sizes within which a request has to arrive. */
const BOUNDS = {
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  connectionsCheckingInterval: 2_000,
  keepAliveTimeout: 60_000,
  maxHeaderSize: 16_384,
};
const MOST_CONNECTIONS = 2_000;
/** How often it is looked whether a certificate was renewed. */
const LOOK_MS = 5_000;

type Files = NonNullable<ListenerOptions['tls']>;

/** Certificate and key that belong together. Throws where they cannot be used. */
const readPair = ({ certFile, keyFile }: Files): { readonly cert: string; readonly key: string } => {
  const pair = { cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8') };
  createSecureContext(pair);
  return pair;
};

const firstPair = (files: Files): ReturnType<typeof readPair> => {
  try {
    return readPair(files);
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new BadSettings(
      '--tls-cert',
      `the files of --tls-cert and --tls-key cannot be used${why}`,
      'Name a certificate with its chain and the key that belongs to it, both as PEM.',
    );
  }
};

/** Takes a renewed pair over; one that is written at this moment may not fit yet, and the former one serves on. */
const watchPair = (server: TlsServer, files: Files, onerror: ListenerOptions['onerror']): (() => void) => {
  let taken = JSON.stringify(readPair(files));
  const look = (): void => {
    try {
      const pair = readPair(files);
      if (JSON.stringify(pair) === taken) return;
      server.setSecureContext({ ...pair, minVersion: 'TLSv1.2' });
      taken = JSON.stringify(pair);
    } catch (error) {
      onerror(new Error('a renewed certificate cannot be used', { cause: error }));
    }
  };
  const timer = setInterval(look, LOOK_MS).unref();
  return () => clearInterval(timer);
};

/** A server with limits for whoever connects. Throws `BadSettings` for a certificate that cannot be used. */
export const openListener = ({ tls, onerror }: ListenerOptions): Listener => {
  const server = tls ? createTlsServer({ ...BOUNDS, ...firstPair(tls), minVersion: 'TLSv1.2' }) : createServer(BOUNDS);
  server.maxConnections = MOST_CONNECTIONS;
  const stopWatching = tls && 'setSecureContext' in server ? watchPair(server, tls, onerror) : () => {};
  return { server, scheme: tls ? 'https' : 'http', stopWatching };
};
