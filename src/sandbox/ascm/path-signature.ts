import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Parameters } from '../handlers/handler.ts';
import type { AscmAction } from './organizations.ts';

/** The version of the console's operations. */
export const ascmVersion = '2019-05-10';

/** What a signature of this kind covers beside the body's hash. */
export interface PathRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly parameters: Parameters;
  /** Names of the parameters that stood in the URL. */
  readonly inUrl: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
}

const paths: Readonly<Record<string, AscmAction>> = {
  '/ascm/auth/organization/queryList': 'GetOrganizationList',
  '/ascm/auth/resource_group/list_resource_group': 'ListResourceGroup',
};

/** The operation behind a path of POP; undefined for any other path. */
export const actionAt = (path: string): AscmAction | undefined =>
  Object.hasOwn(paths, path) ? paths[path] : undefined;

/** `Tue, 01 Dec 2026 08:00:00 GMT` as the other services write times; whatever it is, if it is no date. */
const isoOf = (date = ''): string =>
  Number.isNaN(Date.parse(date)) ? date : `${new Date(Date.parse(date)).toISOString().slice(0, 19)}Z`;

/**
 * A request to a path, whose common parameters are headers, with these as parameters; any other as it is. The official
 * provider's client sends no nonce.
 */
export const readPathSigned = <T extends PathRequest>(incoming: T): T => {
  const { path, headers, parameters } = incoming;
  const Action = actionAt(path);
  if (Action === undefined) return incoming;
  const [, AccessKeyId, Signature] = /^acs ([^:]+):(.+)$/.exec(headers['authorization'] ?? '') ?? [];
  const commons = {
    Action,
    Version: headers['x-acs-version'],
    AccessKeyId,
    SignatureMethod: headers['x-acs-signature-method'],
    SignatureVersion: headers['x-acs-signature-version'],
    SignatureNonce: headers['x-acs-signature-nonce'] ?? randomUUID(),
    Timestamp: isoOf(headers['date']),
    SecurityToken: headers['x-acs-security-token'],
    Signature,
  };
  const given = Object.entries(commons).filter((one): one is [string, string] => Boolean(one[1]));
  return { ...incoming, parameters: { ...parameters, ...Object.fromEntries(given) } };
};

/** What such a request is signed over: verb, four headers, every header that begins with x-acs-, path and query unescaped. */
export const pathStringToSign = ({ method, path, parameters, inUrl, headers }: PathRequest): string => {
  const plain = ['accept', 'content-md5', 'content-type', 'date'].map((name) => headers[name] ?? '');
  const own = Object.keys(headers).filter((name) => name.startsWith('x-acs-'));
  const query = [...inUrl].sort().map((name) => (parameters[name] ? `${name}=${parameters[name]}` : name));
  const target = query.length === 0 ? path : `${path}?${query.join('&')}`;
  return [method, ...plain, ...own.sort().map((name) => `${name}:${headers[name]}`), target].join('\n');
};

/** Whether the secret makes this signature of the text; other than for parameters, nothing follows the secret. */
export const isPathSignedBy = (secret: string, text: string, signature: string): boolean => {
  const expected = createHmac('sha1', secret).update(text).digest();
  const given = Buffer.from(signature, 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
};
