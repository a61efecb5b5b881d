import { expect, it } from 'vitest';
import { BadSettings } from '../../src/errors.ts';
import { readPublicUrl } from '../../src/settings/public-url.ts';

it.each([
  ['https://vpn.example.com', 'https://vpn.example.com'],
  ['https://vpn.example.com/', 'https://vpn.example.com'],
  ['http://localhost:8080', 'http://localhost:8080'],
  [undefined, undefined],
])('%s is %s', (text, origin) => {
  expect(readPublicUrl(text)).toBe(origin);
});

it.each(['vpn.example.com', 'https://vpn.example.com/mcp', 'https://u:p@vpn.example.com', 'ftp://x', 'https://x/?a=1'])(
  '%s is refused',
  (text) => {
    expect(() => readPublicUrl(text)).toThrow(BadSettings);
  },
);
