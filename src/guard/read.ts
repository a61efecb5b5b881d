import type { Action, Fields } from '../catalogue/action.ts';
import type { Call } from '../catalogue/invoke.ts';
import { writeSecretFile } from './secrets/file.ts';
import { isMask } from './secrets/store.ts';
import type { CallContext, GuardContext } from './write/context.ts';

type Named = readonly [path: readonly string[], file: (fields: Fields) => string];

/** Replies whose secrets a person asks for by name: with a folder for secrets they go there, and the reply says where. */
const handedOut: Readonly<Record<string, readonly Named[]>> = {
  DescribeSslVpnClientCert: [
    [['ClientKey'], ({ SslVpnClientCertId }) => `${String(SslVpnClientCertId)}.key`],
    [['ClientConfig'], ({ SslVpnClientCertId }) => `${String(SslVpnClientCertId)}.ovpn`],
  ],
  DownloadVpnConnectionConfig: [
    [['VpnConnectionConfig', 'IkeConfig', 'Psk'], ({ VpnConnectionId }) => `psk-${String(VpnConnectionId)}.txt`],
  ],
};

const at = (fields: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (now, key) => (typeof now === 'object' && now !== null ? Reflect.get(now, key) : undefined),
    fields,
  );

const beside = (fields: Fields, [head = '', ...rest]: readonly string[], more: Fields): Fields => {
  const inner = fields[head];
  if (typeof inner !== 'object' || inner === null) return fields;
  return { ...fields, [head]: rest.length === 0 ? { ...inner, ...more } : beside({ ...inner }, rest, more) };
};

const NO_FOLDER = 'Not shown. Start the server with --secrets-dir, and it is written to a file there.';
const REMOTE = 'Not shown, and a server on HTTP writes no files: read it in the console, or run the server on stdio.';

/** Where the secret went, or why it went nowhere and what to do. */
const placeOf = async (name: string, secret: string, { secretSources: places }: GuardContext): Promise<Fields> => {
  if (places.transport === 'http') return { Hint: REMOTE };
  if (places.secretsDir === undefined) return { Hint: NO_FOLDER };
  return { File: await writeSecretFile(name, secret.endsWith('\n') ? secret : `${secret}\n`, places) };
};

/** Writes the secrets of such a reply to files, where the tool was called for them and a folder was named. */
const handOut = async (action: Action, input: Fields, output: Fields, safe: Fields, parts: GuardContext) => {
  let told = safe;
  for (const [path, name] of handedOut[action.name] ?? []) {
    const secret = at(output, path);
    if (typeof secret !== 'string' || secret === '' || isMask(secret) || typeof at(safe, path) === 'string') continue;
    told = beside(told, path, await placeOf(name({ ...input, ...output }), secret, parts));
  }
  return told;
};

/** A read: let through, secrets and all, for the guard to clean; those that were asked for by name are written to files. */
export const read = async (
  action: Action,
  input: Fields,
  call: Call,
  parts: GuardContext,
  callContext: CallContext,
): Promise<Fields> => {
  const output: Fields = await parts.invoke(action, input, call);
  if (callContext.tool !== action.name) return output;
  return handOut(action, input, output, parts.redact.learned(output), parts);
};
