import { type KeyPattern, QUOTED, VALUE_TO_END } from '../key-patterns.ts';

const SECRET_WORDS = ['PSK', 'XAUTH', 'EAP', 'NTLM', 'PIN', 'RSA', 'ECDSA', 'P12', 'PKCS8'].map((word) => `${word} `);

/** ipsec.secrets: `A B : PSK "KEY"`, and the passphrases of private keys. */
export const IPSEC_SECRETS_KEYS: readonly KeyPattern[] = [
  { pattern: new RegExp(String.raw`:[ \t]*(?:PSK|XAUTH|EAP|NTLM)[ \t]+${VALUE_TO_END}`, 'g'), words: SECRET_WORDS },
  { pattern: new RegExp(String.raw`:[ \t]*(?:RSA|PIN)[ \t]+${QUOTED}`, 'g'), words: SECRET_WORDS },
  {
    pattern: new RegExp(String.raw`:[ \t]*(?:RSA|ECDSA|P12|PKCS8)[ \t]+[^\s"\\]{1,200}[ \t]+${QUOTED}`, 'g'),
    words: SECRET_WORDS,
  },
];
