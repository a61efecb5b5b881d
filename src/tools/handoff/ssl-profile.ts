import type { SslEndpoint } from './ssl-endpoint.ts';

/** What the cloud's own profile asks for and its API does not tell; each absent where the profile was not seen. */
export interface CloudOptions {
  /** The server's certificate is made for servers, and the client may insist on it. */
  readonly isServerChecked: boolean;
  readonly digest: string;
  /** The cloud's own line for compression. */
  readonly compression: string | undefined;
  /** A password is asked for. */
  readonly hasPassword: boolean;
  /** A key that all clients share, which cannot be carried over. */
  readonly hasSharedKey: boolean;
}

/** Names of the options that are looked for in the cloud's profile. */
export const CLOUD_OPTIONS = [
  'remote-cert-tls',
  'auth',
  'comp-lzo',
  'compress',
  'auth-user-pass',
  'tls-auth',
  'tls-crypt',
  'tls-crypt-v2',
  '<tls-auth>',
  '<tls-crypt>',
  '<tls-crypt-v2>',
] as const;

const DIGEST = /^auth (SHA1|SHA224|SHA256|SHA384|SHA512)$/i;
const COMPRESSION = /^(?:comp-lzo(?: (?:yes|no|adaptive))?|compress(?: (?:lzo|lz4|lz4-v2|stub|stub-v2))?)$/;
const SHARED_KEY = /^<?tls-(?:auth|crypt)/;

/** A line without its comment, one blank between its words. */
const withoutComment = (line: string): string =>
  line
    .replace(/[#;].*/, '')
    .trim()
    .replace(/\s+/g, ' ');

/** Reads lines of the cloud's profile; what is not understood is left out, for it would go into a file unread. */
export const readCloudOptions = (all: readonly string[]): CloudOptions => {
  const lines = all.map(withoutComment);
  return {
    isServerChecked: lines.includes('remote-cert-tls server'),
    digest: lines.flatMap((line) => DIGEST.exec(line)?.[1]?.toUpperCase() ?? [])[0] ?? 'SHA1',
    compression: lines.find((line) => COMPRESSION.test(line)),
    hasPassword: lines.some((line) => line.startsWith('auth-user-pass')),
    hasSharedKey: lines.some((line) => SHARED_KEY.test(line)),
  };
};

/** What a profile is made of. Certificates are PEM; `key` is the place of the private key, absent where it is not to be shown. */
export interface ProfileParts {
  readonly certificateId: string;
  readonly endpoint: SslEndpoint;
  readonly cloud: CloudOptions;
  readonly authorities: string;
  readonly certificate: string;
  readonly key?: string | undefined;
}

/** What stands in the place of the private key in a text that a model sees. */
export const KEY_PLACE = '# Here belongs the private key, as an inline block named "key": not shown.';

/**
 * OpenVPN 2.4 servers send the first of their own ciphers to whoever knows both of these, and a client that does not list
 * them cannot follow. A server that negotiates nothing gets its own cipher as before.
 */
const NEGOTIATED = ['AES-256-GCM', 'AES-128-GCM'];

const ciphers = (cipher: string): readonly string[] => [
  `cipher ${cipher}`,
  `data-ciphers ${[...new Set([...NEGOTIATED, cipher])].join(':')}`,
  `data-ciphers-fallback ${cipher}`,
];

/** Takes what the server has compressed and compresses nothing itself: what was sent compressed could be guessed from its length. */
const compression = ({ isCompressed }: SslEndpoint, cloud: CloudOptions): readonly string[] =>
  isCompressed ? ['allow-compression asym', cloud.compression ?? 'comp-lzo'] : [];

const login = ({ hasTwoFactor }: SslEndpoint, { hasPassword }: CloudOptions): readonly string[] =>
  // With `auth-nocache` the password would be asked for again at each new key, every hour.
  hasTwoFactor || hasPassword ? ['auth-user-pass'] : ['auth-nocache'];

const inline = (name: string, text: string): string => `<${name}>\n${text}\n</${name}>`;

/** One file that an OpenVPN client connects with. The same parts always give the same text. */
export const writeProfile = ({ certificateId, endpoint, cloud, ...texts }: ProfileParts): string => {
  const { serverId, address, port, proto } = endpoint;
  const lines = [
    `# ${certificateId} on ${serverId}. Whoever has this file can connect: keep it private, one file for one device.`,
    'client',
    'dev tun',
    `proto ${proto}`,
    `remote ${address} ${port}`,
    'resolv-retry infinite',
    'nobind',
    'persist-key',
    'persist-tun',
    ...(proto === 'udp' ? ['explicit-exit-notify 1'] : []),
    ...(cloud.isServerChecked ? ['remote-cert-tls server'] : []),
    'tls-version-min 1.2',
    'ignore-unknown-option data-ciphers data-ciphers-fallback allow-compression',
    ...ciphers(endpoint.cipher),
    `auth ${cloud.digest}`,
    ...compression(endpoint, cloud),
    ...login(endpoint, cloud),
    'verb 3',
    inline('ca', texts.authorities),
    inline('cert', texts.certificate),
    texts.key === undefined ? KEY_PLACE : inline('key', texts.key),
  ];
  return `${lines.join('\n')}\n`;
};
