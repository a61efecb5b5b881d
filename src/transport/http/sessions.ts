import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { NodeStreamableHTTPServerTransport } from '@modelcontextprotocol/node';
import { type AuthInfo, isInitializeRequest, type Server } from '@modelcontextprotocol/server';
import type { Fields } from '../../catalogue/action.ts';
import { createDeadline, type Deadline } from '../deadline.ts';
import { type HttpRefusal, refuseRequest } from './answer.ts';

// Clients of the 2025 era keep a session: by it the server can ask the person behind them while a call is open.

/** A request as Node.js has it, with its message; the SDK reads `auth` and passes it on to the handlers. */
export type AuthenticatedRequest = IncomingMessage & { auth?: AuthInfo; message?: Fields };

/** What a session is served with. */
export interface SessionOptions {
  readonly createServer: () => Server;
  readonly onerror: (error: Error) => void;
  readonly now?: () => number;
}

interface Session {
  readonly owner: string;
  readonly server: Server;
  readonly transport: NodeStreamableHTTPServerTransport;
  /** Requests and streams that are open. */
  busy: number;
  seenMs: number;
  /** The end of the last token that was shown. Who has a newer one goes on. */
  readonly tokenEnd: Deadline;
}

/** Many clients go without a word: a session that nobody uses ends by itself. */
const IDLE_MS = 30 * 60_000;
const MOST = 1_000;
const MOST_OF_ONE = 100;

const notFound: HttpRefusal = {
  status: 404,
  code: -32_001,
  message: 'Session not found: it has ended. Send initialize again.',
};
const noSession: HttpRefusal = {
  status: 400,
  message: 'Bad Request: no Mcp-Session-Id. Send initialize first, or speak 2026-07-28, which needs none.',
};
const tooMany: HttpRefusal = {
  status: 503,
  message: 'Too many sessions are in use. Try again later.',
  headers: { 'retry-after': '60' },
};

const idOf = ({ id }: Fields): string | number | undefined =>
  typeof id === 'string' || typeof id === 'number' ? id : undefined;

/** The SDK never answers a call that its client has cancelled, and would leave the stream of that call open. */
const closeCancelled = ({ transport }: Session, message: Fields | undefined): void => {
  if (message?.['method'] !== 'notifications/cancelled') return;
  const requestId = idOf({ id: Object(message['params'])['requestId'] });
  if (requestId !== undefined) transport.closeSSEStream(requestId);
};

/** The SDK does not end a call whose client went away. */
const cancelWhenGone = (session: Session, message: Fields | undefined, response: ServerResponse): void => {
  const requestId = message && idOf(message);
  if (response.writableFinished || requestId === undefined || !('method' in (message ?? {}))) return;
  const params = { requestId, reason: 'the client went away' };
  session.transport.onmessage?.({ jsonrpc: '2.0', method: 'notifications/cancelled', params });
};

const isIdle = ({ busy }: Session): boolean => busy === 0;

/** Those of which one has to go before there is room for one more. */
const rivalsFor = (owner: string, sessions: ReadonlyMap<string, Session>): readonly [string, Session][] => {
  const own = [...sessions].filter(([, session]) => session.owner === owner);
  if (own.length >= MOST_OF_ONE) return own;
  return sessions.size >= MOST ? [...sessions] : [];
};

/** Sessions that are open, by their IDs. */
const createStore = ({ onerror, now = () => performance.now() }: SessionOptions) => {
  const sessions = new Map<string, Session>();
  const drop = (id: string): void => {
    const session = sessions.get(id);
    sessions.delete(id);
    session?.tokenEnd.cancel();
    session?.server.close().catch(onerror);
  };
  const dropWhere = (isMeant: (session: Session) => boolean): void => {
    for (const [id, session] of sessions) if (isMeant(session)) drop(id);
  };
  return {
    /** Of a session that nobody may use any more, once nothing of it is under way. */
    dropWhenIdle: (session: Session): void => {
      if (isIdle(session)) dropWhere((one) => one === session);
    },
    get: (id: string): Session | undefined => sessions.get(id),
    add: (id: string, session: Session): void => void sessions.set(id, session),
    drop,
    dropWhere,
    /** Whether there is room for one more; the session that was idle for longest makes it. */
    makeRoom: (owner: string): boolean => {
      const before = now() - IDLE_MS;
      dropWhere((session) => isIdle(session) && session.seenMs < before);
      const rivals = rivalsFor(owner, sessions);
      if (rivals.length === 0) return true;
      const [oldest] = rivals.filter(([, session]) => isIdle(session)).sort(([, a], [, b]) => a.seenMs - b.seenMs);
      if (oldest) drop(oldest[0]);
      return oldest !== undefined;
    },
  };
};

/** Counts a request of a session until its answer is over. */
const createUse =
  ({ dropWhenIdle }: Pick<ReturnType<typeof createStore>, 'dropWhenIdle'>, now: () => number) =>
  (session: Session, message: Fields | undefined, response: ServerResponse): void => {
    session.busy += 1;
    response.once('close', () => {
      session.busy -= 1;
      session.seenMs = now();
      cancelWhenGone(session, message, response);
      if (session.tokenEnd.isOver()) dropWhenIdle(session);
    });
  };

/** The sessions of one process, each of one caller. */
export const createSessions = (options: SessionOptions) => {
  const { createServer, onerror, now = () => performance.now() } = options;
  const store = createStore(options);
  const use = createUse(store, now);

  const open = async (owner: string): Promise<Session> => {
    const server = createServer();
    const transport = new NodeStreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      onsessioninitialized: (id) => store.add(id, session),
      onsessionclosed: store.drop,
    });
    const tokenEnd = createDeadline(() => store.dropWhenIdle(session));
    const session: Session = { owner, server, transport, busy: 0, seenMs: now(), tokenEnd };
    server.onerror = onerror;
    await server.connect(transport);
    return session;
  };

  /** Whose session it is, or a new one; a caller learns nothing of the sessions of others. */
  const find = async (
    id: string | undefined,
    owner: string,
    message: Fields | undefined,
  ): Promise<Session | HttpRefusal> => {
    const known = id === undefined ? undefined : store.get(id);
    if (id !== undefined) return known?.owner === owner ? known : notFound;
    if (!isInitializeRequest(message)) return noSession;
    return store.makeRoom(owner) ? open(owner) : tooMany;
  };

  return {
    /** Serves one request of the 2025 era. */
    serve: async (
      request: AuthenticatedRequest,
      response: ServerResponse,
      owner: string,
      message?: Fields,
    ): Promise<void> => {
      const header = request.headers['mcp-session-id'];
      const found = await find(Array.isArray(header) ? header[0] : header, owner, message);
      if ('status' in found) return refuseRequest(response, found);
      const { expiresAt } = request.auth ?? {};
      found.tokenEnd.until(expiresAt === undefined ? undefined : expiresAt * 1000);
      use(found, message, response);
      await found.transport.handleRequest(request, response, message);
      closeCancelled(found, message);
    },
    /** Ends all sessions of a caller, with their open calls and questions; without a name, everybody's. */
    end: (owner?: string): void => store.dropWhere((session) => owner === undefined || session.owner === owner),
  };
};
