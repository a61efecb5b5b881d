import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { reportTunnel } from '../../../src/tools/diagnosis/report.ts';
import { judgeTunnel } from '../../../src/tools/judges/judge-tunnel.ts';
import { findingsOf, isHealthy, labCases, mismatchLabs, PASTES, summaryOf } from '../../support/lab-cases.ts';
import { figures } from '../../support/lab-figures.ts';

const tuned = summaryOf(labCases.filter(({ truth }) => truth.half === 'tuned'));
const rows = tuned
  .filter(({ of, paste }) => of.truth.notIn?.includes(paste) !== true)
  .map((summary) => ({ ...summary, name: summary.of.name, cause: summary.of.truth.cause }));

describe('logs of real daemons', () => {
  it('are at least 120, of at least 40 kinds in each half, and no kind is in both', () => {
    const kinds = (half: string) =>
      new Set(labCases.filter(({ truth }) => truth.half === half).map((c) => c.truth.kind));
    const [one, other] = [kinds('tuned'), kinds('kept')];
    expect(labCases.length).toBeGreaterThanOrEqual(120);
    expect(Math.min(one.size, other.size)).toBeGreaterThanOrEqual(40);
    expect([...one].filter((kind) => other.has(kind))).toEqual([]);
  });

  it.each(rows.filter((row) => !isHealthy(row)))('$name, $paste: $cause', ({ paste, isFirst, isAmongThree }) => {
    expect(paste === 'both' ? isFirst : isAmongThree).toBe(true);
  });

  it.each(rows.filter(isHealthy))('$name, $paste: nothing is wrong', ({ candidates, isFirst }) => {
    expect(isFirst || (candidates[0]?.confidence ?? 0) < 0.5).toBe(true);
  });

  it.each(figures.map(({ line, isGood }) => [line, isGood] as const))('%s', (_, isGood) => {
    expect(isGood).toBe(true);
  });
});

describe('what is told of them', () => {
  const reports = [...labCases, ...mismatchLabs].flatMap((one) =>
    PASTES.map((paste) => {
      const findings = findingsOf(one, paste);
      return { name: `${one.name}, ${paste}`, findings, judgement: judgeTunnel(findings) };
    }),
  );

  it.each([
    ['everything', true, 2000],
    ['the essential', false, 1100],
  ] as const)('is %s within its tokens', (_, isWhole, most) => {
    const long = reports.flatMap(({ name, findings, judgement }) => {
      const size = encode(JSON.stringify(reportTunnel(findings, judgement, 'en', isWhole))).length;
      return size < most ? [] : [`${name}: ${size}`];
    });
    expect(long).toEqual([]);
  });
});
