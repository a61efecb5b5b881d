import type { SslVpnServer } from './resources.ts';

/** The PEM texts that a client needs. */
export interface ClientFiles {
  CaCert: string;
  ClientCert: string;
  ClientKey: string;
}

const block = (name: string, pem: string): string => `<${name}>\n${pem.trim()}\n</${name}>`;

/**
 * The configuration of an OpenVPN client for this server, complete with its certificates: one file that connects.
 * The two `data-ciphers` options are for clients of 2.5 and later, which no longer speak CBC by themselves to a server
 * that negotiates nothing; older clients skip them.
 */
export const writeProfile = (server: SslVpnServer, files: ClientFiles): string => {
  const options = [
    'client',
    'dev tun',
    `proto ${server.Proto.toLowerCase()}`,
    `remote ${server.InternetIp} ${server.Port}`,
    'resolv-retry infinite',
    'nobind',
    'persist-key',
    'persist-tun',
    'remote-cert-tls server',
    'ignore-unknown-option data-ciphers data-ciphers-fallback allow-compression',
    `cipher ${server.Cipher}`,
    `data-ciphers ${server.Cipher}`,
    `data-ciphers-fallback ${server.Cipher}`,
    'auth SHA1',
    ...(server.Compress ? ['allow-compression yes', 'comp-lzo yes'] : []),
    'verb 3',
  ];
  const { CaCert, ClientCert, ClientKey } = files;
  return `${[...options, block('ca', CaCert), block('cert', ClientCert), block('key', ClientKey)].join('\n')}\n`;
};
