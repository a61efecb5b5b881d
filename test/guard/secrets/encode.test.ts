import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { encodeKey, isKeyEncoding } from '../../../src/guard/secrets/encode.ts';

const PRINTABLE = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).join('');

describe('encodeKey', () => {
  it.each([
    ['plain', PRINTABLE],
    ['base64', Buffer.from(PRINTABLE).toString('base64')],
    ['hex', Buffer.from(PRINTABLE).toString('hex')],
    [
      'xml',
      PRINTABLE.replace('&', '&amp;')
        .replace('<', '&lt;')
        .replace('>', '&gt;')
        .replace('"', '&quot;')
        .replace("'", '&apos;'),
    ],
    ['backslash', PRINTABLE.replace('"', '\\"').replace('#[', '#[').replace('[\\]', '[\\\\]')],
    ['doubled-quote', PRINTABLE.replace("'", "''")],
  ] as const)('%s holds every printable character', (encoding, written) => {
    expect(encodeKey(PRINTABLE, encoding)).toBe(written);
  });

  it('doubles what begins an interpolation of HCL', () => {
    expect(encodeKey(`a$\{b}%{c}"`, 'hcl')).toBe(`a$$\{b}%%{c}\\"`);
  });

  it('escapes what begins a variable or asks for help in RouterOS', () => {
    expect(encodeKey('a$b?c"d\\', 'routeros')).toBe('a\\$b\\?c\\"d\\\\');
  });

  it.each([
    ['word', 'with blank'],
    ['word', 'with#hash'],
    ['word', 'with?help'],
    ['word', 'with!bang'],
    ['between-quotes', 'with"quote'],
    ['between-quotes', 'with\\backslash'],
    ['between-single-quotes', "with'quote"],
    ['doubled-quote', 'with’quote'],
    ['plain', 'with\nline'],
    ['xml', 'with\u0000zero'],
    ['hcl', 'with\rreturn'],
    ['routeros', 'wïth'],
  ] as const)('%s refuses %j, and does not say it', (encoding, key) => {
    const refusal = (() => {
      try {
        return encodeKey(key, encoding);
      } catch (error) {
        return String(error);
      }
    })();
    expect(refusal).toContain(`cannot hold (${encoding})`);
    expect(refusal).not.toContain(key);
  });

  test('nothing but base64 and hex lets a line end through', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom('plain', 'xml', 'backslash', 'doubled-quote', 'between-quotes', 'word', 'hcl', 'routeros'),
        (text, encoding) => {
          expect(() => encodeKey(`${text}\n`, encoding)).toThrow('cannot hold');
        },
      ),
    );
  });
});

test('an encoding is one of the list', () => {
  expect(['plain', 'salt', 'hcl', 'toString', 'rot13'].map(isKeyEncoding)).toEqual([true, true, true, false, false]);
});
