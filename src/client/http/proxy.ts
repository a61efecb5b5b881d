import type { NetworkOptions } from '../options.ts';

type ProxyOptions = Pick<NetworkOptions, 'proxy' | 'httpsProxy' | 'httpProxy' | 'noProxy'>;

/** The proxy's URL for one origin, or none. Only a proxy that is named outright serves loopback too. */
export const proxyFor = (origin: string, options: ProxyOptions): string | undefined => {
  const url = new URL(origin);
  if (options.noProxy?.some((entry) => fits(url, entry.toLowerCase()))) return undefined;
  const byScheme = url.protocol === 'https:' ? options.httpsProxy : options.httpProxy;
  const proxy = options.proxy || (isLoopback(url.hostname) ? undefined : byScheme);
  return proxy && (proxy.includes('://') ? proxy : `http://${proxy}`);
};

/** Whether a host is this machine. */
export const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);

/** One entry of NO_PROXY: a host or a domain suffix, with an optional port, or `*` for all. */
const fits = (url: URL, entry: string): boolean => {
  if (entry === '*') return true;
  const [, name = entry, port] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
  if (port !== undefined && port !== portOf(url)) return false;
  const suffix = name.replace(/^\*?\./, '');
  return suffix !== '' && (url.hostname === suffix || url.hostname.endsWith(`.${suffix}`));
};

const portOf = (url: URL): string => url.port || (url.protocol === 'https:' ? '443' : '80');
