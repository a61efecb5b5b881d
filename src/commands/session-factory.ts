import { join } from 'node:path';
import type { Log } from '../catalogue/invoke.ts';
import type { Client } from '../client/client.ts';
import type { GuardOptions } from '../guard/options.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Pipeline } from '../server/pipeline.ts';
import { chosenLanguage, type Settings } from '../settings/settings.ts';
import { openSandbox } from './sandbox.ts';
import { sandboxed } from './sandboxed.ts';

/** Opens the pipeline of a process, and the client and the sandbox behind it, when they are first needed, once. */
export interface SessionFactory {
  /** Rejects with `BadSettings`; the next call tries again. */
  readonly open: () => Promise<Pipeline>;
  /** The client alone, for checks of the connection itself. */
  readonly client: () => Promise<Client>;
  /** Starts the sandbox ahead of the first call, where there is one. Never rejects. */
  readonly warm: () => void;
  /** Writes under way may take so much longer. */
  readonly close: (graceMs?: number) => Promise<void>;
}

/** Runs `make` once for all who ask; a failure is not kept. */
const once = <T>(make: () => Promise<T>) => {
  let made: Promise<T> | undefined;
  return {
    get: (): Promise<T> => {
      made ??= make().catch((error: unknown) => {
        made = undefined;
        throw error;
      });
      return made;
    },
    made: (): Promise<T> | undefined => made,
  };
};

/** The folder of the audit. Calls of the sandbox are kept apart from the record of what really happened. */
export const auditFolder = ({ sandbox, stateDir }: Settings): string =>
  sandbox === undefined ? stateDir : join(stateDir, 'sandbox');

const guardOptions = (
  settings: Settings,
  transport: GuardOptions['transport'],
  client: Client,
  log: Log,
  approvers: GuardOptions['approvers'],
): GuardOptions => ({
  approvers,
  platform: settings.platform,
  fetchLogs: !settings.noFetchLogs,
  readOnly: settings.readOnly,
  confirm: settings.confirm,
  allowBilled: settings.allowBilled,
  protect: settings.protect ?? [],
  deleteLimit: { deletes: settings.breakerDeletes, minutes: settings.breakerMinutes },
  transport,
  secretsDir: settings.secretsDir,
  stateDir: auditFolder(settings),
  sealKey: settings.sealKey,
  approvalPin: settings.approvalPin,
  language: chosenLanguage(settings),
  identity: (_action, input) => client.identity(input),
  log,
});

/** Secrets in the settings. An AccessKey ID is none: people have to recognise it. */
export const secretsOf = (settings: Settings): readonly string[] => {
  const { accessKeySecret, securityToken, organizationAccessKeySecret, sealKey, approvalPin, credentialsUri } =
    settings;
  const possible = [
    accessKeySecret,
    securityToken,
    organizationAccessKeySecret,
    sealKey,
    approvalPin,
    credentialsUri,
    settings.tokens,
    settings.approverWebhook,
    settings.oauthClientSecret,
    settings.approverWebhookSecret,
  ];
  return possible.filter((secret) => secret !== undefined);
};

/** Client, guard and tools are loaded here and not before: a start that only lists its tools needs none of them. */
export const createSessionFactory = (
  settings: Settings,
  transport: GuardOptions['transport'],
  log: Log,
  approvers?: GuardOptions['approvers'],
): SessionFactory => {
  const sandbox = once(async (): Promise<Sandbox | undefined> => {
    if (settings.sandbox === undefined) return undefined;
    const started = await openSandbox(settings.sandbox, settings);
    // A warning, so that it is logged at every usual level: no answer of this server is about a real cloud.
    log('warn', 'the sandbox is running', { control: started.controlEndpoint, endpoint: started.endpoint });
    return started;
  });
  // Before the guard, which knows the secrets and is made after the client, nothing can be redacted.
  let redact: Pipeline['redact'] = (value) => value;
  const client = once(async () => {
    const address = await sandbox.get();
    const { createClient } = await import('../client/client.ts');
    return createClient({
      ...(address ? sandboxed(settings, address) : settings),
      log,
      redact: (text) => redact(text),
    });
  });
  const pipeline = once(async () => {
    const made = await client.get();
    const { openPipeline } = await import('../server/pipeline.ts');
    const opened = openPipeline(
      made.invoke,
      guardOptions(settings, transport, made, log, approvers),
      log,
      secretsOf(settings),
    );
    redact = opened.redact;
    return opened;
  });
  const warm = (): void => {
    sandbox.get().catch((error: Error) => log('error', error.message));
  };
  const close = async (graceMs = 0): Promise<void> => {
    // First the guard: the writes that it lets end need the client.
    await Promise.allSettled([pipeline.made()?.then((made) => made.close(graceMs))]);
    await Promise.allSettled([client.made(), sandbox.made()].map(async (made) => (await made)?.close()));
  };
  return { open: pipeline.get, client: client.get, warm, close };
};
