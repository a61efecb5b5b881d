import type { Action, Fields } from '../catalogue/action.ts';
import type { Call } from '../catalogue/invoke.ts';
import { writeSecretFile } from './secrets/file.ts';
import { isMask } from './secrets/store.ts';
import type { CallContext, GuardContext } from './write/context.ts';

/** Where a reply holds a secret, and the name of the file that it goes to. */
type SecretField = readonly [path: readonly string[], file: (fields: Fields) => string];

/** Replies whose secrets a person asks for by name: with a folder for secrets they go there, and the reply says where. */
const secretReplies: Readonly<Record<string, readonly SecretField[]>> = {
  DescribeSslVpnClientCert: [
    [['ClientKey'], ({ SslVpnClientCertId }) => `${String(SslVpnClientCertId)}.key`],
    [['ClientConfig'], ({ SslVpnClientCertId }) => `${String(SslVpnClientCertId)}.ovpn`],
  ],
  DownloadVpnConnectionConfig: [
    [['VpnConnectionConfig', 'IkeConfig', 'Psk'], ({ VpnConnectionId }) => `psk-${String(VpnConnectionId)}.txt`],
  ],
};

const valueAt = (fields: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    fields,
  );

/** The fields with more facts in the object at the path. */
const addAt = (fields: Fields, [head = '', ...rest]: readonly string[], more: Fields): Fields => {
  const inner = fields[head];
  if (typeof inner !== 'object' || inner === null) return fields;
  return { ...fields, [head]: rest.length === 0 ? { ...inner, ...more } : addAt({ ...inner }, rest, more) };
};

const NO_FOLDER = 'Not shown. Start the server with --secrets-dir, and it is written to a file there.';
const REMOTE = 'Not shown, and a server on HTTP writes no files: read it in the console, or run the server on stdio.';

/** The file that the secret was written to, or why there is none and what to do. */
const writeSecret = async (name: string, secret: string, { secretSources }: GuardContext): Promise<Fields> => {
  if (secretSources.transport === 'http') return { Hint: REMOTE };
  if (secretSources.secretsDir === undefined) return { Hint: NO_FOLDER };
  return { File: await writeSecretFile(name, secret.endsWith('\n') ? secret : `${secret}\n`, secretSources) };
};

/** The masked reply, with the files that its secrets were written to. */
const withSecretFiles = async (action: Action, input: Fields, output: Fields, context: GuardContext) => {
  const masked = context.redact.learned(output);
  let reply = masked;
  for (const [path, file] of secretReplies[action.name] ?? []) {
    const secret = valueAt(output, path);
    const isShown = typeof valueAt(masked, path) === 'string';
    if (typeof secret !== 'string' || secret === '' || isMask(secret) || isShown) continue;
    reply = addAt(reply, path, await writeSecret(file({ ...input, ...output }), secret, context));
  }
  return reply;
};

/** A read: sent as it is. Secrets that the tool was called for are written to files; the guard masks all others. */
export const read = async (action: Action, input: Fields, call: Call, context: CallContext): Promise<Fields> => {
  const output: Fields = await context.invoke(action, input, call);
  return context.tool === action.name ? withSecretFiles(action, input, output, context) : output;
};
