import { EventEmitter } from 'node:events';
import type { Server, ServerResponse } from 'node:http';
import { expect, it, vi } from 'vitest';
import { createDrain } from '../../../src/transport/http/drain.ts';

const answer = () => Object.assign(new EventEmitter(), { destroy: vi.fn() }) as unknown as ServerResponse;

const start = () => {
  const server = { close: vi.fn(), closeIdleConnections: vi.fn(), closeAllConnections: vi.fn() };
  const close = vi.fn(async () => {});
  // What a drain does with a server is these three.
  return { server, close, drain: createDrain(server as unknown as Server, 600_000, close) };
};

it('an idle server is over at once', async () => {
  const { server, close, drain } = start();
  drain.end();
  await drain.over;
  expect([close.mock.calls.length, server.closeAllConnections.mock.calls.length]).toEqual([1, 1]);
});

it('a call under way is waited for, and a stream is not', async () => {
  const { close, drain } = start();
  const [call, stream] = [answer(), answer()];
  drain.track(call, false);
  drain.track(stream, true);
  drain.end();
  expect(drain.hasBegun()).toBe(true);
  expect(stream.destroy).toHaveBeenCalled();
  expect(close).not.toHaveBeenCalled();
  call.emit('close');
  await drain.over;
  expect(close).toHaveBeenCalledOnce();
});

it('told twice it waits for nothing, and leaves no time', async () => {
  const { drain } = start();
  drain.track(answer(), false);
  drain.end();
  expect(drain.leftMs()).toBeGreaterThan(0);
  drain.end();
  await drain.over;
  expect(drain.leftMs()).toBe(0);
});
