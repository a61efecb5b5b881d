import { randomUUID } from 'node:crypto';
import process from 'node:process';
import type { Pipeline } from '../server/pipeline.ts';
import { createServers } from '../server/server.ts';
import type { Settings } from '../settings/settings.ts';
import { toolList } from '../tools/list.ts';
import { connectStdio } from '../transport/stdio.ts';
import { createWatchdog } from '../transport/watchdog.ts';
import { version } from '../version.ts';
import { instructions } from './instructions.ts';
import { refuseUnknownTools } from './named-tools.ts';
import { createServerLog, endOnSignal, warnAtStart } from './server-process.ts';
import { createSessionFactory, secretsOf } from './session-factory.ts';
import { openTerminal, wrapLines } from './terminal.ts';

/** Calls in flight may take so long after standard input has ended or a signal came; without any the end is immediate. */
const drainMs = 2000;
/** The sandbox is loaded after a host's first answers, which it would delay. */
const sandboxDelayMs = 300;

/** A person who starts it by hand would wait for something to happen. */
const WAITING =
  'vpn-gateway-mcp is waiting for an MCP client on standard input. Try "vpn-gateway-mcp doctor", or --help. Ctrl-C ends it.';

const sayWaiting = (): void => {
  const { say, width } = openTerminal();
  say(wrapLines(WAITING, width));
};

/** The server on standard input and output, until its client leaves or a signal comes. */
export const serve = async (settings: Settings): Promise<number> => {
  let pipeline: Pipeline | undefined;
  refuseUnknownTools(settings);
  const log = createServerLog(settings, () => pipeline);
  const sessionFactory = createSessionFactory(settings, 'stdio', log);
  const watchdog = createWatchdog(() => connection.end());
  const open = async (): Promise<Pipeline> => {
    watchdog.start();
    pipeline = await sessionFactory.open();
    return pipeline;
  };
  warnAtStart(settings, log);
  const servers = createServers({
    version,
    list: toolList,
    terms: settings,
    instructions: instructions(settings),
    open,
    secrets: secretsOf(settings),
    log,
    transport: 'stdio',
    watchMs: settings.watchSeconds * 1000,
    session: randomUUID(),
  });
  const onerror = ({ message }: Error): void => log('debug', 'protocol', { message });
  const connection = connectStdio({
    createServer: servers.create,
    plain: settings.plainStdio,
    drainMs,
    onerror,
    onListen: servers.listen,
    onUnlisten: servers.unlisten,
  });
  endOnSignal(connection.end, () => void pipeline?.close());
  if (process.stdin.isTTY) sayWaiting();
  const sandboxTimer = settings.sandbox === undefined ? undefined : setTimeout(sessionFactory.warm, sandboxDelayMs);
  await connection.over;
  clearTimeout(sandboxTimer);
  servers.close();
  // A write whose caller has gone is no call in flight any more, and may take the rest of that time.
  await sessionFactory.close(connection.leftMs());
  return 0;
};
