import process from 'node:process';
import type { Log } from '../catalogue/invoke.ts';
import { createLog, type LogOptions } from '../log.ts';
import type { Pipeline } from '../server/pipeline.ts';
import { isGuessed } from '../settings/platform.ts';
import type { Settings } from '../settings/settings.ts';
import { checkStateFolder } from '../settings/state-folder.ts';

// What a server process has to do on whatever it serves.

/** On HTTP the page asks for the approver's token instead, where callers have one. */
const asksForPin = ({ http, tokens, tokensFile, oauthIssuer }: Settings): boolean =>
  http === undefined || (tokens ?? tokensFile ?? oauthIssuer) === undefined;

const warnings = (settings: Settings): readonly string[] => [
  ...(settings.insecure ? ['certificates are NOT checked: anyone on the way can read and change everything'] : []),
  ...(settings.confirm === 'token' ? ['approvals by token: no human is asked'] : []),
  ...(settings.confirm === 'token' && settings.allowBilled ? ['billed creates by token: no human sees the order'] : []),
  ...(!settings.readOnly && settings.confirm !== 'token' && settings.approvalPin === undefined && asksForPin(settings)
    ? ['an approval page asks for no PIN: a program that runs as you on this machine could press its button']
    : []),
  ...(settings.http === undefined && (settings.approverWebhook ?? settings.approverWebhookFile) !== undefined
    ? ['the webhook for approvers is for a server on HTTP: nobody is told']
    : []),
  ...(settings.gateway === 'pop' && settings.signature !== 'HMAC-SHA1'
    ? [`${settings.signature} is a signature of ASAPI: this gateway is signed for with HMAC-SHA1`]
    : []),
  ...(settings.resourceGroupSet !== undefined && settings.resourceGroup === undefined
    ? ['a resource set is known by its ID only: set --resource-group']
    : []),
];

/** Tells the operator what the settings give away, and what was guessed. */
export const warnAtStart = (settings: Settings, log: Log): void => {
  if (isGuessed(settings))
    log('info', 'taken for an Apsara Stack; --platform public says otherwise', { why: settings.sources.platform });
  for (const warning of [...checkStateFolder(settings), ...warnings(settings)]) log('warn', warning);
};

/** The first signal lets calls in flight end, as when its client leaves; a second one cuts them, a third the record. */
export const endOnSignal = (end: () => void, cut: () => void): void => {
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
export const createServerLog = (
  settings: Settings,
  pipeline: () => Pipeline | undefined,
  write?: LogOptions['write'],
): Log =>
  createLog({
    ...(write && { write }),
    level: settings.logLevel,
    format: settings.logFormat,
    redact: (facts) => pipeline()?.redact(facts) ?? facts,
  });
