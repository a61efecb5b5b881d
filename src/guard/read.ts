import { type Action, type Fields, isFields } from '../catalogue/action.ts';
import { DiagnoseVpnConnections } from '../catalogue/actions/diagnosis.ts';
import type { Call } from '../catalogue/invoke.ts';
import { howToTake } from '../catalogue/schema/secret.ts';
import type { KeptSecret, SecretKeeper } from './secrets/keeper.ts';
import { isMask } from './secrets/store.ts';
import { type CallContext, keeperOf } from './write/context.ts';

/** A secret that stood in a reply, and what else was asked and answered. */
interface Found {
  readonly secret: string;
  readonly fingerprint: string;
  readonly fields: Fields;
}

/** Keeps a secret in its file. */
type KeepFile = (found: Found, keeper: SecretKeeper) => Promise<KeptSecret>;

/** Where a reply holds a secret, how it goes to its file, and what has to be absent for that. */
type SecretField = readonly [path: readonly string[], keep: KeepFile, unless?: readonly string[]];

const certificateFile =
  (ending: string): KeepFile =>
  ({ secret, fields: { SslVpnClientCertId } }, keeper) =>
    keeper.keep({
      name: `${String(SslVpnClientCertId)}.${ending}`,
      content: secret.endsWith('\n') ? secret : `${secret}\n`,
      checksum: 'none',
    });

const keyFile: KeepFile = ({ secret, fingerprint, fields: { VpnConnectionId } }, keeper) =>
  keeper.keepKey(String(VpnConnectionId), fingerprint, secret);

/** Stands in a path for each place of a list. */
const EACH = '[]';
const TUNNELS = ['VpnConnectionConfig', 'TunnelsConfig', EACH];

/** Replies whose secrets a person asks for by name: with a folder for secrets they go there, and the reply says where. */
const secretReplies: Readonly<Record<string, readonly SecretField[]>> = {
  DescribeSslVpnClientCert: [
    [['ClientKey'], certificateFile('key')],
    [['ClientConfig'], certificateFile('ovpn')],
  ],
  DownloadVpnConnectionConfig: [
    // Beside tunnels stands no key of theirs.
    [['VpnConnectionConfig', 'IkeConfig', 'Psk'], keyFile, TUNNELS],
    [[...TUNNELS, 'IkeConfig', 'Psk'], keyFile],
  ],
};

const valueAt = (fields: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    fields,
  );

/** The paths that a value really has: one for each place of its lists. */
const pathsIn = (fields: Fields, path: readonly string[]): readonly (readonly string[])[] => {
  const at = path.indexOf(EACH);
  if (at < 0) return [path];
  const list = valueAt(fields, path.slice(0, at));
  if (!Array.isArray(list)) return [];
  return list.flatMap((_, place) => pathsIn(fields, [...path.slice(0, at), String(place), ...path.slice(at + 1)]));
};

/** The value with more facts in the object at the path. */
const addAt = (value: unknown, [head, ...rest]: readonly string[], more: Fields): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (head === undefined) return { ...value, ...more };
  const inner: unknown = addAt(Reflect.get(value, head), rest, more);
  return Array.isArray(value) ? value.with(Number(head), inner) : { ...value, [head]: inner };
};

const NO_FOLDER = 'Not shown. Start the server with --secrets-dir, and it is written to a file there.';
const REMOTE =
  'Not shown, and a server on HTTP without access tokens hands out no files: read it in the console, start it with --tokens-file, or run it on stdio.';

/** Where the secret is for a person, or why nowhere and what to do. */
const keepSecret = async (keep: KeepFile, found: Found, context: CallContext): Promise<Fields> => {
  const keeper = keeperOf(context);
  if (keeper.files === 'remote caller') return { Hint: REMOTE };
  if (keeper.files === 'no folder') return { Hint: NO_FOLDER };
  const { file } = await keep(found, keeper);
  return 'Path' in file ? { File: file.Path } : { ...file, Hint: howToTake([file]) };
};

/** The masked reply, with the files that its secrets were written to. Where there is none to write, the guard masks it later. */
const withSecretFiles = async (action: Action, input: Fields, output: Fields, context: CallContext) => {
  const secretFields = secretReplies[action.name];
  if (!secretFields) return output;
  const masked = context.redact.learned(output);
  let reply: unknown = masked;
  const places = secretFields
    .filter(([, , unless]) => unless === undefined || pathsIn(output, unless).length === 0)
    .flatMap(([path, keep]) => pathsIn(output, path).map((each) => [each, keep] as const));
  for (const [path, keep] of places) {
    const secret = valueAt(output, path);
    const isShown = typeof valueAt(masked, path) === 'string';
    if (typeof secret !== 'string' || secret === '' || isMask(secret) || isShown) continue;
    const { Fingerprint: fingerprint } = context.secrets.handleOf(secret);
    reply = addAt(
      reply,
      path,
      await keepSecret(keep, { secret, fingerprint, fields: { ...input, ...output } }, context),
    );
  }
  return Object(reply);
};

/** Nobody has documented what stands in these where the keys differ: it might be the keys. */
const KEY_VALUES = ['MismatchLocalParam', 'MismatchRemoteParam'];

const hasKey = (row: unknown): row is Fields => isFields(row) && row['FailedReasonCode'] === 'PskMismatch';

/** The cloud's verdicts without what two ends that have different keys may have been told apart by. */
const withoutKeys = (output: Fields): Fields => {
  const rows = output['VpnConnections'];
  if (!Array.isArray(rows) || !rows.some(hasKey)) return output;
  const hidden = Object.fromEntries(KEY_VALUES.map((name) => [name, '(not shown: it may be the key)']));
  return { ...output, VpnConnections: rows.map((row) => (hasKey(row) ? { ...row, ...hidden } : row)) };
};

/** A read: sent as it is. Secrets that the tool was called for are written to files; the guard masks all others. */
export const read = async (action: Action, input: Fields, call: Call, context: CallContext): Promise<Fields> => {
  const reply: Fields = await context.invoke(action, input, call);
  const output = action.name === DiagnoseVpnConnections.name ? withoutKeys(reply) : reply;
  return context.tool === action.name ? withSecretFiles(action, input, output, context) : output;
};
