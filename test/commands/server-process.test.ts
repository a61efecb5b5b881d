import { expect, it } from 'vitest';
import { endOnSignal } from '../../src/commands/server-process.ts';

it('the first signal lets calls end, and the second cuts them', () => {
  const done: string[] = [];
  const before = process.listeners('SIGHUP');
  endOnSignal(
    () => done.push('end'),
    () => done.push('cut'),
  );
  process.emit('SIGHUP');
  process.emit('SIGHUP');
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    for (const listener of process.listeners(signal)) if (!before.includes(listener)) process.off(signal, listener);
  expect(done).toEqual(['end', 'end', 'cut']);
});
