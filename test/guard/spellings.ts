const percent = (text: string): string => encodeURIComponent(text);

const strict = (text: string): string =>
  percent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

const lower = (text: string): string => text.replace(/%[0-9A-F]{2}/g, (sign) => sign.toLowerCase());

const json = (text: string): string => JSON.stringify(text).slice(1, -1);

const entities = (text: string, quote = '&quot;', apostrophe = '&#39;'): string =>
  text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, quote)
    .replace(/'/g, apostrophe);

const unicode = (text: string): string =>
  [...text].map((sign) => (/[a-z0-9]/i.test(sign) ? sign : units(sign, (code) => `\\u${code}`))).join('');

const units = (sign: string, as: (code: string) => string): string =>
  Array.from({ length: sign.length }, (_, at) => as(sign.charCodeAt(at).toString(16).padStart(4, '0'))).join('');

/** What wires, logs and forms make of a text; any of them may be laid over any other. */
export const escapes: Readonly<Record<string, (text: string) => string>> = {
  'as it is': (text) => text,
  json,
  'json with slashes escaped': (text) => json(text).replace(/\//g, '\\/'),
  'gson, which escapes what HTML minds': (text) =>
    json(text).replace(/[<>&='/]/g, (sign) => units(sign, (c) => `\\u${c}`)),
  'json with every sign escaped': unicode,
  percent,
  'percent, strictly': strict,
  'percent, lower case': (text) => lower(percent(text)),
  'percent, strictly, lower case': (text) => lower(strict(text)),
  form: (text) => new URLSearchParams({ a: text }).toString().slice(2),
  entities: (text) => entities(text),
  'entities by number': (text) =>
    [...text].map((sign) => (/[a-z0-9]/i.test(sign) ? sign : `&#${sign.codePointAt(0)};`)).join(''),
  'entities of XML': (text) => entities(text, '&#x22;', '&apos;'),
};

/** Ways to write bytes as letters; whatever stands before goes into the same run. */
export const bases: Readonly<Record<string, (text: string, before: string) => string>> = {
  base64: (text, before) => Buffer.from(before + text).toString('base64'),
  'base64 of a URL': (text, before) => Buffer.from(before + text).toString('base64url'),
  hex: (text, before) => Buffer.from(before + text).toString('hex'),
  HEX: (text, before) =>
    Buffer.from(before + text)
      .toString('hex')
      .toUpperCase(),
};
