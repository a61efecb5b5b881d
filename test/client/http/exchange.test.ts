import { expect, onTestFinished, test } from 'vitest';
import { lost, perform } from '../../../src/client/http/exchange.ts';
import { startRecorder } from '../recorder.ts';

const request = {
  method: 'POST',
  origin: 'https://gw.example:8443',
  path: '/?Signature=s',
  headers: {},
  body: 'Psk=p',
} as const;

test('what is told of a lost request names the host and no parameter', () => {
  const problem = lost(request, 'read', false, 'ECONNRESET');
  expect(problem).toMatchObject({ host: 'gw.example:8443', phase: 'read', outcomeKnown: false, code: 'unreachable' });
  expect(problem.message + problem.remedy).not.toMatch(/Signature|Psk/);
  expect(problem.message).toContain('ECONNRESET');
});

test.each(['name', 'connect', 'tls', 'proxy', 'read', 'body'] as const)(
  'a loss at %s ends with a next step',
  (phase) => {
    expect(lost(request, phase, true, 'x').remedy).toMatch(/\.$/);
  },
);

test('an abort while the connection is being made keeps the request from leaving', async () => {
  const { Pool } = await import('undici');
  const server = await startRecorder(() => ({}));
  const pool = new Pool(server.url);
  onTestFinished(async () => {
    await pool.destroy();
    await server.close();
  });
  const aborter = new AbortController();
  const work = perform(
    { dispatcher: pool, proxied: false },
    { ...request, origin: server.url },
    { bytes: 1_000, ms: 1_000 },
    aborter.signal,
  );
  aborter.abort(new Error('gone'));
  await expect(work).rejects.toThrow('gone');
  const other = await perform(
    { dispatcher: pool, proxied: false },
    { ...request, origin: server.url },
    { bytes: 1_000, ms: 1_000 },
  );
  expect(other.status).toBe(200);
  expect(server.requests).toHaveLength(1);
});
