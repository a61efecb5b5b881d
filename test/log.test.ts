import { describe, expect, it } from 'vitest';
import { createLog } from '../src/log.ts';

const now = (): Date => new Date('2026-03-01T08:09:10.123Z');

const lines = (options: Partial<Parameters<typeof createLog>[0]>, use: (log: ReturnType<typeof createLog>) => void) => {
  const written: string[] = [];
  use(createLog({ level: 'debug', format: 'text', now, write: (line) => written.push(line), ...options }));
  return written;
};

describe('a log line', () => {
  it('is told for people as time, level, event and facts', () => {
    const [line] = lines({}, (log) =>
      log('warn', 'a retry', { action: 'DeleteVpnConnection', wait: 3, why: 'busy now' }),
    );
    expect(line).toBe('08:09:10.123 warn  a retry action=DeleteVpnConnection wait=3 why="busy now"\n');
  });

  it('is one JSON object for machines', () => {
    const [line = ''] = lines({ format: 'json' }, (log) => log('info', 'done', { RequestId: 'r-1' }));
    expect(JSON.parse(line)).toEqual({
      time: '2026-03-01T08:09:10.123Z',
      level: 'info',
      event: 'done',
      RequestId: 'r-1',
    });
  });

  it.each(['text', 'json'] as const)('stays one line as %s whatever a fact holds', (format) => {
    const name = 'gw\n08:09:10.123 info  all is well\u202e\u2028\u001b[2J\u{e0041}';
    const written = lines({ format }, (log) => log('info', `event\n${name}`, { name, error: new Error(name) }));
    expect(written).toHaveLength(1);
    expect(written[0]).toMatch(/^[^\p{Cc}\p{Cf}\u2028]*\n$/u);
    if (format === 'json') expect(JSON.parse(written[0] ?? '')['name']).toBe(name);
  });

  it('shows facts only after redaction', () => {
    const redact = () => ({ Psk: '(hidden)' });
    expect(lines({ redact }, (log) => log('info', 'x', { Psk: 'fake-key' })).join()).not.toContain('fake-key');
  });

  it('leaves out facts that are not there and survives those that cannot be shown', () => {
    const ring: Record<string, unknown> = {};
    ring['self'] = ring;
    const [line] = lines({}, (log) =>
      log('info', 'x', { gone: undefined, ring, big: 10n, error: new TypeError('no') }),
    );
    expect(line).toBe('08:09:10.123 info  x ring="(cannot be shown)" big=10 error="TypeError: no"\n');
    const [json = ''] = lines({ format: 'json' }, (log) => log('info', 'x', { ring, gone: undefined }));
    expect(JSON.parse(json)).toMatchObject({ event: 'x', ring: '(cannot be shown)' });
  });
});

it('says nothing below its level', () => {
  const summary = lines({ level: 'warn' }, (log) => {
    for (const level of ['debug', 'info', 'warn', 'error'] as const) log(level, level);
  });
  expect(summary.map((line) => line.slice(13).trim().split(/\s+/)[0])).toEqual(['warn', 'error']);
});
