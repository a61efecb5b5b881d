import { expect, it } from 'vitest';
import { block, hclLines, quoted, setting } from '../../../src/vendors/terraform/hcl.ts';

it('has the layout of terraform fmt', () => {
  expect(
    hclLines([block('a "b"', [setting('x', '1'), setting('long', '2'), block('c', [setting('y', '3')])])]),
  ).toEqual(['a "b" {', '  x    = 1', '  long = 2', '  c {', '    y = 3', '  }', '}']);
});

it.each([
  ['a"b\\', '"a\\"b\\\\"'],
  ['$ {x} %{y}'.replace(' ', ''), '"$${x} %%{y}"'],
])('%s is the text %s', (text, written) => {
  expect(quoted(text)).toBe(written);
});
