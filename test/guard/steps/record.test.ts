import { describe, expect, test } from 'vitest';
import type { PastWrite } from '../../../src/guard/history/past-write.ts';
import { doneSteps, isBegun, isFollowed, lastTry, openStep, recordOf } from '../../../src/guard/steps/record.ts';

/** `1ok 2unknown` as the record has it, one write a minute. */
const writes = (text: string, list = 'list'): readonly PastWrite[] =>
  text
    .split(' ')
    .filter((word) => word !== '')
    .map((word, at) => ({
      ...{ id: `${list}-${at}`, action: 'DeleteVpnConnection', atMs: at * 60_000, input: {}, changed: [], made: [] },
      result: word.slice(1) as PastWrite['result'],
      change: { list, step: Number(word[0]) },
    }));

describe('of a list the record shows', () => {
  test.each([
    ['', 0, undefined],
    ['1ok', 1, undefined],
    ['1ok 2ok', 2, undefined],
    ['1ok 2failed', 1, undefined],
    ['1ok 2unknown', 1, 2],
    ['1ok 2running', 1, 2],
    ['1failed 1ok 2unknown 2ok', 2, undefined],
    // A step without a record was so already.
    ['2ok', 2, undefined],
    ['1ok 3unknown', 1, 3],
    // A step that was done is begun once more: that is a new try.
    ['1ok 2ok 3ok 1ok', 1, undefined],
    ['1ok 2ok 1running', 0, 1],
    ['1ok 2ok 2failed', 0, undefined],
  ])('%j: steps up to %i are done, and %s is open', (text, done, open) => {
    const record = lastTry(writes(text), 'list');
    expect(doneSteps(record)).toBe(done);
    expect(openStep(record)?.change?.step).toBe(open);
  });

  test('nothing of other lists', () => {
    expect(lastTry(writes('1ok 2ok', 'another'), 'list').size).toBe(0);
  });

  test('what was found out later of the same write', () => {
    const [first] = writes('1unknown');
    if (!first) throw new Error('no write');
    expect(doneSteps(lastTry([first, { ...first, result: 'ok' }], 'list'))).toBe(1);
  });
});

test('of steps of several lists each has its own place', () => {
  const places = [
    { list: 'list', step: 1 },
    { list: 'way', step: 1 },
    { list: 'way', step: 2 },
  ];
  const record = recordOf([...writes('1ok 2failed'), ...writes('1ok 2unknown', 'way')], places);
  expect([...record].map(([at, { result }]) => `${at}${result}`)).toEqual(['1ok', '2ok', '3unknown']);
});

test.each([
  ['1ok', true],
  ['1unknown', true],
  ['1failed', false],
  ['', false],
])('another way with %j on record was begun: %s', (text, expected) => {
  const [own] = writes('1failed');
  if (!own) throw new Error('no write');
  expect(isBegun([own, ...writes(text, 'way')], 'way', own)).toBe(expected);
  expect(isBegun(writes(text, 'way'), 'way', { ...own, atMs: 1 })).toBe(false);
});

test.each([
  ['another write after it', '', true],
  ['one that failed', 'failed', false],
])('%s: something else was done since: %s', (_, result, expected) => {
  const own = writes('1ok');
  const other = writes(`1${result || 'ok'}`, 'another');
  expect(isFollowed([...own, ...other], lastTry(own, 'list'), ['list'])).toBe(expected);
  expect(isFollowed(own, lastTry(own, 'list'), ['list'])).toBe(false);
});
