import { describe, expect, it } from 'vitest';
import { readFacts } from '../../../src/tools/logs/facts.ts';
import { candidatesOfNarrowing } from '../../../src/tools/logs/narrowing.ts';

describe('a phase 2 of fewer subnets than this end wanted', () => {
  const lines = (got: string): string[] => [
    '01[CFG] proposing traffic selectors for us:',
    '01[CFG]  10.10.0.0/16',
    '01[CFG] proposing traffic selectors for other:',
    '01[CFG]  172.20.0.0/16',
    '01[CFG]  172.21.0.0/16',
    `01[IKE] CHILD_SA a{1} established with SPIs c1_i c2_o and TS 10.10.0.0/16 === ${got}`,
  ];

  it('is a matter of the subnets', () => {
    expect(candidatesOfNarrowing(readFacts(lines('172.20.0.0/16')))).toMatchObject([
      { id: 'traffic-selector-mismatch' },
    ]);
  });

  it('is none when all is there', () => {
    expect(candidatesOfNarrowing(readFacts(lines('172.20.0.0/16 172.21.0.0/16')))).toEqual([]);
    expect(candidatesOfNarrowing(readFacts([]))).toEqual([]);
  });
});
