import { describe, expect, it } from 'vitest';
import type { CauseId } from '../../src/catalogue/causes.ts';
import { causesOf, confidenceOf, type LogContext, type LogRow, phaseOf } from '../../src/vendors/log-row.ts';

const words = { en: 'x', zh: '某' };
const pattern = (rest: Partial<LogRow<CauseId>> = {}): LogRow<CauseId> => ({
  ...{
    row: 1,
    pattern: /x/i,
    phase: 'context',
    definitive: false,
    meaning: words,
    fix: words,
  },
  causes: ['ike-proposal-mismatch'],
  phase2Causes: ['ipsec-proposal-mismatch', 'pfs-mismatch'],
  ...rest,
});
const at = (rest: Partial<LogContext> = {}): LogContext => ({
  ...{ phase: undefined, phase2Tried: false, isRenewal: false },
  ...rest,
});

describe('the phase of a line', () => {
  it.each([
    { name: 'is what the line says', line: 'phase 2 error: x', context: at({ phase: 1 }), phase: 2 },
    { name: 'is where the negotiation stands', line: 'x', context: at({ phase: 2 }), phase: 2 },
    { name: 'is the first where nothing is known', line: 'x', context: at(), phase: 1 },
  ])('$name', ({ line, context, phase }) => {
    expect(phaseOf(pattern(), line, context)).toBe(phase);
  });

  it('is that of the pattern where the pattern has one', () => {
    expect(phaseOf(pattern({ phase: 1 }), 'phase 2', at({ phase: 2 }))).toBe(1);
  });

  it('stays the first until phase 2 was tried, for lines that ask so', () => {
    const closing = pattern({ untilPhase2: true });
    expect(phaseOf(closing, 'x', at({ phase: 2 }))).toBe(1);
    expect(phaseOf(closing, 'x', at({ phase: 2, phase2Tried: true }))).toBe(2);
  });
});

describe('the causes of a line', () => {
  it('are those of its phase', () => {
    expect(causesOf(pattern(), 1, at())).toEqual(['ike-proposal-mismatch']);
    expect(causesOf(pattern(), 2, at())).toEqual(['ipsec-proposal-mismatch', 'pfs-mismatch']);
  });

  it('begin with PFS when a renewal fails', () => {
    expect(causesOf(pattern(), 2, at({ isRenewal: true }))).toEqual(['pfs-mismatch', 'ipsec-proposal-mismatch']);
  });
});

describe('how sure a line makes', () => {
  it.each([
    { name: 'a proof of one cause', given: pattern({ definitive: true }), causes: 1, place: 0, sure: 0.95 },
    { name: 'a proof of a group', given: pattern({ definitive: true }), causes: 2, place: 1, sure: 0.6 },
    { name: 'a hint', given: pattern(), causes: 3, place: 2, sure: 0.4 },
    { name: 'a weak hint', given: pattern({ weight: 0.15 }), causes: 2, place: 1, sure: 0.05 },
  ])('$name: $sure', ({ given, causes, place, sure }) => {
    expect(confidenceOf(given, place, causes, at())).toBe(sure);
  });

  it('a proof in the wrong phase proves nothing', () => {
    expect(confidenceOf(pattern({ phase: 1, definitive: true }), 0, 1, at({ phase: 2 }))).toBe(0.3);
  });
});

it.each(['CREATE_CHILD_SA request failed: NO_PROPOSAL_CHOSEN', 'peer rejected Quick Mode', 'child SA: no proposal'])(
  'phase 2 has other names than its number: %s',
  (line) => {
    expect(phaseOf(pattern({ phase: 'context' }), line, at({}))).toBe(2);
  },
);
