import { expect, test } from 'vitest';
import { writeXml } from '../../../src/sandbox/api/xml.ts';

const table: { name: string; reply: Record<string, unknown>; expected: string }[] = [
  {
    name: 'a list is its element, repeated',
    reply: { XS: { X: [{ A: 1 }, { A: 2 }] } },
    expected: '<XS><X><A>1</A></X><X><A>2</A></X></XS>',
  },
  { name: 'an empty list leaves its parent empty', reply: { XS: { X: [] } }, expected: '<XS></XS>' },
  { name: 'what is undefined is left out', reply: { A: undefined, B: true }, expected: '<B>true</B>' },
  { name: 'an empty text is an empty element', reply: { A: '' }, expected: '<A></A>' },
  { name: 'markup is escaped', reply: { A: '<b>&' }, expected: '<A>&lt;b&gt;&amp;</A>' },
];
for (const { name, reply, expected } of table)
  test(name, () => expect(writeXml('R', reply)).toBe(`<?xml version='1.0' encoding='UTF-8' ?><R>${expected}</R>`));
