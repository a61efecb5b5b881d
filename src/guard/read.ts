import type { Action, Fields } from '../catalogue/action.ts';
import type { Call } from '../catalogue/invoke.ts';
import { writeKeyFile, writeSecretFile } from './secrets/file.ts';
import type { SecretSources } from './secrets/resolve.ts';
import { isMask } from './secrets/store.ts';
import type { CallContext, GuardContext } from './write/context.ts';

/** A secret that stood in a reply, and what else was asked and answered. */
interface Found {
  readonly secret: string;
  readonly fingerprint: string;
  readonly fields: Fields;
}

/** Writes a secret to its file, and gives the path. */
type WriteFile = (found: Found, sources: SecretSources) => Promise<string>;

/** Where a reply holds a secret, and how it goes to its file. */
type SecretField = readonly [path: readonly string[], write: WriteFile];

const certificateFile =
  (ending: string): WriteFile =>
  ({ secret, fields: { SslVpnClientCertId } }, sources) =>
    writeSecretFile(`${String(SslVpnClientCertId)}.${ending}`, secret.endsWith('\n') ? secret : `${secret}\n`, sources);

/** Replies whose secrets a person asks for by name: with a folder for secrets they go there, and the reply says where. */
const secretReplies: Readonly<Record<string, readonly SecretField[]>> = {
  DescribeSslVpnClientCert: [
    [['ClientKey'], certificateFile('key')],
    [['ClientConfig'], certificateFile('ovpn')],
  ],
  DownloadVpnConnectionConfig: [
    [
      ['VpnConnectionConfig', 'IkeConfig', 'Psk'],
      ({ secret, fingerprint, fields: { VpnConnectionId } }, sources) =>
        writeKeyFile(String(VpnConnectionId), fingerprint, secret, sources),
    ],
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
const writeSecret = async (write: WriteFile, found: Found, { secretSources }: GuardContext): Promise<Fields> => {
  if (secretSources.transport === 'http') return { Hint: REMOTE };
  if (secretSources.secretsDir === undefined) return { Hint: NO_FOLDER };
  return { File: await write(found, secretSources) };
};

/** The masked reply, with the files that its secrets were written to. */
const withSecretFiles = async (action: Action, input: Fields, output: Fields, context: GuardContext) => {
  const masked = context.redact.learned(output);
  let reply = masked;
  for (const [path, write] of secretReplies[action.name] ?? []) {
    const secret = valueAt(output, path);
    const isShown = typeof valueAt(masked, path) === 'string';
    if (typeof secret !== 'string' || secret === '' || isMask(secret) || isShown) continue;
    const { Fingerprint: fingerprint } = context.secrets.handleOf(secret);
    reply = addAt(
      reply,
      path,
      await writeSecret(write, { secret, fingerprint, fields: { ...input, ...output } }, context),
    );
  }
  return reply;
};

/** A read: sent as it is. Secrets that the tool was called for are written to files; the guard masks all others. */
export const read = async (action: Action, input: Fields, call: Call, context: CallContext): Promise<Fields> => {
  const output: Fields = await context.invoke(action, input, call);
  return context.tool === action.name ? withSecretFiles(action, input, output, context) : output;
};
