import { getEventListeners } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { perform, unreachableAt } from '../../../src/client/http/exchange.ts';
import { startRecorder } from '../recorder.ts';

const request = {
  method: 'POST',
  origin: 'https://gw.example:8443',
  path: '/?Signature=s',
  headers: {},
  body: 'Psk=p',
} as const;

test('what is told of a lost request names the host and no parameter', () => {
  const problem = unreachableAt(request, 'read', false, 'ECONNRESET');
  expect(problem).toMatchObject({ host: 'gw.example:8443', phase: 'read', outcomeKnown: false, code: 'unreachable' });
  expect(problem.message + problem.remedy).not.toMatch(/Signature|Psk/);
  expect(problem.message).toContain('ECONNRESET');
});

test.each(['name', 'connect', 'tls', 'proxy', 'read', 'body'] as const)(
  'a loss at %s ends with a next step',
  (phase) => {
    expect(unreachableAt(request, phase, true, 'x').remedy).toMatch(/\.$/);
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

test('neither success nor failure leaves a listener on the caller’s signal', async () => {
  const { Pool } = await import('undici');
  const server = await startRecorder((_, count) => (count === 1 ? {} : 'cut'));
  const pool = new Pool(server.url);
  onTestFinished(async () => {
    await pool.destroy();
    await server.close();
  });
  const { signal } = new AbortController();
  const send = () =>
    perform(
      { dispatcher: pool, proxied: false },
      { ...request, origin: server.url },
      { bytes: 1_000, ms: 1_000 },
      signal,
    );
  const sending = send();
  expect(getEventListeners(signal, 'abort')).toHaveLength(1);
  await sending;
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  await expect(send()).rejects.toThrow('The connection broke');
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
});

test('a signal that was aborted before keeps the request from being sent, with its own reason', async () => {
  const { Pool } = await import('undici');
  const server = await startRecorder(() => ({}));
  const pool = new Pool(server.url);
  onTestFinished(async () => {
    await pool.destroy();
    await server.close();
  });
  const work = perform(
    { dispatcher: pool, proxied: false },
    { ...request, origin: server.url },
    { bytes: 1_000, ms: 1_000 },
    AbortSignal.abort(new Error('gone')),
  );
  await expect(work).rejects.toThrow('gone');
  expect(server.requests).toHaveLength(0);
});
