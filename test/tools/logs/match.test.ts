import { expect, it } from 'vitest';
import { formatEvidence } from '../../../src/tools/causes/evidence.ts';
import { candidatesOfLine, firstOfEachKind, matchLines, quoteLine } from '../../../src/tools/logs/match.ts';
import { negotiationEventsOf, START } from '../../../src/tools/logs/negotiation-state.ts';

const lines = ['nothing', 'received AUTHENTICATION_FAILED notify error', 'received AUTHENTICATION_FAILED notify error'];
const matches = matchLines(lines, negotiationEventsOf(lines));

it('every line that a row knows is matched, counted from 1; each kind is told once', () => {
  expect(matches.map(({ at, pattern }) => [at, pattern.row])).toEqual([
    [2, 3],
    [3, 3],
  ]);
  expect(firstOfEachKind(matches).map(({ at }) => at)).toEqual([2]);
});

it('a match is told with its line and what it means', () => {
  const [match] = matches;
  expect(match && formatEvidence(quoteLine(match), 'en')).toBe(
    'line 2: "received AUTHENTICATION_FAILED notify error": the other end refuses the authentication: the key or the identity does not fit',
  );
  expect(match && formatEvidence(quoteLine(match), 'zh')).toMatch(/^第 2 行/);
});

it('a line names its candidate causes, each less likely than the one before', () => {
  const [match] = matches;
  const candidates = match ? candidatesOfLine(match, START) : [];
  expect(candidates.map(({ id, confidence }) => [id, confidence])).toEqual([
    ['psk-mismatch', 0.6],
    ['identity-mismatch', 0.5],
    ['ike-mode-mismatch', 0.4],
  ]);
});
