import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { classifyInboundRequest, createMcpHandler, type Server } from '@modelcontextprotocol/server';
import type { Fields } from '../../catalogue/action.ts';
import { createFault, type Fault, faultText } from '../fault.ts';
import { resourcesListenedTo } from '../subscription.ts';
import { createMessageReader, type ReadBody } from './body.ts';
import { type AuthenticatedRequest, createSessions } from './sessions.ts';

/** What the endpoint serves, and who hears of its events. */
export interface McpOptions {
  /** One server for each session (2025 era) or request (2026 era). */
  readonly createServer: () => Server;
  readonly onerror: (error: Error) => void;
  /** Something went wrong inside: a mistake of this server, not of whoever asked. */
  readonly onfault: (fault: Fault) => void;
  /** 2026 era: a subscription to these resources begins. */
  readonly onListen: (id: string, uris: readonly string[]) => void;
  /** The subscription with this ID ends. */
  readonly onUnlisten: (id: string) => void;
}

/** The message of a request that is about to be answered; undefined for a GET or DELETE. */
export type Incoming = Fields | undefined;

const METHODS = ['POST', 'GET', 'DELETE'];

const HEADERS = {
  protocolVersionHeader: 'mcp-protocol-version',
  mcpMethodHeader: 'mcp-method',
  mcpNameHeader: 'mcp-name',
} as const;

/** A method under a header with this version is never of the older era, whatever else is wrong with the request. */
const NEW_ERA = '2026-07-28';

/** The era is told by headers and message; neither the body nor a request of the web is made for it once more. */
const isOldEra = ({ method = '', headers }: IncomingMessage, message: Incoming): boolean => {
  if (method !== 'POST' || headers['mcp-session-id'] !== undefined) return true;
  if (headers['mcp-protocol-version'] === NEW_ERA && message && 'method' in message) return false;
  const telling = Object.entries(HEADERS).flatMap(([name, header]) => {
    const value = headers[header];
    return value === undefined ? [] : [[name, String(value)]];
  });
  return (
    classifyInboundRequest({ httpMethod: method, ...Object.fromEntries(telling), body: message }).kind === 'legacy'
  );
};

/** Whether a request opens a stream that has no end of its own. */
export const isStream = ({ method }: IncomingMessage, message: Incoming): boolean =>
  method === 'GET' || message?.['method'] === 'subscriptions/listen';

/** The answers that each caller waits for. A call whose answer is cut off is aborted. */
const createAnswers = () => {
  const open = new Map<ServerResponse, string>();
  return {
    add: (owner: string, response: ServerResponse): void => {
      open.set(response, owner);
      response.once('close', () => open.delete(response));
    },
    cut: (owner: string): void => {
      for (const [response, its] of open) if (its === owner) response.destroy();
    },
  };
};

/**
 * Answers of the 2026 era. The listener replaces `Response` of this process by a lighter one that keeps a text as it is, so
 * that an answer is one write with its length; the SDK's own makes a stream of it, and chunks of the stream.
 */
const createNewEra = ({ createServer, onerror, onfault }: McpOptions) => {
  /** The SDK reports an error right before it answers with it. */
  let latest: unknown = 'the SDK answered with 500';
  const report = (error: Error): void => {
    latest = error;
    onerror(error);
  };
  const handler = createMcpHandler(createServer, { legacy: 'reject', onerror: report });
  const serve = (request: AuthenticatedRequest, response: ServerResponse, parsedBody: Incoming): Promise<void> => {
    const given = { ...(request.auth && { authInfo: request.auth }), parsedBody };
    const failed = (error: unknown): Response => {
      const fault = createFault(error, request);
      onfault(fault);
      const body = {
        jsonrpc: '2.0',
        error: { code: -32_603, message: faultText(fault) },
        id: parsedBody?.['id'] ?? null,
      };
      return Response.json(body, { status: 500 });
    };
    const answer = async (asked: Request): Promise<Response> => {
      const made = await handler.fetch(asked, given);
      return made.status === 500 ? failed(latest) : made;
    };
    return getRequestListener(answer, { errorHandler: failed })(request, response);
  };
  return { handler, serve };
};

/** The endpoint of the protocol: 2025-11-25 with sessions, 2026-07-28 without, from the same servers. */
export const createMcpEndpoint = (options: McpOptions) => {
  const { onListen, onUnlisten } = options;
  const sessions = createSessions(options);
  const { handler, serve: serveNewEra } = createNewEra(options);
  const answers = createAnswers();
  const readMessage = createMessageReader();
  let listeners = 0;

  const trackListener = (message: Incoming, response: ServerResponse): void => {
    const uris = message && resourcesListenedTo(message);
    if (!uris) return;
    listeners += 1;
    const id = `http ${listeners}`;
    onListen(id, uris);
    response.once('close', () => onUnlisten(id));
  };

  return {
    /** The message of a request, read to its end, or why it is not served. */
    read: async (request: IncomingMessage): Promise<ReadBody | { readonly message: undefined }> => {
      if (!METHODS.includes(request.method ?? '')) {
        const headers = { allow: METHODS.join(', ') };
        return { refusal: { status: 405, message: 'Method not allowed.', headers } };
      }
      return request.method === 'POST' ? readMessage(request) : { message: undefined };
    },
    /** Answers a request of a caller. */
    serve: async (
      request: AuthenticatedRequest,
      response: ServerResponse,
      owner: string,
      message: Incoming,
    ): Promise<void> => {
      answers.add(owner, response);
      if (isOldEra(request, message)) return sessions.serve(request, response, owner, message);
      trackListener(message, response);
      return serveNewEra(request, response, message);
    },
    /** 2026 era: tells who listens that a resource has changed. */
    publish: (uri: string): void => handler.notify.resourceUpdated(uri),
    /** Ends the sessions and the open answers of a caller. */
    endCaller: (owner: string): void => {
      sessions.end(owner);
      answers.cut(owner);
    },
    /** Ends what is still open. */
    close: async (): Promise<void> => {
      sessions.end();
      await handler.close();
    },
  };
};
