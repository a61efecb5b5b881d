import fc from 'fast-check';
import { XMLValidator } from 'fast-xml-parser';
import { expect, it } from 'vitest';
import { type Element, xmlComment, xmlLines, xmlWords } from '../../../src/vendors/handoff/xml.ts';
import { readXml } from '../../../src/vendors/syntax/xml.ts';

it('writes elements that stand in each other', () => {
  const elements: readonly Element[] = [
    [
      'a',
      [
        ['b', 'x'],
        ['c', { xml: xmlWords('<PSK>') }],
      ],
      'uuid="u"',
    ],
  ];
  expect(xmlLines(elements)).toEqual(['<a uuid="u">', '  <b>x</b>', '  <c><![CDATA[<PSK>]]></c>', '</a>']);
});

it('any text stays the text of its element', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[!-~]{1,40}$/), (text) => {
      const lines = xmlLines([
        [
          'a',
          [
            ['b', text],
            ['c', 'end'],
          ],
        ],
      ]);
      expect(XMLValidator.validate(lines.join('\n'))).toBe(true);
      expect(readXml(lines)[0]?.inside.map(({ words }) => words[1])).toEqual([text, 'end']);
    }),
  );
});

it('no comment ends before its end', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[-<>!a&]{0,20}$/), (text) => {
      expect(XMLValidator.validate([...xmlComment([text]), '<a></a>'].join('\n'))).toBe(true);
      expect(xmlComment([text])[0]?.slice(4, -3)).not.toMatch(/--|>/);
    }),
  );
});
