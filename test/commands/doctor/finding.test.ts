import { expect, test } from 'vitest';
import { note, problem, withoutPassword } from '../../../src/commands/doctor/finding.ts';
import { BadSettings, Unreachable } from '../../../src/errors.ts';

test('a lost call tells where on the way it was lost', () => {
  const lost = new Unreachable({ host: 'x', phase: 'tls', outcomeKnown: true }, 'No trust.', 'Name it.');
  expect(problem('gateway', lost)).toEqual({
    check: 'gateway (tls)',
    state: 'bad',
    found: 'No trust.',
    remedy: 'Name it.',
  });
});

test('a wrong setting tells its own remedy', () => {
  expect(problem('endpoint', new BadSettings('--endpoint', 'No.', 'Set it.'))).toMatchObject({ remedy: 'Set it.' });
});

test('a fault of ours is told as one', () => {
  expect(problem('client', new TypeError('oops'))).toMatchObject({
    found: 'TypeError: oops',
    remedy: expect.stringContaining('our fault'),
  });
});

test('a note without a remedy has none', () => {
  expect(note('clock', 'unknown')).not.toHaveProperty('remedy');
});

test.each([
  ['http://me:fake@proxy:1', 'http://***@proxy:1'],
  ['http://proxy:1', 'http://proxy:1'],
])('%s is shown as %s', (text, shown) => expect(withoutPassword(text)).toBe(shown));
