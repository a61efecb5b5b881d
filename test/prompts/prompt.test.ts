import { expect, it } from 'vitest';
import { lines, quoted, when } from '../../src/prompts/prompt.ts';

it('a value stays one bounded line in quotes', () => {
  expect(quoted('a "b"\nc')).toBe('"a \\"b\\"\\nc"');
  expect(quoted('x'.repeat(9000)).length).toBe(502);
  expect(quoted(undefined)).toBe('""');
});

it('a line stands only where something was given', () => {
  const line = (value: string): string => `with ${value}`;
  expect(lines('first', when(' ', line), when(undefined, line), when('x', line))).toBe('first\nwith "x"');
});
