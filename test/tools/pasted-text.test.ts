import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatUnreadPart, MASK, quote, readPasted } from '../../src/tools/pasted-text.ts';

const KEY = 'FAKEkeyThatNobodyMaySee9';

describe('keys in a paste are masked', () => {
  it.each([
    `secret = "${KEY}"`,
    `    secret-1 = ${KEY}`,
    `203.0.113.10 198.51.100.1 : PSK "${KEY}"`,
    `crypto isakmp key ${KEY} address 203.0.113.10`,
    `crypto isakmp key 6 ${KEY} address 203.0.113.10`,
    ` ikev1 pre-shared-key ${KEY}`,
    ` ikev2 remote-authentication pre-shared-key ${KEY}`,
    `  pre-shared-key local ${KEY}`,
    `set security ike policy P pre-shared-key ascii-text "${KEY}"; ## SECRET-DATA`,
    `        set psksecret ENC ${KEY}`,
    ` pre-shared-key cipher %^%#${KEY}%^%#`,
    ` pre-shared-key address 203.0.113.10 255.255.255.255 key cipher ${KEY}`,
    `  authentication remote pre-share key ${KEY}`,
    `Psk: ${KEY}`,
    `"Psk":"${KEY}","IkeVersion":"ikev2"`,
    `PreSharedKey=${KEY}`,
    `password = '${KEY}'`,
    `AccessKeySecret: ${KEY}`,
    `SecurityToken=${KEY}&x=1`,
    `-----BEGIN RSA PRIVATE KEY-----\n${KEY}\n-----END RSA PRIVATE KEY-----`,
    `<tls-auth>\n-----BEGIN OpenVPN Static key V1-----\n${KEY}\n-----END OpenVPN Static key V1-----`,
  ])('%s', (text) => {
    const read = readPasted(text).lines.join('\n');
    expect(read).not.toContain(KEY);
    expect(read).toContain(MASK);
  });

  it('wherever they stand in a line of any length', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2500 }), (before) => {
        const text = `${'x '.repeat(before)}"Psk":"${KEY}" and more`;
        expect(readPasted(text).lines.join('')).not.toContain(KEY.slice(2));
      }),
    );
  });
});

describe('lines that only speak of keys stay as they are', () => {
  it.each([
    "tried 1 shared key for '203.0.113.10' - '198.51.100.1', but MAC mismatched",
    'looking for pre-shared key peer configs matching 203.0.113.10...198.51.100.1[plant]',
    'ike 0:ali:12: probable pre-shared secret mismatch',
    '203.0.113.10  500  pre-shared-key mismatch',
    "authentication of '198.51.100.1' (myself) with pre-shared key",
    'set security ike proposal P1 authentication-method pre-shared-keys',
    '  authby=secret',
    '      auth = psk',
  ])('%s', (line) => {
    expect(readPasted(line)).toEqual({ lines: [line] });
  });
});

describe('a paste', () => {
  it('loses what hides text from a reader', () => {
    expect(readPasted('a\u0000b\u202ec\u200bd\u001b[31mred\u001b[0m\tx').lines).toEqual(['abcdred\tx']);
    expect(readPasted('one\r\ntwo\rthree\nfour').lines).toEqual(['one', 'two', 'three', 'four']);
  });

  it('is read up to a limit, which is said, in lines that no pattern chokes on', () => {
    const { lines, unread } = readPasted('y'.repeat(900_000));
    expect(lines.join('').length).toBe(262_144);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(1000);
    expect(unread?.values).toMatchObject({ all: 900_000 });
    expect(formatUnreadPart('Log', { ...(unread && { unread }) }, 'en')).toEqual([
      'Log: read the first 263 lines, 262144 of 900000 characters: paste the last attempt or the VPN part only',
    ]);
  });

  it('of very many lines is read up to a limit too', () => {
    const { lines, unread } = readPasted('\n'.repeat(50_000));
    expect(lines).toHaveLength(20_000);
    expect(unread?.values).toEqual({ lines: 20_000, read: 20_000, all: 50_000 });
    expect(readPasted('\n'.repeat(19_999)).unread).toBeUndefined();
  });

  it('of anything is read without a failure', () => {
    fc.assert(fc.property(fc.string({ maxLength: 3000 }), (text) => void readPasted(text)));
  });
});

it('a quoted line is one line, not too long', () => {
  expect(quote('  a\t b \n c ')).toBe('a b c');
  expect(quote('z'.repeat(500))).toHaveLength(160);
});
