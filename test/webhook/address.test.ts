import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BadSettings } from '../../src/errors.ts';
import { webhookAddress } from '../../src/webhook/address.ts';

const url = 'https://hooks.example.com/made-up-path';
const fileWith = (text: string): string => {
  const file = join(mkdtempSync(join(tmpdir(), 'webhook-')), 'address');
  writeFileSync(file, text);
  return file;
};

test('without an address there is no webhook', () => {
  expect(webhookAddress({})).toBeUndefined();
});

test('the address stands in the environment, or in a file that may change', () => {
  expect(webhookAddress({ text: url })?.()).toBe(url);
  const file = fileWith(`${url}\n`);
  const read = webhookAddress({ file });
  expect(read?.()).toBe(url);
  writeFileSync(file, `${url}/2`);
  expect(read?.()).toBe(`${url}/2`);
});

test.each([
  { text: 'http://hooks.example.com/made-up-path' },
  { text: 'made-up-path' },
  { file: fileWith('http://hooks.example.com/made-up-path') },
  { file: '/nowhere/made-up-path' },
])('what is no address of a safe kind stops the start, and is not quoted: %j', (place) => {
  const read = () => webhookAddress(place);
  expect(read).toThrow(BadSettings);
  expect(read).not.toThrow(/made-up-path/);
});
