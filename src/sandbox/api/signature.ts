import { createHmac, timingSafeEqual } from 'node:crypto';

/** The MACs that the two gateways know, by their names on the wire. */
const macs: Readonly<Record<string, string>> = { 'HMAC-SHA1': 'sha1', 'HMAC-SHA256': 'sha256' };

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);

/** What the cloud would sign: verb, the path `/` whatever the real one, and every parameter but Signature, sorted. */
export const stringToSign = (method: string, parameters: Readonly<Record<string, string>>): string => {
  const names = Object.keys(parameters).filter((name) => name !== 'Signature');
  const canonical = names.sort().map((name) => `${encode(name)}=${encode(parameters[name] ?? '')}`);
  return `${method}&${encode('/')}&${encode(canonical.join('&'))}`;
};

/** Whether `Signature` is what this secret makes of the text. False too for an unknown SignatureMethod. */
export const isSignedBy = (secret: string, text: string, parameters: Readonly<Record<string, string>>): boolean => {
  const mac = macs[parameters['SignatureMethod'] ?? ''];
  if (mac === undefined) return false;
  const expected = createHmac(mac, `${secret}&`).update(text).digest();
  const given = Buffer.from(parameters['Signature'] ?? '', 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
};
