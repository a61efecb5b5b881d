import { createHmac } from 'node:crypto';

/** Flat wire parameters: what is signed and sent, every value already text. */
export type Parameters = Record<string, string>;

/** The two digests that the gateways accept here; POP and STS take SHA-1 only. */
export type SignatureMethod = 'HMAC-SHA1' | 'HMAC-SHA256';

const digests: Record<SignatureMethod, string> = { 'HMAC-SHA1': 'sha1', 'HMAC-SHA256': 'sha256' };

// What encodeURIComponent leaves alone although RFC 3986 reserves it.
const left = /[!'()*]/g;
const percent = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;

const unreserved = /^[\w.~-]*$/;

/** Percent-encodes as RFC 3986 has it: only `A-Z a-z 0-9 - _ . ~` stay. A lone surrogate becomes U+FFFD. */
export const encode = (text: string): string => {
  if (unreserved.test(text)) return text;
  try {
    return encodeURIComponent(text).replace(left, percent);
  } catch {
    return encodeURIComponent(Buffer.from(text).toString()).replace(left, percent);
  }
};

/** The canonical query: keys sorted by UTF-16 code unit, `enc(k)=enc(v)` joined with `&`; it is also the form body. */
export const canonicalise = (parameters: Parameters): string => {
  let text = '';
  for (const key of Object.keys(parameters).sort()) {
    text += `${text === '' ? '' : '&'}${encode(key)}=${encode(parameters[key] ?? '')}`;
  }
  return text;
};

/**
 * What the signature covers. The path is always `/`, even where the endpoint has one (ASAPI). A canonical query holds
 * nothing that `encodeURIComponent` would wrongly leave alone.
 */
export const stringToSign = (method: string, canonical: string): string =>
  `${method}&%2F&${encodeURIComponent(canonical)}`;

/** Base64 of the HMAC over the string to sign, keyed with the secret and a trailing `&`. */
export const sign = (text: string, secret: string, method: SignatureMethod = 'HMAC-SHA1'): string =>
  createHmac(digests[method], `${secret}&`).update(text).digest('base64');
