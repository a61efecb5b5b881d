import { readFile } from 'node:fs/promises';
import type { Dispatcher } from 'undici';
import { BadSettings } from '../../errors.ts';
import type { NetworkOptions } from '../options.ts';
import { type HttpRequest, type HttpResponse, perform, type Route } from './exchange.ts';
import { proxyFor } from './proxy.ts';

/** Sends one request and reads the whole answer; see `perform` for the errors. */
export type Send = (request: HttpRequest, signal?: AbortSignal) => Promise<HttpResponse>;

export interface Http {
  readonly send: Send;
  readonly close: () => Promise<void>;
}

type Undici = typeof import('undici');

// A page of fifty rows has about 100 kB; a dozen replies may be under way at once, and each takes many times its bytes.
// Official clients wait 5 to 60 s for a connection and 10 to 60 s for an answer; creating a gateway is slow.
const defaults = { connectTimeoutMs: 5_000, readTimeoutMs: 30_000, maxResponseBytes: 4 * 1024 * 1024 };
const connectionsPerOrigin = 16;

/**
 * Keep-alive pools, one for each origin, made when first used; nothing is loaded or read before the first `send`. `warn`
 * hears once when certificates are not checked.
 */
export const openHttp = (options: NetworkOptions, warn: (text: string) => void): Http => {
  const limits = {
    bytes: options.maxResponseBytes ?? defaults.maxResponseBytes,
    ms: 4 * (options.readTimeoutMs ?? defaults.readTimeoutMs),
  };
  const routes = new Map<string, Promise<Route>>();
  let tls: Promise<Record<string, unknown>> | undefined;

  const open = async (request: HttpRequest): Promise<Route> => {
    const proxy = request.direct ? undefined : proxyFor(request.origin, options);
    tls ??= tlsOptions(options, warn);
    const dispatcher = connections(await import('undici'), request, proxy, options, await tls);
    return { dispatcher, proxied: proxy !== undefined };
  };
  const routeFor = (request: HttpRequest): Promise<Route> => {
    const key = `${request.direct ?? ''}${request.origin}`;
    const known = routes.get(key);
    if (known !== undefined) return known;
    const opened = open(request);
    routes.set(key, opened);
    opened.catch(() => routes.delete(key));
    return opened;
  };

  return {
    send: async (request, signal) => {
      signal?.throwIfAborted();
      const bytes = Math.min(limits.bytes, request.mostBytes ?? limits.bytes);
      return await perform(await routeFor(request), request, { ...limits, bytes }, signal);
    },
    close: async () => {
      const opened = await Promise.allSettled(routes.values());
      routes.clear();
      await Promise.all(
        opened.map((route) => (route.status === 'fulfilled' ? route.value.dispatcher.destroy() : undefined)),
      );
    },
  };
};

const connections = (
  undici: Undici,
  request: HttpRequest,
  proxy: string | undefined,
  options: NetworkOptions,
  tls: Record<string, unknown>,
): Dispatcher => {
  const wait = request.timeoutMs ?? options.readTimeoutMs ?? defaults.readTimeoutMs;
  const timeout = Math.min(request.timeoutMs ?? Infinity, options.connectTimeoutMs ?? defaults.connectTimeoutMs);
  const pool = {
    connections: connectionsPerOrigin,
    headersTimeout: wait,
    bodyTimeout: wait,
    keepAliveTimeout: 10_000,
  };
  if (proxy === undefined) return new undici.Pool(request.origin, { ...pool, connect: { ...tls, timeout } });
  // CONNECT is for TLS; many proxies refuse it for plain HTTP.
  const proxyTunnel = request.origin.startsWith('https:');
  const connect = { ...tls, timeout };
  return new undici.ProxyAgent({
    ...pool,
    uri: proxy,
    proxyTunnel,
    requestTls: connect,
    proxyTls: connect,
    // Left to itself, undici waits five minutes for a proxy that is silent. A tunnel is a connection still being made.
    clientFactory: (url, settings) => new undici.Pool(url, { ...settings, headersTimeout: timeout }),
    factory: (url, settings) => new undici.Pool(url, { ...pool, ...settings }),
  });
};

const tlsOptions = async (options: NetworkOptions, warn: (text: string) => void): Promise<Record<string, unknown>> => {
  if (options.insecure)
    warn('Certificates are not checked (insecure): anyone on the way can read and change every call.');
  const ca = options.caFile === undefined ? undefined : await authorities(options.caFile);
  return { ...(ca && { ca }), ...(options.insecure && { rejectUnauthorized: false }) };
};

/** The usual authorities and the private ones: a private CA must not lock the public STS out. */
const authorities = async (file: string): Promise<string[]> => {
  const tls: { rootCertificates: readonly string[]; getCACertificates?: () => string[] } = await import('node:tls');
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw badFile(file, 'cannot be read', cause);
  });
  if (!text.includes('-----BEGIN CERTIFICATE-----')) throw badFile(file, 'holds no PEM certificate');
  return [...(tls.getCACertificates?.() ?? tls.rootCertificates), text];
};

const badFile = (file: string, what: string, cause?: unknown): BadSettings =>
  new BadSettings(
    'caFile',
    `The CA file ${file} ${what}.`,
    'Name a readable file with the PEM certificate of the authority that signed the endpoint.',
    { cause },
  );
