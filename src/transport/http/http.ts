import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFault, faultText } from '../fault.ts';
import { type Allowed, allowedAt, whyForeign } from './allowed.ts';
import { refuseRequest, sendText } from './answer.ts';
import { createDrain, type Drain } from './drain.ts';
import { type ListenerOptions, openListener } from './listener.ts';
import { createMcpRoute, type McpRouteOptions, ownerOf } from './mcp-route.ts';
import { METADATA_PATHS, resourceMetadata } from './resource-metadata.ts';
import { cutSlowClients } from './slow-clients.ts';
import { createStatusRoutes, type StatusOptions } from './status-routes.ts';

/** What is served on HTTP, where, and within which limits. */
export interface HttpOptions extends McpRouteOptions, ListenerOptions, StatusOptions {
  readonly address: { readonly host: string; readonly port: number };
  readonly publicUrl: string | undefined;
  readonly allowedHosts: readonly string[];
  /** How long calls under way may still take once the server was told to end. */
  readonly drainMs: number;
  /** What answers below /approve/, once a question was asked there. */
  readonly approvalPages: () => RequestListener | undefined;
  /** What answers below /download/, where secrets wait for people. */
  readonly downloadPages?: RequestListener | undefined;
  /** What answers /login and below, where people can log in. */
  readonly loginPages?: RequestListener | undefined;
}

/** A server that listens. */
export interface HttpConnection {
  /** The address of the endpoint. */
  readonly url: string;
  /** Under which address people reach the server. */
  readonly origin: string;
  /** Resolves when nothing is open any more. */
  readonly over: Promise<void>;
  /** Takes nothing more in, and lets calls under way end. Called once more it waits for none. */
  readonly end: () => void;
  /** What is left of `drainMs`. */
  readonly leftMs: () => number;
  /** 2026 era: tells who listens that a resource has changed. */
  readonly publish: (uri: string) => void;
  /** Ends the sessions, the open calls and the questions of a principal. */
  readonly endCaller: (principal: string) => void;
}

/** What is known of the address once the server listens. */
interface Placed {
  /** Under which callers know the server. */
  readonly origin: string;
  readonly allowed: Allowed;
}

const pathOf = ({ url = '/' }: IncomingMessage): string => url.split('?', 1)[0] ?? '/';

const listen = (server: Server, { host, port }: HttpOptions['address']): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      // A server that listens on a port has such an address.
      resolve((server.address() as AddressInfo).port);
    });
  });

const bracketed = (host: string): string => (host.includes(':') ? `[${host}]` : host);

/** What people are shown at a path. */
const pagesAt = (
  path: string,
  { approvalPages, downloadPages, loginPages }: HttpOptions,
): RequestListener | undefined => {
  if (path.startsWith('/approve/')) return approvalPages();
  if (path.startsWith('/download/')) return downloadPages;
  return path === '/login' || path === '/login/callback' ? loginPages : undefined;
};

/** Answers requests of all routes. */
const createRouter = (options: HttpOptions, place: () => Placed, drain: Drain) => {
  const { oauth } = options;
  const mcp = createMcpRoute(options, drain, () => place().origin);
  const statusRoutes = createStatusRoutes(options, drain.hasBegun);
  const route = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const foreign = whyForeign(request, place().allowed);
    if (foreign !== undefined)
      return refuseRequest(response, {
        status: 403,
        message: `Forbidden: ${foreign}.`,
        headers: { connection: 'close' },
      });
    const path = pathOf(request);
    const statusRoute = statusRoutes.get(path);
    if (statusRoute) return statusRoute(request, response);
    if (oauth && METADATA_PATHS.includes(path))
      return sendText(response, 200, resourceMetadata(place().origin, oauth.issuer), {
        'content-type': 'application/json',
      });
    const pages = pagesAt(path, options);
    if (pages) return pages(request, response);
    if (drain.hasBegun())
      return refuseRequest(response, {
        status: 503,
        message: 'The server is stopping.',
        headers: { connection: 'close', 'retry-after': '5' },
      });
    if (path === '/mcp') return mcp.route(request, response);
    return sendText(response, 404, 'Not found. The endpoint is /mcp.\n');
  };
  return { route, endpoint: mcp.endpoint };
};

/** Listens on HTTP. Rejects where the address cannot be had. */
export const connectHttp = async (options: HttpOptions): Promise<HttpConnection> => {
  const { server, scheme, stopWatching } = openListener(options);
  cutSlowClients(server);
  const drain = createDrain(server, options.drainMs, async () => {
    stopWatching();
    await router.endpoint.close();
  });
  let placed: Placed = { origin: '', allowed: { hosts: new Set(), origins: new Set() } };
  const router = createRouter(options, () => placed, drain);
  server.on('request', (request, response) => {
    response.once('close', () =>
      options.metrics.count('vpn_mcp_http_responses_total', { status: String(response.statusCode) }),
    );
    router.route(request, response).catch((error: unknown) => {
      const fault = createFault(error, request);
      options.onfault(fault);
      // Half an answer must not look like a whole one.
      if (response.headersSent) response.destroy();
      refuseRequest(response, { status: 500, code: -32_603, message: faultText(fault) });
    });
  });
  const port = await listen(server, options.address);
  const { publicUrl, allowedHosts, address } = options;
  const own = `${scheme}://${bracketed(address.host)}:${port}`;
  placed = {
    origin: publicUrl ?? own,
    allowed: allowedAt({ scheme, host: address.host, port, publicUrl, allowedHosts }),
  };
  return {
    url: `${own}/mcp`,
    origin: placed.origin,
    over: drain.over,
    end: drain.end,
    leftMs: drain.leftMs,
    publish: router.endpoint.publish,
    endCaller: (principal) => router.endpoint.endCaller(ownerOf(principal)),
  };
};
