import type { IncomingMessage } from 'node:http';

/** Under which names a server may be called, and from which pages. */
export interface Allowed {
  /** Values of the Host header, without the port. */
  readonly hosts: ReadonlySet<string>;
  /** Values of the Origin header: the server's own pages and no others. */
  readonly origins: ReadonlySet<string>;
}

/** What the names are derived from. */
export interface Place {
  readonly scheme: 'http' | 'https';
  readonly host: string;
  readonly port: number;
  readonly publicUrl?: string | undefined;
  readonly allowedHosts: readonly string[];
}

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];
const ANY = ['0.0.0.0', '::'];

const bracketed = (host: string): string => (host.includes(':') && !host.startsWith('[') ? `[${host}]` : host);

/** The hosts and origins that belong to an address, and to the one under which the public knows it. */
export const allowedAt = ({ scheme, host, port, publicUrl, allowedHosts }: Place): Allowed => {
  const known = publicUrl === undefined ? [] : [new URL(publicUrl)];
  const own = [...LOOPBACK, ...(ANY.includes(host) ? [] : [bracketed(host)])];
  const originOf = (name: string): string => new URL(`${scheme}://${name}:${port}`).origin;
  return {
    hosts: new Set([
      ...own,
      ...known.map(({ hostname }) => hostname),
      ...allowedHosts.map((name) => name.toLowerCase()),
    ]),
    origins: new Set([...own.map(originOf), ...known.map(({ origin }) => origin)]),
  };
};

/** The name in a Host header; undefined where there is none, or it is malformed. What is served may make addresses of it. */
const hostNameIn = (header: string | undefined): string | undefined => {
  const [, name, port = '0'] = /^(\[[0-9a-f:.]+\]|[^:[\]/\s@]+)(?::(\d{1,5}))?$/i.exec(header ?? '') ?? [];
  return Number(port) < 65_536 ? name?.toLowerCase() : undefined;
};

/** Node.js keeps the first of several; what stands in front of this server may have gone by the last. */
const hasSeveralHosts = (rawHeaders: readonly string[]): boolean =>
  rawHeaders.filter((name, at) => at % 2 === 0 && name.length === 4 && name.toLowerCase() === 'host').length > 1;

/**
 * Why a request may not be served; undefined when it may. A name that was rebound to this address shows in Host, a page of
 * somebody else in Origin. An address that was called as such cannot be rebound.
 */
export const whyForeign = (
  { headers, rawHeaders, socket }: Pick<IncomingMessage, 'headers' | 'rawHeaders' | 'socket'>,
  { hosts, origins }: Allowed,
): string | undefined => {
  if (hasSeveralHosts(rawHeaders)) return 'there are several Host headers';
  const name = hostNameIn(headers.host);
  const local = bracketed((socket.localAddress ?? '').replace(/^::ffff:/, ''));
  if (name === undefined || !(hosts.has(name) || name === local)) return 'the Host header names another server';
  if (headers.origin !== undefined && !origins.has(headers.origin.toLowerCase()))
    return 'the Origin header names a page of another site';
  return undefined;
};
