/**
 * Just enough DER to write an X.509 certificate. Written by hand because the libraries that make certificates bring
 * hundreds of kilobytes and a patched global `Reflect` for what takes one page; node:crypto does the cryptography.
 */

const length = (size: number): Buffer => {
  if (size < 0x80) return Buffer.from([size]);
  const bytes = Buffer.from(size.toString(16).padStart(size > 0xff ? 4 : 2, '0'), 'hex');
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes]);
};

/** A value with its tag and length. Contents of 64 KiB and more are not needed here. */
export const tagged = (tag: number, ...contents: Buffer[]): Buffer => {
  const body = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag]), length(body.length), body]);
};

export const sequence = (...items: Buffer[]): Buffer => tagged(0x30, ...items);

/** A positive integer from its bytes, big-endian. */
export const integer = (bytes: Buffer): Buffer => {
  const start = bytes.findIndex((byte) => byte !== 0);
  const plain = start < 0 ? Buffer.from([0]) : bytes.subarray(start);
  return tagged(0x02, ...((plain[0] ?? 0) >= 0x80 ? [Buffer.from([0])] : []), plain);
};

const base128 = (value: number): number[] => {
  const digits = [value & 0x7f];
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) digits.unshift((rest & 0x7f) | 0x80);
  return digits;
};

/** An object identifier such as `2.5.4.3`. */
export const objectId = (dotted: string): Buffer => {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return tagged(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
};

export const text = (value: string): Buffer => tagged(0x0c, Buffer.from(value, 'utf8'));

export const octets = (content: Buffer): Buffer => tagged(0x04, content);

/** Bits; `unused` of the last byte do not count. */
export const bits = (content: Buffer, unused = 0): Buffer => tagged(0x03, Buffer.from([unused]), content);

export const truth = (): Buffer => tagged(0x01, Buffer.from([0xff]));

/** A moment with full seconds: two digits of the year until 2049, four after, as X.509 wants it (RFC 5280 4.1.2.5). */
export const moment = (epochMs: number): Buffer => {
  const digits = `${new Date(epochMs).toISOString().slice(0, 19).replace(/\D/g, '')}Z`;
  return digits < '2050' ? tagged(0x17, Buffer.from(digits.slice(2))) : tagged(0x18, Buffer.from(digits));
};

/** DER as text between BEGIN and END lines. */
export const pem = (label: string, der: Buffer): string => {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
};
