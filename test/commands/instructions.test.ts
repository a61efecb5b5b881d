import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { instructions } from '../../src/commands/instructions.ts';
import { read } from '../support/start.ts';

const told = (...argv: string[]): string => instructions(read(argv).settings);

describe('the instructions', () => {
  it.each([[[]], [['--sandbox']], [['--region', 'cn-a', '--confirm', 'token']], [['--read-only']]])(
    'with %j fit in 300 tokens',
    (argv) => {
      expect(encode(told(...argv)).length).toBeLessThanOrEqual(300);
    },
  );

  it('speak of no tool that is not offered', () => {
    expect(told()).toMatch(/Overview.*DiagnoseTunnel.*WaitForStatus.*PlanChange/);
    for (const argv of [
      ['--toolsets', 'ipsec'],
      ['--toolsets', 'ipsec', '--read-only'],
    ])
      expect(told(...argv)).not.toMatch(/Overview|Diagnose|WaitForStatus|PlanChange/);
  });

  it('name the region of calls without one, where there is one', () => {
    expect(told('--region', 'cn-a')).toContain('cn-a');
    expect(told()).not.toContain('Without RegionId');
  });

  it('say that a simulated cloud is not real', () => {
    expect(told('--sandbox')).toContain('simulated');
    expect(told()).not.toContain('simulated');
  });

  it('tell of tokens only where approvals come by tokens', () => {
    expect(told('--confirm', 'token')).toContain('Approval');
    expect(told()).not.toContain('Approval');
  });

  it('make a model show the plan of every write, also of those that nobody is asked about', () => {
    expect(told()).toMatch(/Before any write, show the person its plan/);
    expect(told('--confirm', 'token')).toMatch(/Before any write/);
  });

  it('say that a read-only server has plans instead of changes', () => {
    expect(told('--read-only')).toMatch(/read-only.*exact call/);
    expect(told('--read-only')).not.toMatch(/Before any write|waits for a person/);
    expect(told()).not.toContain('read-only');
  });
});
