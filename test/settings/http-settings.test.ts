import { expect, it } from 'vitest';
import { readHttpSettings } from '../../src/settings/http-settings.ts';
import { read } from '../support/start.ts';

const settingsOf = (...argv: string[]) => readHttpSettings(read(['--http', ...argv]).settings);

it('loopback needs nothing more, and its callers share what one of them may ask for', () => {
  expect(settingsOf('8080')).toMatchObject({
    address: { host: '127.0.0.1', port: 8080 },
    tls: undefined,
    isAuthenticated: false,
    limits: { perMinute: 60_000, atOnce: 64 },
    drainMs: 5_000,
  });
});

it.each([
  ['with nothing', [], /other machines/],
  ['with tokens in the clear', ['--tokens-file', 'x'], /in the clear/],
  ['with a certificate alone', ['--tokens-file', 'x', '--tls-cert', 'x'], /belong together/],
  ['with TLS for everybody', ['--tls-cert', 'x', '--tls-key', 'y'], /other machines/],
])('another address is refused %s', (_, args, why) => {
  expect(() => settingsOf('0.0.0.0:8080', ...args)).toThrow(why);
});

it.each([
  ['a proxy', ['--behind-tls-proxy']],
  ['TLS of its own', ['--tls-cert', 'x', '--tls-key', 'y']],
])('another address is served with tokens and %s', (_, args) => {
  const settings = settingsOf('0.0.0.0:8080', '--tokens-file', 'x', ...args);
  expect(settings).toMatchObject({ isAuthenticated: true, limits: { perMinute: 6_000 } });
});

it('an approver other than the caller needs callers who say who they are', () => {
  expect(() => settingsOf('0', '--approver', 'other')).toThrow(/say who they are/);
  expect(() => read(['--approver', 'other'])).toThrow(/only callers on HTTP/);
  expect(settingsOf('0', '--approver', 'other', '--tokens-file', 'x').isAuthenticated).toBe(true);
});
