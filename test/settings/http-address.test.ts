import { expect, it } from 'vitest';
import { BadSettings } from '../../src/errors.ts';
import { isLoopback, readHttpAddress } from '../../src/settings/http-address.ts';

it.each([
  ['8080', '127.0.0.1', 8080, true],
  ['0', '127.0.0.1', 0, true],
  ['localhost:1', 'localhost', 1, true],
  ['127.0.0.2:1', '127.0.0.2', 1, true],
  ['[::1]:8080', '::1', 8080, true],
  ['0.0.0.0:8080', '0.0.0.0', 8080, false],
  ['[::]:8080', '::', 8080, false],
  ['127.example.com:80', '127.example.com', 80, false],
  ['VPN.example.com:65535', 'vpn.example.com', 65_535, false],
])('%s is host %s and port %i', (text, host, port, loopback) => {
  const address = readHttpAddress(text);
  expect(address).toEqual({ host, port });
  expect(isLoopback(address)).toBe(loopback);
});

it.each(['', 'x', 'x:', ':80', '::1:80', '65536', '[nonsense]:80', '[1.2.3.4]:80', 'a b:1', '-1', '80/mcp'])(
  '"%s" is refused',
  (text) => {
    expect(() => readHttpAddress(text)).toThrow(BadSettings);
  },
);
