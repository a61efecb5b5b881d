import { expect, test } from 'vitest';
import { parseXml } from '../../../src/client/replies/reply-xml.ts';

test('values stay text, blanks and leading zeros included', () => {
  expect(parseXml('<R><Id>0012</Id><Psk> a </Psk><Flag>true</Flag></R>')).toEqual({
    Id: '0012',
    Psk: ' a ',
    Flag: 'true',
  });
});

test('repeated elements are a list, one is not', () => {
  expect(parseXml('<R><L><I>1</I><I>2</I></L><M><I>1</I></M></R>')).toEqual({ L: { I: ['1', '2'] }, M: { I: '1' } });
});

test('blanks between elements are nothing', () => {
  expect(parseXml('<R>\n  <A>\n    <B>1</B>\n  </A>\n</R>\n')).toEqual({ A: { B: '1' } });
});

test('entities of XML and numeric references are read, others stay as they are', () => {
  expect(parseXml('<R><A>&lt;a&gt; &amp; &#65;</A><B>&evil;</B></R>')).toEqual({ A: '<a> & A', B: '&evil;' });
});

test('a document type is refused, so that no entity can be declared', () => {
  expect(parseXml('<!DOCTYPE R [<!ENTITY a "b">]><R>&a;</R>')).toBeUndefined();
});

test.each(['<R><A></R>', 'no markup', '<R>text</R>'])('%j is no reply', (text) => {
  expect(parseXml(text)).toBeUndefined();
});
