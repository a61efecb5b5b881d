import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** For so long a client may take nothing of what is sent to it. It may begin in the middle of one look, and is seen at the next. */
const PATIENCE_MS = 15_000;

/**
 * Cuts off clients that ask and do not read: what waits for them is held in memory. Node.js looks at a connection when
 * nothing has moved on it for that long, be it TLS or not; who takes a little of a long answer goes on, and so does a call
 * that is not answered yet. With `'timeout'` heard here, connections that only stay open are ended here, too.
 */
export const cutSlowClients = (server: Server, patienceMs = PATIENCE_MS): void => {
  const open = new WeakMap<Socket, number>();
  const add = (socket: Socket, count: number): void => void open.set(socket, (open.get(socket) ?? 0) + count);
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    add(socket, 1);
    response.once('close', () => add(socket, -1));
  });
  server.setTimeout(patienceMs, (socket) => {
    if (socket.writableLength > 0 || !open.get(socket)) socket.destroy();
  });
};
