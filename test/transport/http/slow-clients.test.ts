import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { expect, it, vi } from 'vitest';
import { createSlowClients } from '../../../src/transport/http/slow-clients.ts';

const start = (writableLength: number) => {
  const clock = { ms: 0 };
  const slow = createSlowClients(() => clock.ms);
  const socket = Object.assign(new EventEmitter(), { writableLength, destroy: vi.fn() });
  // Of a socket no more than these is looked at.
  slow.watch(socket as unknown as Socket);
  const pass = (ms: number): void => {
    clock.ms += ms;
    slow.look();
  };
  return { socket, pass };
};

it('who reads nothing for half a minute is cut off', () => {
  const { socket, pass } = start(1000);
  pass(29_000);
  expect(socket.destroy).not.toHaveBeenCalled();
  pass(1_000);
  expect(socket.destroy).toHaveBeenCalledOnce();
});

it('who reads slowly, or has nothing to read, stays', () => {
  const reading = start(1000);
  reading.pass(29_000);
  reading.socket.emit('drain');
  reading.pass(29_000);
  expect(reading.socket.destroy).not.toHaveBeenCalled();
  const idle = start(0);
  idle.pass(100_000);
  idle.socket.writableLength = 1000;
  idle.pass(29_000);
  expect(idle.socket.destroy).not.toHaveBeenCalled();
});

it('who has left is forgotten', () => {
  const { socket, pass } = start(1000);
  socket.emit('close');
  pass(100_000);
  expect(socket.destroy).not.toHaveBeenCalled();
});
