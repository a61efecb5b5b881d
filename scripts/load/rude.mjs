// Clients that a server meets beside the good ones: they do not read, never end a request, go away, or leave sessions behind.
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Caller, ERAS } from '../http/caller.mjs';

const headOf = ({ authorization }, length) =>
  [
    'POST /mcp HTTP/1.1',
    'Host: localhost',
    `Authorization: ${authorization}`,
    'Content-Type: application/json',
    'Accept: application/json, text/event-stream',
    'Mcp-Protocol-Version: 2026-07-28',
    'Mcp-Method: tools/list',
    `Content-Length: ${length}`,
    '',
    '',
  ].join('\r\n');

const LIST = JSON.stringify({
  ...{ jsonrpc: '2.0', id: 1, method: 'tools/list' },
  params: {
    _meta: {
      'io.modelcontextprotocol/protocolVersion': '2026-07-28',
      'io.modelcontextprotocol/clientCapabilities': {},
    },
  },
});

/** Opens a connection again and again until the time is over; counts how often the server cut it off. */
async function hang(url, signal, behave, counts, kind) {
  const { hostname, port } = new URL(url);
  while (!signal.aborted) {
    const socket = connect(Number(port), hostname);
    socket.on('error', () => {});
    const closed = new Promise((resolve) => socket.once('close', resolve));
    const stop = () => socket.destroy();
    signal.addEventListener('abort', stop);
    const timer = behave(socket);
    await closed;
    clearInterval(timer);
    signal.removeEventListener('abort', stop);
    if (!signal.aborted) counts[kind] += 1;
  }
}

/**
 * Asks for the list again and again, and reads nothing of it. All at once would be turned away as too much at once; what is
 * left would find room in the kernels of both ends, and nothing would wait in the server.
 */
const neverReads = (caller) => (socket) => {
  socket.pause();
  return setInterval(() => socket.write(headOf(caller.authorization, LIST.length) + LIST), 20);
};

/** Begins a request and sends a byte of it each second. */
const trickles = (caller) => (socket) => {
  socket.resume();
  socket.write(headOf(caller.authorization, 1000));
  return setInterval(() => socket.write(' '), 1_000);
};

async function goesAway(callers, signal, counts) {
  for (let n = 0; !signal.aborted; n++) {
    const call = { name: 'Overview', arguments: {} };
    await callers[n % callers.length].ask('tools/call', call, AbortSignal.timeout(5 + (n % 20))).catch(() => {});
    counts.gone += 1;
    await sleep(50);
  }
}

async function leavesSessions(url, token, signal, counts) {
  while (!signal.aborted) {
    await new Caller(url, ERAS[0], token).open().catch(() => {});
    counts.sessions += 1;
    await sleep(100);
  }
}

/** All of them at once, until the signal; what they did is counted. */
export async function beRude(url, token, signal) {
  const counts = { unread: 0, unended: 0, gone: 0, sessions: 0 };
  const callers = await Promise.all(ERAS.map((era) => new Caller(url, era, token).open()));
  const over = Promise.all([
    hang(url, signal, neverReads(callers[0]), counts, 'unread'),
    hang(url, signal, trickles(callers[0]), counts, 'unended'),
    goesAway(callers, signal, counts),
    leavesSessions(url, token, signal, counts),
  ]);
  return { counts, over };
}
