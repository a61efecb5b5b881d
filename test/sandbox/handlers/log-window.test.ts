import { describe, expect, it } from 'vitest';
import { readLines, windowOf, writeLine } from '../../../src/sandbox/handlers/log-window.ts';

const now = Date.UTC(2026, 10, 23, 9, 0, 30);
const nine = Date.UTC(2026, 10, 23, 9);

describe('the range of a log request', () => {
  it.each([
    ['the last minutes, whole', { MinutePeriod: '10' }, nine - 600_000, now],
    ['two moments in seconds', { From: String(nine / 1000 - 60), To: String(nine / 1000) }, nine - 60_000, nine],
    ['two moments in ISO 8601', { From: '2026-11-23T08:00:00Z', To: '2026-11-23T09:00:00Z' }, nine - 3_600_000, nine],
    ['milliseconds', { From: String(nine), To: String(nine + 5) }, nine, nine + 5],
    ['a start and a period', { From: String(nine / 1000), MinutePeriod: '5' }, nine, nine + 300_000],
    ['an end and a period', { To: String(nine / 1000), MinutePeriod: '5' }, nine - 300_000, nine],
  ])('is %s', (_what, input, from, to) => {
    expect(windowOf(input, now)).toEqual({ from, to });
  });

  it.each([
    ['MissingMinutePeriod', {}],
    ['MissingMinutePeriod', { To: '1795737600' }],
    ['MissingTo', { From: '1795737600' }],
    ['InvalidFrom', { From: 'yesterday', To: '1795737600' }],
    ['InvalidTo', { From: '1795737600', To: '2026' }],
    ['InvalidFrom', { From: '1795737601', To: '1795737600' }],
  ])('is refused with %s for %o', (code, input) => {
    expect(() => windowOf(input, now)).toThrow(expect.objectContaining({ code, status: 400 }));
  });
});

describe('log lines', () => {
  const servers = { ssl_servers: [{ SslVpnServerId: 'vss-1' }, { SslVpnServerId: 'vss-2' }] };
  const written = '2026-11-23 08:50:12 198.18.0.9:50100 TLS Error: TLS handshake failed';

  it('are read from what people write, and written so again', () => {
    const [line] = readLines(servers, [written], now);
    expect(line).toMatchObject({ SslVpnServerId: 'vss-1', Time: Date.UTC(2026, 10, 23, 8, 50, 12) });
    expect(line && writeLine(line)).toBe(written);
  });

  it('without a time are of the moment given, and parts keep their server', () => {
    const parts = { SslVpnServerId: 'vss-2', Time: 1, Line: 'x' };
    expect(readLines(servers, ['no time', parts], now)).toEqual([
      { SslVpnServerId: 'vss-1', Time: now, Line: 'no time' },
      parts,
    ]);
  });
});
