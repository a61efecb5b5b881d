import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CHAIN_START, readLine, sealLine } from '../../../src/guard/audit/line.ts';

test('a sealed line is JSON, says what it was given, and carries the hash that the next line names', () => {
  const { line, hash } = sealLine({ Seq: 1, Input: { Name: 'a", "Hash":"b\u2028' }, Prev: CHAIN_START });
  expect(JSON.parse(line)).toEqual({ Seq: 1, Input: { Name: 'a", "Hash":"b\u2028' }, Prev: CHAIN_START, Hash: hash });
  expect(readLine(line)).toMatchObject({ hash, isSound: true, fields: { Seq: 1 } });
});

test('any change of any character of a line is seen in the line itself', () => {
  const { line } = sealLine({ Seq: 7, Kind: 'outcome', Id: 'a', Result: 'failed', Prev: CHAIN_START });
  fc.assert(
    fc.property(fc.nat(line.length - 1), fc.constantFrom(...'x0"} '), (at, letter) => {
      fc.pre(line[at] !== letter);
      expect(readLine(line.slice(0, at) + letter + line.slice(at + 1)).isSound).toBe(false);
    }),
  );
});

test.each(['', 'x', '[]x', 'null', '{"Hash":"0"}'])('%j is no sound line, and is no fault', (line) => {
  expect(readLine(line).isSound).toBe(false);
});
