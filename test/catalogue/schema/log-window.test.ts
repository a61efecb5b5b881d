import { describe, expect, test } from 'vitest';
import { logWindow, readableTime, windowProblem } from '../../../src/catalogue/schema/log-window.ts';

const now = Date.parse('2026-11-23T09:00:00Z');
const seconds = (text: string): number => Date.parse(text) / 1000;

describe('the window of a log query', () => {
  test.each([
    [{ MinutePeriod: 60 }, '2026-11-23T08:00:00Z', '2026-11-23T09:00:00Z'],
    [{ To: '2026-11-23T07:00:00Z', MinutePeriod: 60 }, '2026-11-23T06:00:00Z', '2026-11-23T07:00:00Z'],
    [{ From: seconds('2026-11-23T06:00:00Z'), MinutePeriod: 30 }, '2026-11-23T06:00:00Z', '2026-11-23T06:30:00Z'],
    [
      { From: '2026-11-23T06:00:00Z', To: '2026-11-23T07:00:00Z', MinutePeriod: 5 },
      '2026-11-23T06:00:00Z',
      '2026-11-23T07:00:00Z',
    ],
  ])('of %j is from %s to %s', (range, from, to) => {
    const window = logWindow(range, now);
    expect(window && [readableTime(window.fromMs), readableTime(window.toMs)]).toEqual([from, to]);
  });

  test.each([[{}], [{ From: '2026-11-23T06:00:00Z' }], [{ To: 5 }]])('of %j is not known', (range) => {
    expect(logWindow(range, now)).toBeUndefined();
  });
});

describe('a window', () => {
  test.each([
    ['of the last hour', { MinutePeriod: 60 }],
    ['that ends tonight', { From: '2026-11-23T08:00:00Z', To: '2026-11-23T23:59:59Z' }],
    ['that begins as far ahead as a clock may be off', { From: '2026-11-23T09:14:00Z', MinutePeriod: 1 }],
    ['of the first day', { From: '2009-01-01T00:00:00Z', MinutePeriod: 1440 }],
    ['that is not known yet', {}],
  ])('%s may have lines', (_, range) => {
    expect(windowProblem(range, now)).toBeUndefined();
  });

  test.each([
    [
      'in the future',
      { From: '2030-01-01T00:00:00Z', MinutePeriod: 10 },
      'From: the window begins at 2030-01-01T00:00:00Z, in the future: this machine says 2026-11-23T09:00:00Z',
    ],
    [
      'of a date written as one number',
      { From: 2018020201, MinutePeriod: 10 },
      'From: the window begins at 2033-12-12T17:10:01Z, in the future: this machine says 2026-11-23T09:00:00Z; a date written as digits is no Unix time: write it as 2018-02-02T01:00:00Z',
    ],
    [
      'of a day written as one number',
      { From: 20180202, To: 20180203 },
      'From: the window begins at 1970-08-22T13:36:42Z, before 2009, when this cloud opened; a date written as digits is no Unix time: write it as 2018-02-02T01:00:00Z',
    ],
    [
      'of which one limit is such a date',
      { From: seconds('2026-11-23T08:00:00Z'), To: 2026112309 },
      'To: the window ends at 2034-03-16T08:58:29Z; a date written as digits is no Unix time: write it as 2018-02-02T01:00:00Z',
    ],
    [
      'in milliseconds',
      { From: now - 3_600_000, MinutePeriod: 10 },
      expect.stringMatching(
        /^From: the window begins at .*, in the future: .*; it seems to be milliseconds: give seconds$/,
      ),
    ],
    [
      'before there was this cloud',
      { To: '2008-12-31T00:00:00Z', MinutePeriod: 10 },
      'To: the window begins at 2008-12-30T23:50:00Z, before 2009, when this cloud opened',
    ],
    [
      'of more minutes than there is cloud',
      { MinutePeriod: 20_000_000 },
      expect.stringMatching(/^MinutePeriod: the window begins at 1988-.*before 2009/),
    ],
    [
      'beyond all calendars',
      { From: Number.MAX_SAFE_INTEGER, MinutePeriod: 1 },
      'From: the window begins at a time beyond all calendars, in the future: this machine says 2026-11-23T09:00:00Z',
    ],
  ])('%s has none, and the reason is told', (_, range, says) => {
    expect(windowProblem(range, now)).toEqual(says);
  });
});
