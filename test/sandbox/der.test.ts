import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bits, integer, moment, objectId, octets, pem, sequence, tagged, text, truth } from '../../src/sandbox/der.ts';

const hex = (value: Buffer): string => value.toString('hex');

describe('DER', () => {
  it.each([
    ['a small integer', integer(Buffer.from([5])), '020105'],
    ['an integer whose first bit is set', integer(Buffer.from([0x80])), '02020080'],
    ['an integer without its leading zeros', integer(Buffer.from([0, 0, 7])), '020107'],
    ['zero', integer(Buffer.from([0])), '020100'],
    ['an object identifier', objectId('1.2.840.10045.4.3.2'), '06082a8648ce3d040302'],
    ['a text', text('é'), '0c02c3a9'],
    ['bits with some unused', bits(Buffer.from([0x80]), 7), '03020780'],
    ['a truth', truth(), '0101ff'],
    ['an empty sequence', sequence(), '3000'],
    ['a moment of this half century', moment(Date.UTC(2026, 10, 23, 9)), hexOf(0x17, '261123090000Z')],
    ['a moment of the next', moment(Date.UTC(2050, 0, 1)), hexOf(0x18, '20500101000000Z')],
  ])('writes %s', (_what, value, expected) => {
    expect(hex(value)).toBe(expected);
  });

  it('writes lengths that can be read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000 }), (size) => {
        const value = tagged(0x04, Buffer.alloc(size, 1));
        const first = value[1] ?? 0;
        const bytes = first < 0x80 ? 0 : first & 0x7f;
        const read = bytes === 0 ? first : value.readUIntBE(2, bytes);
        expect([read, value.length]).toEqual([size, 2 + bytes + size]);
      }),
    );
  });

  it('breaks PEM lines after 64 characters', () => {
    const lines = pem('THING', octets(Buffer.alloc(100)))
      .trim()
      .split('\n');
    expect([lines[0], lines.at(-1)]).toEqual(['-----BEGIN THING-----', '-----END THING-----']);
    expect(lines.slice(1, -1).map((one) => one.length)).toEqual([64, 64, 8]);
  });
});

function hexOf(tag: number, ascii: string): string {
  return hex(Buffer.concat([Buffer.from([tag, ascii.length]), Buffer.from(ascii)]));
}
