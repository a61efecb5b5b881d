import { XMLParser } from 'fast-xml-parser';
import { isFields } from '../../catalogue/action.ts';

// Values stay text, blanks included: `0012` is an ID, a key may end in a space, and the catalogue knows the numbers.
const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: false,
  htmlEntities: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
});

/**
 * The fields under the root of an XML reply, whatever the root's name: the guide's own samples get it wrong. One element
 * and a list of one look alike here; the catalogue tells them apart later. Undefined for what is no such reply (HTML).
 */
export const parseXml = (text: string): Record<string, unknown> | undefined => {
  if (/<!DOCTYPE|<html[\s>]/i.test(text)) return undefined;
  try {
    const document: unknown = parser.parse(text.trim(), true);
    const root = isFields(document) ? Object.values(withoutBlanks(document))[0] : undefined;
    return typeof root === 'string' && root.trim() === '' ? {} : isFields(root) ? root : undefined;
  } catch {
    return undefined;
  }
};

/** Drops the blanks between elements, which the parser keeps as text of their parent. */
const withoutBlanks = (value: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== '#text')
      .map(([key, inner]) => [key, cleaned(inner)]),
  );

const cleaned = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(cleaned);
  return isFields(value) ? withoutBlanks(value) : value;
};
