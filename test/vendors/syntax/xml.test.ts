import { expect, it } from 'vitest';
import { flattened } from '../../../src/vendors/syntax/statement.ts';
import { readXml } from '../../../src/vendors/syntax/xml.ts';

const read = (text: string): readonly string[] => flattened(readXml(text.split('\n')));

it.each([
  ['texts', '<a><b>c</b><d>e &amp; f</d></a>', ['a b c', 'a d e & f']],
  ['the attribute that names', '<a><entry name="x y"><b>c</b></entry></a>', ['a entry x y b c']],
  ['elements without content', '<a><b/><c name="d"/></a>', ['a b', 'a c d']],
  ['CDATA, comments and declarations', '<?xml version="1.0"?><!-- x --><a><b><![CDATA[c <d>]]></b></a>', ['a b c <d>']],
  ['what stands for a key', '<a><key><masked></key><b>c</b></a>', ['a key *', 'a b c']],
  ['ends that close nothing, and beginnings that nothing closes', '</x><a><b>c</a><d>e', ['a b c', 'd e']],
])('reads %s', (_name, text, lines) => {
  expect(read(text)).toEqual(lines);
});

it('a line that was cut goes on in the next', () => {
  const text = `<a>${'<b>c</b>'.repeat(200)}</a>`;
  const pieces = [text.slice(0, 1000), text.slice(1000)];
  expect(flattened(readXml(pieces))).toHaveLength(200);
});
