import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { allowedAt, whyForeign } from '../../../src/transport/http/allowed.ts';

const request = (headers: Record<string, string>, localAddress = '127.0.0.1') =>
  ({ headers, rawHeaders: Object.entries(headers).flat(), socket: { localAddress } }) as unknown as IncomingMessage;

const loopback = allowedAt({ scheme: 'http', host: '127.0.0.1', port: 8080, allowedHosts: [] });
const open = allowedAt({
  scheme: 'https',
  host: '0.0.0.0',
  port: 8443,
  publicUrl: 'https://vpn.example.com',
  allowedHosts: ['Probe.internal'],
});

describe('a server on loopback', () => {
  it.each(['127.0.0.1:8080', 'localhost:8080', 'LOCALHOST', '[::1]:8080', 'localhost:9000'])('is called %s', (host) => {
    expect(whyForeign(request({ host }), loopback)).toBeUndefined();
  });

  it.each([
    'evil.example',
    'localhost.evil.example',
    'localhost@evil.example',
    '',
    'localhost:x',
    'localhost:99999',
    '127.0.0.1 evil',
    '[::1',
  ])('is not called "%s"', (host) => {
    expect(whyForeign(request({ host }), loopback)).toContain('Host');
  });

  it.each([
    ['http://localhost:8080', true],
    ['http://127.0.0.1:8080', true],
    ['http://localhost:3000', false],
    ['https://localhost:8080', false],
    ['http://evil.example', false],
    ['null', false],
  ])('is asked by a page of %s: %s', (origin, isOwn) => {
    expect(whyForeign(request({ host: 'localhost:8080', origin }), loopback) === undefined).toBe(isOwn);
  });
});

it('is not asked which of two Host headers counts, not even when both are its own', () => {
  const twice = {
    ...request({ host: 'localhost:8080' }),
    rawHeaders: ['Host', 'localhost:8080', 'host', 'localhost:8080'],
  };
  expect(whyForeign(twice as IncomingMessage, loopback)).toBe('there are several Host headers');
});

describe('a server that others reach', () => {
  it.each([
    ['vpn.example.com', '10.0.0.5', true],
    ['probe.internal', '10.0.0.5', true],
    ['localhost:8443', '127.0.0.1', true],
    ['10.0.0.5:8443', '10.0.0.5', true],
    ['10.0.0.5:8443', '::ffff:10.0.0.5', true],
    ['[fd00::1]', 'fd00::1', true],
    ['10.0.0.6', '10.0.0.5', false],
    ['other.example.com', '10.0.0.5', false],
  ])('is called %s at %s: %s', (host, local, isKnown) => {
    expect(whyForeign(request({ host }, local), open) === undefined).toBe(isKnown);
  });

  it('is asked by its own public page and by no other of the same name', () => {
    const asked = (origin: string) => whyForeign(request({ host: 'vpn.example.com', origin }), open);
    expect(asked('https://vpn.example.com')).toBeUndefined();
    expect(asked('http://vpn.example.com')).toContain('Origin');
    expect(asked('https://probe.internal')).toContain('Origin');
  });
});
