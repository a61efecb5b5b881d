import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { instructions } from '../../src/commands/instructions.ts';
import { read } from '../support/start.ts';

const summary = (...argv: string[]): string => instructions(read(argv).settings);

describe('the instructions', () => {
  it.each([
    [[]],
    [['--sandbox']],
    [['--region', 'cn-a', '--confirm', 'token']],
    [['--read-only']],
    [['--region', 'cn-a', '--confirm', 'page']],
  ])('with %j fit in 300 tokens', (argv) => {
    expect(encode(summary(...argv)).length).toBeLessThanOrEqual(300);
  });

  it('speak of no tool that is not offered', () => {
    expect(summary()).toMatch(
      /FindResource where something is named.*Overview where nothing is.*DiagnoseTunnel.*WaitForStatus.*PlanChange/,
    );
    for (const argv of [
      ['--toolsets', 'ipsec'],
      ['--toolsets', 'ipsec', '--read-only'],
    ])
      expect(summary(...argv)).not.toMatch(/FindResource|Overview|Diagnose|WaitForStatus|PlanChange/);
  });

  it('name the region of calls without one, where there is one', () => {
    expect(summary('--region', 'cn-a')).toContain('cn-a');
    expect(summary('--sandbox')).toContain('Without RegionId a call goes to the default region.');
    expect(summary()).not.toContain('Without RegionId');
  });

  it('say that a simulated cloud is not real', () => {
    expect(summary('--sandbox')).toContain('simulated');
    expect(summary()).not.toContain('simulated');
  });

  it('tell of tokens only where approvals come by tokens', () => {
    expect(summary('--confirm', 'token')).toContain('Approval');
    expect(summary()).not.toContain('Approval');
  });

  it('make a model show the plan of every write, also of those that nobody is asked about', () => {
    expect(summary()).toMatch(/Before any write, show the person its plan/);
    expect(summary('--confirm', 'token')).toMatch(/Before any write/);
  });

  it.each([
    [['--confirm', 'ask'], /asks the person itself, in their client or else on a local page/],
    [['--confirm', 'page'], /asks the person itself, on a local page/],
    [['--confirm', 'token'], /This process asks nobody: do it yourself/],
  ])('with %j say whether this process asks, and how', (argv, how) => expect(summary(...argv)).toMatch(how));

  it('say what a person allows who leaves it to the model', () => {
    expect(summary()).toMatch(/judgement” is a yes to what only adds, never to what may stop or divert traffic/);
    expect(summary('--read-only')).not.toContain('judgement');
  });

  it('say that a read-only server has plans instead of changes', () => {
    expect(summary('--read-only')).toMatch(/read-only.*exact call/);
    expect(summary('--read-only')).not.toMatch(/Before any write|asks the person/);
    expect(summary()).not.toContain('read-only');
  });
});
