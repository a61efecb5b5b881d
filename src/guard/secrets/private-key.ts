import { createPrivateKey, X509Certificate } from 'node:crypto';
import { pemBlocks } from '../../catalogue/schema/pem.ts';
import { Refused } from '../../errors.ts';

/** The private key in a text, without what stands around it; undefined where there is none. */
const find = (text: string): string | undefined => pemBlocks(text, /PRIVATE KEY$/)[0];

/** The private key in a text, be it the key alone or a profile that holds it; refuses a text without one. */
export const privateKeyIn = (text: string): string => {
  const key = find(text);
  if (key !== undefined) return key;
  throw new Refused(
    'refused',
    'What the cloud gave as private key is not one in PEM: it may be masked. Nothing was written.',
    'Look at the certificate with its Describe action; a key that the cloud hides can only be made anew.',
  );
};

/** Whether a text holds the private key of a certificate; undefined where one of them cannot be read. */
export const isKeyOf = (text: string, certificate: string): boolean | undefined => {
  const key = find(text);
  if (key === undefined) return undefined;
  try {
    return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key));
  } catch {
    return undefined;
  }
};

/** Words of an option: short and plain, so that no key is taken for one. */
const PLAIN_LINE = /^[a-z0-9<>. _-]{1,40}$/i;

/** The lines of a text that begin with one of these words, blanks and comments cut, as far as they are short and plain. */
export const linesIn = (text: string, words: readonly string[]): readonly string[] =>
  text
    .split(/\r?\n/)
    .map((line) =>
      line
        .replace(/[#;].*/, '')
        .trim()
        .replace(/\s+/g, ' '),
    )
    .filter((line) => PLAIN_LINE.test(line) && words.includes(line.split(' ')[0] ?? ''));
