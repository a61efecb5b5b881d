import { expect, test } from 'vitest';
import { findDecoded } from '../../../src/guard/secrets/decode.ts';
import { replaceSpans, type Span } from '../../../src/guard/secrets/find-known.ts';
import { createSecrets } from '../../../src/guard/secrets/store.ts';

const KEY = 'FAKE-key-9kQ2/zz+Lm';

const find = (text: string): readonly Span[] => {
  const from = text.indexOf(KEY);
  return from < 0 ? [] : [{ from, to: from + KEY.length, instead: '#' }];
};

const left = (text: string): string => replaceSpans(text, findDecoded(text, find));
const base64 = (text: string, encoding: BufferEncoding = 'utf8'): string =>
  Buffer.from(text, encoding).toString('base64');
const bigEndian = (text: string): string => Buffer.from(text, 'utf16le').swap16().toString('base64');

test.each([
  ['base64', base64(KEY)],
  ['base64 of base64', base64(`a ${base64(`psk=${KEY}`)}`)],
  ['two bytes a letter, as PowerShell encodes a command', base64(`$psk = "${KEY}"`, 'utf16le')],
  ['two bytes a letter, the high one first', bigEndian(`$psk = "${KEY}"`)],
  ['behind other digits of the base', `0s${base64(`psk=${KEY}`)}`],
])('a run of %s is replaced whole', (_, run) => {
  expect(left(`before ${run.replace(/=+$/, '')} after`)).toBe('before # after');
});

test('a run that holds nothing known stays', () => {
  const text = `before ${base64('nothing that anybody knows of')} after`;
  expect(left(text)).toBe(text);
});

test('a known secret is scrubbed in these spellings, and from text of two bytes a letter', () => {
  const secrets = createSecrets(() => Buffer.alloc(32, 7));
  secrets.hide(KEY);
  const wide = [...KEY].join('\0');
  for (const text of [base64(base64(KEY)), base64(KEY, 'utf16le'), wide, `x\0${wide}\0y`])
    expect(secrets.scrub(text)).toMatch(/^x?\[secret:[0-9a-f]{8}:19\]y?$/);
  expect(secrets.scrub('n\0othing')).toBe('n\0othing');
});
