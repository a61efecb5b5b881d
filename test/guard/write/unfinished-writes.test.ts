import { expect, test } from 'vitest';
import { createRecentWrites, type UnknownOutcome } from '../../../src/guard/write/unfinished-writes.ts';
import { movableClock } from '../movable-clock.ts';

test('a write of unknown outcome is remembered for ten minutes, until it ends or all is forgotten', () => {
  const clock = movableClock();
  const memory = createRecentWrites(clock);
  const unfinished: UnknownOutcome = {
    input: {},
    id: 'a',
    channel: 'form',
    notes: [],
    state: 's',
    sentAtMs: clock.now(),
    approvedUntilMs: 0,
  };
  memory.keep('a', unfinished);
  memory.keep('b', unfinished);
  memory.keep('c', unfinished);
  memory.forget('a');
  expect([memory.find('a'), memory.find('b')]).toEqual([undefined, unfinished]);
  clock.advance(10 * 60_000);
  expect(memory.find('b')).toBe(unfinished);
  clock.advance(1);
  expect(memory.find('b')).toBeUndefined();
  memory.clear();
  expect(memory.find('c')).toBeUndefined();
});

test('an answer is remembered for ten minutes, until answers or all is forgotten', () => {
  const clock = movableClock();
  const memory = createRecentWrites(clock);
  const output = { VpnGatewayId: 'vpn-1' };
  memory.answer('a', output);
  clock.advance(10 * 60_000);
  expect(memory.answerTo('a')).toBe(output);
  clock.advance(1);
  expect(memory.answerTo('a')).toBeUndefined();
  for (const end of [memory.forgetAnswers, memory.clear]) {
    memory.answer('b', output);
    end();
    expect(memory.answerTo('b')).toBeUndefined();
  }
});
