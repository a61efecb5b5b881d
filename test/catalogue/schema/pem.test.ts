import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pemBlocks } from '../../../src/catalogue/schema/pem.ts';

const block = (label: string, body = 'QUJD\nREVG'): string =>
  `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----`;

describe('pemBlocks', () => {
  it('gives the blocks of one kind without what stands around them', () => {
    const text = `Certificate: x\n${block('CERTIFICATE')}\nup /bin/evil\n${block('PRIVATE KEY')}\n${block('CERTIFICATE', 'R0hJ')}\n`;
    expect(pemBlocks(text, /^CERTIFICATE$/)).toEqual([block('CERTIFICATE'), block('CERTIFICATE', 'R0hJ')]);
    expect(pemBlocks(text, /PRIVATE KEY$/)).toEqual([block('PRIVATE KEY')]);
  });

  it('keeps what an encrypted key says of itself, and makes line ends plain', () => {
    const head = 'Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00FF\nQUJD';
    const key = block('RSA PRIVATE KEY', head);
    expect(pemBlocks(key.replaceAll('\n', '\r\n'), /PRIVATE KEY$/)).toEqual([key]);
  });

  it.each([
    ['no end', '-----BEGIN CERTIFICATE-----\nQUJD\n'],
    ['another end', '-----BEGIN CERTIFICATE-----\nQUJD\n-----END PRIVATE KEY-----'],
    ['a tag inside', block('CERTIFICATE', 'QUJD\n</ca>\nup /bin/evil\n<ca>')],
    ['no line of its own', '-----BEGIN CERTIFICATE-----QUJD-----END CERTIFICATE-----'],
  ])('does not take a block with %s', (_, text) => {
    expect(pemBlocks(text, /./)).toEqual([]);
  });

  it('gives only lines that cannot end the place where they are put, whatever the text', () => {
    const bits = ['-----BEGIN A-----', '-----END A-----', '\n', '\r\n', 'QUJD', '</a>', '<', '#', '{{', '"', ' ', 'é'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...bits), { maxLength: 40 }), (parts) => {
        for (const found of pemBlocks(parts.join(''), /./)) expect(found).toMatch(/^[A-Za-z0-9+/=_:, \n-]+$/);
      }),
    );
  });
});
