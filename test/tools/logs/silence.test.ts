import { describe, expect, it } from 'vitest';
import { readFacts } from '../../../src/tools/logs/facts.ts';
import { candidatesOfNarrowing, candidatesOfSilence } from '../../../src/tools/logs/silence.ts';

const sent = '01[ENC] generating IKE_SA_INIT request 0 [ SA KE No ]';
const answered = '01[ENC] parsed IKE_SA_INIT response 0 [ SA KE No ]';
const up = '01[IKE] IKE_SA a[1] established between 203.0.113.10[a]...198.51.100.1[b]';

describe('where a log falls silent', () => {
  it.each([
    {
      name: 'before any packet',
      lines: ['01[CFG] added vici connection: ali'],
      exchange: undefined,
      first: 'peer-unreachable',
    },
    { name: 'after its own packet', lines: [sent], exchange: 'IKE_SA_INIT', first: 'peer-unreachable' },
    { name: 'after an answer', lines: [sent, answered], exchange: 'IKE_SA_INIT', first: 'psk-mismatch' },
    { name: 'once phase 1 is up', lines: [sent, answered, up], exchange: 'IKE_AUTH', first: undefined },
    { name: 'in the words of another vendor', lines: ['%ASA-5-1: hello'], exchange: undefined, first: undefined },
  ])('$name, the first candidate is $first', ({ lines, exchange, first }) => {
    expect(candidatesOfSilence(lines, exchange)[0]?.id).toBe(first);
  });
});

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
