import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { instructions } from '../../src/commands/instructions.ts';
import { read } from '../support/start.ts';

const told = (...argv: string[]): string => instructions(read(argv).settings);

describe('the instructions', () => {
  it.each([[[]], [['--sandbox']], [['--region', 'cn-a', '--confirm', 'token']]])(
    'with %j fit in 300 tokens',
    (argv) => {
      expect(encode(told(...argv)).length).toBeLessThanOrEqual(300);
    },
  );

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
});
