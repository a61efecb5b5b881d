import { expect, test } from 'vitest';
import { createRecentWrites, type UnknownOutcome } from '../../../src/guard/write/unfinished-writes.ts';
import { movableClock } from '../movable-clock.ts';

test('a write of unknown outcome is remembered for ten minutes, until it ends or all is forgotten', () => {
  const clock = movableClock();
  const memory = createRecentWrites(clock);
  const unknown: UnknownOutcome = {
    sent: {},
    id: 'a',
    notes: [],
    state: 's',
    dryRunOnly: false,
    sentAtMs: clock.now(),
  };
  memory.keep('a', unknown);
  memory.keep('b', unknown);
  memory.keep('c', unknown);
  memory.forget('a');
  expect([memory.find('a'), memory.find('b')]).toEqual([undefined, unknown]);
  clock.advance(10 * 60_000);
  expect(memory.find('b')).toBe(unknown);
  clock.advance(1);
  expect(memory.find('b')).toBeUndefined();
  memory.clear();
  expect(memory.find('c')).toBeUndefined();
});

test('a result is remembered for ten minutes, until results or all is forgotten', () => {
  const clock = movableClock();
  const memory = createRecentWrites(clock);
  const output = { VpnGatewayId: 'vpn-1' };
  memory.keepResult('a', output, false);
  clock.advance(10 * 60_000);
  expect(memory.resultOf('a', memory.arrive())).toBe(output);
  clock.advance(1);
  expect(memory.resultOf('a', memory.arrive())).toBeUndefined();
  for (const end of [memory.forgetResults, memory.clear]) {
    memory.keepResult('b', output, false);
    end();
    expect(memory.resultOf('b', memory.arrive())).toBeUndefined();
  }
});
