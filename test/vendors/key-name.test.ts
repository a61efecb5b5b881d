import { expect, test } from 'vitest';
import { maskKeys } from '../../src/vendors/index.ts';

const mask = (text: string): string => maskKeys(text, () => '#');

test.each([
  ['a key in JSON with a quote in it', '{"Psk":"FAKE\\"FAKE\\\\","A":1}', '{"Psk":"#","A":1}'],
  ['the same in JSON again', '"{\\"Psk\\":\\"FAKE\\\\\\"FAKE\\",\\"A\\":1}"', '"{\\"Psk\\":\\"#\\",\\"A\\":1}"'],
  ['percent-encoded, with a quote in it', '%22Psk%22%3A%22FAKE%5C%22FAKE%22%2C', '%22Psk%22%3A%22#%22%2C'],
])('%s is found whole', (_, text, expected) => {
  expect(mask(text)).toBe(expected);
});
