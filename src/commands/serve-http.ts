import { randomUUID } from 'node:crypto';
import { scopeFor } from '../catalogue/risk.ts';
import { BadSettings } from '../errors.ts';
import type { Pipeline } from '../server/pipeline.ts';
import { createServers } from '../server/server.ts';
import { isLoopback, readHttpAddress } from '../settings/http-address.ts';
import { readPublicUrl } from '../settings/public-url.ts';
import type { Settings } from '../settings/settings.ts';
import { toolList } from '../tools/list.ts';
import { createTokenSource } from '../transport/auth/token-source.ts';
import { connectHttp } from '../transport/http/http.ts';
import { version } from '../version.ts';
import { instructions } from './instructions.ts';
import { refuseUnknownTools } from './named-tools.ts';
import { createServerLog, endOnSignal, warnAtStart } from './server-process.ts';
import { createSessionFactory, secretsOf } from './session-factory.ts';

/** Callers of a loopback address cannot be told apart, and count as one. */
const LOCAL_FACTOR = 10;

/** Certificate and key; both or none. */
const tlsOf = ({ tlsCert, tlsKey }: Settings) => {
  if (tlsCert === undefined && tlsKey === undefined) return undefined;
  if (tlsCert !== undefined && tlsKey !== undefined) return { certFile: tlsCert, keyFile: tlsKey };
  const missing = tlsCert === undefined ? '--tls-cert' : '--tls-key';
  throw new BadSettings(missing, 'a certificate and its key belong together', `Set ${missing} too.`);
};

/** Where to listen. Throws `BadSettings` for an address that others reach without TLS, or without saying who they are. */
const addressOf = (settings: Settings) => {
  const address = readHttpAddress(settings.http ?? '', settings.sources.http);
  if (isLoopback(address)) return address;
  if (settings.tokensFile === undefined && settings.tokens === undefined)
    throw new BadSettings(
      '--http',
      `${address.host} can be reached from other machines, and callers would not have to say who they are`,
      'Give them access tokens with --tokens-file, or listen on 127.0.0.1.',
    );
  if (!settings.behindTlsProxy && settings.tlsCert === undefined)
    throw new BadSettings(
      '--http',
      `${address.host} can be reached from other machines, and tokens would travel in the clear`,
      'Set --tls-cert and --tls-key, or --behind-tls-proxy where a proxy in front speaks TLS.',
    );
  return address;
};

const scopes = new Map(toolList.map(({ shown, risk }) => [shown.name, scopeFor(risk)]));

/** The server on HTTP, until a signal comes. */
export const serveHttp = async (settings: Settings): Promise<number> => {
  let pipeline: Pipeline | undefined;
  const address = addressOf(settings);
  const publicUrl = readPublicUrl(settings.publicUrl);
  const tls = tlsOf(settings);
  refuseUnknownTools(settings);
  const log = createServerLog(settings, () => pipeline);
  const sessionFactory = createSessionFactory(settings, 'http', log);
  const tokens =
    settings.tokensFile === undefined && settings.tokens === undefined ? undefined : createTokenSource(settings, log);
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
    tls,
    authenticator: tokens,
    scopeOfTool: (name) => scopes.get(name),
    limits: { perMinute: settings.rateLimit * (tokens ? 1 : LOCAL_FACTOR), atOnce: settings.concurrency },
    drainMs: settings.drainSeconds * 1000,
    createServer: servers.create,
    onListen: servers.listen,
    onUnlisten: servers.unlisten,
    onerror: ({ message }) => log('debug', 'protocol', { message }),
  }).catch((error: Error) => {
    if (error instanceof BadSettings) throw error;
    throw new BadSettings('--http', `cannot listen on ${settings.http}: ${error.message}`, 'Name another address.');
  });
  log('warn', 'listening', { url: connection.url });
  const stopWatching = tokens?.watch((name) => {
    log('warn', 'a token was taken back: what its holder had open has ended', { principal: name });
    connection.endCaller(name);
  });
  endOnSignal(connection.end, () => void pipeline?.close());
  if (settings.sandbox !== undefined) sessionFactory.warm();
  await connection.over;
  log('info', 'stopped');
  stopWatching?.();
  servers.close();
  // A write whose caller has gone is no call in flight any more, and may take the rest of that time.
  await sessionFactory.close(connection.leftMs());
  return 0;
};
