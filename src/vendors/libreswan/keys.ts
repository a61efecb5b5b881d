import { command } from '../key-command.ts';
import type { KeyForm } from '../key-form.ts';
import { readQuoted, readToEnd } from '../key-value.ts';

const before = /:[ \t]{0,16}$/;

/** ipsec.secrets: `A B : PSK "KEY"`, and the passphrases of private keys. */
export const IPSEC_SECRETS_KEYS: readonly KeyForm[] = [
  command({
    words: ['psk', 'xauth', 'eap', 'ntlm'],
    before,
    lead: /(?:PSK|XAUTH|EAP|NTLM)[ \t]{1,16}(?=\S)/y,
    read: readToEnd,
  }),
  command({ words: ['rsa', 'pin'], before, lead: /(?:RSA|PIN)[ \t]{1,16}(?=\\{0,64}")/y, read: readQuoted }),
  command({
    words: ['rsa', 'ecdsa', 'p12', 'pkcs8'],
    before,
    lead: /(?:RSA|ECDSA|P12|PKCS8)[ \t]{1,16}[^\s"\\]{1,200}[ \t]{1,16}(?=\\{0,64}")/y,
    read: readQuoted,
  }),
];
