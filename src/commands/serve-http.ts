import { randomUUID } from 'node:crypto';
import type { RequestListener } from 'node:http';
import type { Log } from '../catalogue/invoke.ts';
import { scopeFor } from '../catalogue/risk.ts';
import { BadSettings } from '../errors.ts';
import { createFrontPage } from '../front-page/route.ts';
import type { Pipeline } from '../server/pipeline.ts';
import { createServers } from '../server/server.ts';
import { type HttpSettings, readHttpSettings } from '../settings/http-settings.ts';
import { chosenLanguage, type Settings } from '../settings/settings.ts';
import { whyUnusable } from '../settings/state-folder.ts';
import { toolList } from '../tools/list.ts';
import { parentOf } from '../tracing/trace-context.ts';
import { type Callers, createCallers } from '../transport/auth/authenticator.ts';
import type { Fault } from '../transport/fault.ts';
import { gatherLines } from '../transport/gathered-lines.ts';
import { connectHttp } from '../transport/http/http.ts';
import { createMetrics } from '../transport/http/metrics.ts';
import { version } from '../version.ts';
import { countCloudRequests, recordCalls } from './call-records.ts';
import { createApproval } from './http/approval.ts';
import { serverFacts } from './http/server-facts.ts';
import { openTraces } from './http/traces.ts';
import { instructions } from './instructions.ts';
import { refuseUnknownTools } from './named-tools.ts';
import { createServerLog, endOnSignal, warnAtStart } from './server-process.ts';
import { createSessionFactory, secretsOf } from './session-factory.ts';

const scopes = new Map(toolList.map(({ shown, risk }) => [shown.name, scopeFor(risk)]));

const READINESS_MS = 10_000;

/** Whether an audit can be kept. It is tried in the folder itself, and not for everybody who asks. */
const createReadiness = ({ stateDir }: Settings): (() => string | undefined) => {
  let triedMs = Number.NEGATIVE_INFINITY;
  let why: string | undefined;
  return () => {
    if (performance.now() - triedMs > READINESS_MS) {
      triedMs = performance.now();
      why = whyUnusable(stateDir) && 'no audit can be kept';
    }
    return why;
  };
};

const callersOf = async (settings: Settings, http: HttpSettings, log: Log): Promise<Callers | undefined> => {
  const { tokens, tokensFile } = settings;
  return http.isAuthenticated ? createCallers({ tokens, tokensFile, oauth: http.oauth }, log) : undefined;
};

const frontPageOf = (settings: Settings, { publicUrl, tls }: HttpSettings): ReturnType<typeof createFrontPage> => {
  const isTls = tls !== undefined || settings.behindTlsProxy;
  return createFrontPage({ facts: serverFacts(settings), language: chosenLanguage(settings), publicUrl, isTls });
};

const cannotListen =
  ({ http }: Settings) =>
  (error: Error): never => {
    if (error instanceof BadSettings) throw error;
    throw new BadSettings('--http', `cannot listen on ${http}: ${error.message}`, 'Name another address.');
  };

/** Tells the operator of a mistake of this server, in one line; where it happened stands in the log of who asks for details. */
const logFault = (settings: Settings, log: Log) => {
  // Before the first call the log knows no secrets.
  const clean = (text: string): string =>
    secretsOf(settings).reduce((left, secret) => left.replaceAll(secret, '(hidden)'), text);
  return ({ reference, request, error }: Fault): void => {
    log('error', 'internal fault', { reference, ...request, error: clean(`${error.name}: ${error.message}`) });
    log('debug', 'internal fault', { reference, stack: clean(error.stack ?? '') });
  };
};

const serversFor = (
  settings: Settings,
  open: () => Promise<Pipeline>,
  log: Log,
  publish: (uri: string) => void,
): ReturnType<typeof createServers> =>
  createServers({
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
    publish,
  });

/** Opened by the first visit too: whoever comes with a link of an earlier run is told what became of it. */
const downloadPagesOf = (
  callers: Callers | undefined,
  { pages }: Pick<ReturnType<typeof createApproval>, 'pages'>,
  open: () => Promise<Pipeline>,
): RequestListener | undefined =>
  callers &&
  ((request, response) => {
    open().then(
      () => pages('download')?.(request, response),
      () => response.writeHead(503, { 'cache-control': 'no-store', connection: 'close' }).end(),
    );
  });

/** The server on HTTP, until a signal comes. */
export const serveHttp = async (settings: Settings): Promise<number> => {
  let pipeline: Pipeline | undefined;
  const http = readHttpSettings(settings);
  refuseUnknownTools(settings);
  const metrics = createMetrics();
  const plainLog = createServerLog(settings, () => pipeline, gatherLines());
  const tracing = await openTraces(plainLog);
  const log = countCloudRequests(plainLog, metrics, tracing);
  const callers = await callersOf(settings, http, log);
  const approval = createApproval(settings, {
    callers,
    oauth: http.oauth,
    origin: () => connection.origin,
    log,
    metrics,
  });
  const sessionFactory = createSessionFactory(settings, 'http', log, approval.approvers);
  const open = async (): Promise<Pipeline> => {
    pipeline ??= recordCalls(await sessionFactory.open(), log, metrics, tracing);
    return pipeline;
  };
  warnAtStart(settings, log);
  const servers = serversFor(settings, open, log, (uri) => connection.publish(uri));
  const connection = await connectHttp({
    ...http,
    authenticator: callers,
    approvalPages: () => approval.pages('approve'),
    downloadPages: downloadPagesOf(callers, approval, open),
    loginPages: approval.loginPages,
    metrics,
    whyNotReady: createReadiness(settings),
    frontPage: frontPageOf(settings, http),
    scopeOfTool: (name) => scopes.get(name),
    within: (headers, message, work) => tracing.within(parentOf(headers, message), work),
    createServer: servers.create,
    onListen: servers.listen,
    onUnlisten: servers.unlisten,
    onerror: ({ message }) => log('debug', 'protocol', { message }),
    onfault: logFault(settings, log),
  }).catch(cannotListen(settings));
  const stopWatching = callers?.watch((name) => {
    log('warn', 'a token was taken back: what its holder had open has ended', { principal: name });
    connection.endCaller(name);
    approval.endCaller(name);
  });
  endOnSignal(connection.end, () => void pipeline?.close());
  // Whoever reads this may send a signal at once.
  log('warn', 'listening', { url: connection.url });
  if (settings.sandbox !== undefined) sessionFactory.warm();
  await connection.over;
  log('info', 'stopped');
  stopWatching?.();
  approval.close();
  servers.close();
  // A write whose caller has gone is no call in flight any more, and may take the rest of that time.
  await sessionFactory.close(connection.leftMs());
  await tracing.close();
  return 0;
};
