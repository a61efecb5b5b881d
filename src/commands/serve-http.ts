import { randomUUID } from 'node:crypto';
import { BadSettings } from '../errors.ts';
import type { Pipeline } from '../server/pipeline.ts';
import { createServers } from '../server/server.ts';
import { isLoopback, readHttpAddress } from '../settings/http-address.ts';
import { readPublicUrl } from '../settings/public-url.ts';
import type { Settings } from '../settings/settings.ts';
import { toolList } from '../tools/list.ts';
import { connectHttp } from '../transport/http/http.ts';
import { version } from '../version.ts';
import { instructions } from './instructions.ts';
import { refuseUnknownTools } from './named-tools.ts';
import { createServerLog, endOnSignal, warnAtStart } from './server-process.ts';
import { createSessionFactory, secretsOf } from './session-factory.ts';

/** Callers of a loopback address cannot be told apart, and count as one. */
const LOCAL_FACTOR = 10;

/** Where to listen. Throws `BadSettings` for an address that others reach while nobody has to say who they are. */
const addressOf = (settings: Settings) => {
  const address = readHttpAddress(settings.http ?? '');
  if (isLoopback(address)) return address;
  throw new BadSettings(
    '--http',
    `${address.host} can be reached from other machines, and callers would not have to say who they are`,
    'Listen on 127.0.0.1.',
  );
};

/** The server on HTTP, until a signal comes. */
export const serveHttp = async (settings: Settings): Promise<number> => {
  let pipeline: Pipeline | undefined;
  const address = addressOf(settings);
  const publicUrl = readPublicUrl(settings.publicUrl);
  refuseUnknownTools(settings);
  const log = createServerLog(settings, () => pipeline);
  const sessionFactory = createSessionFactory(settings, 'http', log);
  const open = async (): Promise<Pipeline> => {
    pipeline = await sessionFactory.open();
    return pipeline;
  };
  warnAtStart(settings, log);
  const servers = createServers({
    version,
    list: toolList,
    terms: { ...settings, isRemote: true },
    instructions: instructions(settings),
    open,
    secrets: secretsOf(settings),
    log,
    transport: 'http',
    watchMs: settings.watchSeconds * 1000,
    session: randomUUID(),
    publish: (uri) => connection.publish(uri),
  });
  const connection = await connectHttp({
    address,
    publicUrl,
    allowedHosts: settings.allowedHosts ?? [],
    limits: { perMinute: settings.rateLimit * LOCAL_FACTOR, atOnce: settings.concurrency },
    drainMs: settings.drainSeconds * 1000,
    createServer: servers.create,
    onListen: servers.listen,
    onUnlisten: servers.unlisten,
    onerror: ({ message }) => log('debug', 'protocol', { message }),
  }).catch((error: Error) => {
    throw new BadSettings('--http', `cannot listen on ${settings.http}: ${error.message}`, 'Name another address.');
  });
  log('warn', 'listening', { url: connection.url });
  endOnSignal(connection.end, () => void pipeline?.close());
  if (settings.sandbox !== undefined) sessionFactory.warm();
  await connection.over;
  log('info', 'stopped');
  servers.close();
  // A write whose caller has gone is no call in flight any more, and may take the rest of that time.
  await sessionFactory.close(connection.leftMs());
  return 0;
};
