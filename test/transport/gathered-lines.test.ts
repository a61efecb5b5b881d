import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { gatherLines } from '../../src/transport/gathered-lines.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const start = () => {
  const written: string[] = [];
  return { written, log: gatherLines({ write: (text) => void written.push(text), waitMs: 50 }) };
};

it('what is said within a moment is written at once', () => {
  const { written, log } = start();
  log('a\n', 'info');
  log('b\n', 'debug');
  expect(written).toEqual([]);
  vi.advanceTimersByTime(50);
  log('c\n', 'info');
  vi.advanceTimersByTime(50);
  expect(written).toEqual(['a\nb\n', 'c\n']);
});

it.each(['warn', 'error'])('nothing of the level %s waits, and the order stays', (level) => {
  const { written, log } = start();
  log('a\n', 'info');
  log('b\n', level);
  expect(written).toEqual(['a\nb\n']);
  vi.advanceTimersByTime(1_000);
  expect(written).toHaveLength(1);
});
