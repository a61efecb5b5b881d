import { expect, it } from 'vitest';
import { INTERFACE_WORDS, RULE_WORDS } from '../../../src/vendors/windows/words.ts';

it('neither set of commands has group 5, and only main mode has SHA-384', () => {
  for (const { group1, pfs, hash1, hash2 } of [INTERFACE_WORDS, RULE_WORDS]) {
    expect([group1['group5'], pfs['group5'], hash2['sha384']]).toEqual([undefined, undefined, undefined]);
    expect(hash1['sha384']).toBe('SHA384');
  }
});
