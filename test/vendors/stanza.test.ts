import { expect, it } from 'vitest';
import { stanzasOf, valueIn, valuesIn, withoutRemarks } from '../../src/vendors/stanza.ts';

it('a heading begins a stanza, whether or not the lines below are indented', () => {
  const lines = ['lost', 'head one', ' a 1', '! comment', 'b 2', '', 'head two', 'a 3'];
  expect(stanzasOf(lines, /^head/)).toEqual([
    { head: 'head one', body: ['a 1', 'b 2'] },
    { head: 'head two', body: ['a 3'] },
  ]);
});

it('a value is what follows the first line that matches, values what follows all', () => {
  const body = ['set peer 192.0.2.1', 'set peer 192.0.2.2', 'set pfs'];
  expect(valueIn(body, /^set peer (\S+)$/)).toBe('192.0.2.1');
  expect(valuesIn(body, /^set peer (\S+)$/)).toEqual(['192.0.2.1', '192.0.2.2']);
  expect(valueIn(body, /^set pfs\b(.*)$/)).toBe('');
  expect(valueIn(body, /^match (.+)$/)).toBeUndefined();
});

it('a remark behind a command is cut off, one that is a line stays', () => {
  expect(withoutRemarks([' group 14 ! as agreed', ' encr aes !', '! note', 'key a!b'])).toEqual([
    ' group 14',
    ' encr aes',
    '! note',
    'key a!b',
  ]);
});
