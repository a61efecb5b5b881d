import { randomUUID } from 'node:crypto';
import process from 'node:process';
import type { Log } from '../catalogue/invoke.ts';
import { createLog } from '../log.ts';
import type { Pipeline } from '../server/pipeline.ts';
import { createServers } from '../server/server.ts';
import { isGuessed } from '../settings/platform.ts';
import type { Settings } from '../settings/settings.ts';
import { checkStateFolder } from '../settings/state-folder.ts';
import { toolList } from '../tools/list.ts';
import { connectStdio } from '../transport/stdio.ts';
import { createWatchdog } from '../transport/watchdog.ts';
import { version } from '../version.ts';
import { instructions } from './instructions.ts';
import { refuseUnknownTools } from './named-tools.ts';
import { createSessionFactory, secretsOf } from './session-factory.ts';

/** Calls in flight may take so long after standard input has ended or a signal came; without any the end is immediate. */
const drainMs = 2000;
/** The sandbox is loaded after a host's first answers, which it would delay. */
const sandboxDelayMs = 300;

const warnings = (settings: Settings): readonly string[] => [
  ...(settings.insecure ? ['certificates are NOT checked: anyone on the way can read and change everything'] : []),
  ...(settings.confirm === 'token' ? ['approvals by token: no human is asked'] : []),
  ...(settings.confirm === 'token' && settings.allowBilled ? ['billed creates by token: no human sees the order'] : []),
  ...(!settings.readOnly && settings.confirm !== 'token' && settings.approvalPin === undefined
    ? ['an approval page asks for no PIN: a program that runs as you on this machine could press its button']
    : []),
  ...(settings.gateway === 'pop' && settings.signature !== 'HMAC-SHA1'
    ? [`${settings.signature} is a signature of ASAPI: this gateway is signed for with HMAC-SHA1`]
    : []),
  ...(settings.resourceGroupSet !== undefined && settings.resourceGroup === undefined
    ? ['a resource set is known by its ID only: set --resource-group']
    : []),
];

/** The first signal lets calls in flight end, as the end of standard input does; a second one cuts them, a third the record. */
const endOnSignal = (end: () => void, cut: () => void): void => {
  let signals = 0;
  const onSignal = (): void => {
    signals += 1;
    if (signals > 2) process.exit(1);
    end();
    if (signals > 1) cut();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
};

/** Logs through the guard's redaction as soon as there is a guard; before that nothing secret is logged. */
const createServerLog = (settings: Settings, pipeline: () => Pipeline | undefined): Log =>
  createLog({
    level: settings.logLevel,
    format: settings.logFormat,
    redact: (facts) => pipeline()?.redact(facts) ?? facts,
  });

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
  if (isGuessed(settings))
    log('info', 'taken for an Apsara Stack; --platform public says otherwise', { why: settings.sources.platform });
  for (const warning of [...checkStateFolder(settings), ...warnings(settings)]) log('warn', warning);
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
  const sandboxTimer = settings.sandbox === undefined ? undefined : setTimeout(sessionFactory.warm, sandboxDelayMs);
  await connection.over;
  clearTimeout(sandboxTimer);
  servers.close();
  // A write whose caller has gone is no call in flight any more, and may take the rest of that time.
  await sessionFactory.close(connection.leftMs());
  return 0;
};
