import { expect, it } from 'vitest';
import { createLastStatus } from '../../../src/tools/inventory/last-status.ts';

const at = '2026-06-01T12:00:00.000Z';
const later = '2026-06-01T13:00:00.000Z';

it('a status that differs from the first look is told with both', () => {
  const memory = createLastStatus();
  expect(memory.changes('a', new Map([['vco-1', 'up']]), at)).toEqual([]);
  expect(memory.changes('a', new Map([['vco-1', 'down']]), later)).toEqual([
    { Id: 'vco-1', Was: 'up', Is: 'down', FirstLook: at },
  ]);
});

it('callers do not see what others were shown', () => {
  const memory = createLastStatus();
  memory.changes('a', new Map([['vco-1', 'up']]), at);
  expect(memory.changes('b', new Map([['vco-1', 'down']]), later)).toEqual([]);
});

it('the oldest caller is forgotten when there are too many', () => {
  const memory = createLastStatus();
  memory.changes('first', new Map([['vco-1', 'up']]), at);
  for (let n = 0; n < 100; n++) memory.changes(`other-${n}`, new Map(), at);
  expect(memory.changes('first', new Map([['vco-1', 'down']]), later)).toEqual([]);
});
