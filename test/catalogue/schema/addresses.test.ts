import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cidr, cidrList, ipv4, overlap, routeDest } from '../../../src/catalogue/schema/addresses.ts';
import { messagesFrom } from '../input-messages.ts';

const cases = [
  {
    what: 'an address',
    schema: ipv4,
    good: ['203.0.113.7', '0.0.0.0', '255.255.255.255'],
    bad: ['256.0.0.1', '1.2.3', '1.2.3.4.5', '01.2.3.4', '2001:db8::1', '203.0.113.7/32', ' 1.2.3.4', ''],
    says: /is an IPv4 address such as 203\.0\.113\.7/,
  },
  {
    what: 'a block',
    schema: cidr,
    good: ['10.0.0.0/24', '0.0.0.0/0', '192.0.2.1/32', '10.1.2.3/16'],
    bad: ['10.0.0.0', '10.0.0.0/33', '10.0.0/24', '10.0.0.0/024', '2001:db8::/32', '10.0.0.0/24,10.0.1.0/24', ''],
    says: /is one IPv4 CIDR block such as 10\.0\.0\.0\/24/,
  },
  {
    what: 'a list of blocks',
    schema: cidrList,
    good: ['10.0.0.0/24', '10.1.1.0/24,10.1.2.0/24', '0.0.0.0/0'],
    bad: ['10.1.1.0/24, 10.1.2.0/24', '10.1.1.0/24,', ',10.1.1.0/24', '10.1.1.0/24;10.1.2.0/24', '10.1.1.0', ''],
    says: /joined by commas, such as/,
  },
];

describe.each(cases)('$what', ({ schema, good, bad, says }) => {
  test.each(good)('may be %j', (value) => expect(messagesFrom(schema, value)).toEqual([]));
  test.each(bad)('may not be %j', (value) => {
    expect(messagesFrom(schema, value)).toHaveLength(1);
    expect(messagesFrom(schema, value)[0]).toMatch(says);
  });
});

test.each([
  ['10.0.0.0/24', undefined],
  ['100.0.0.0/10', undefined],
  ['100.128.0.0/9', undefined],
  ['0.0.0.0/0', /cannot be 0\.0\.0\.0\/0 \(this server's rule, .* the API guide sets none\): name the networks/],
  ['1.2.3.4/0', /overlaps 100\.64\.0\.0\/10/],
  ['100.64.0.0/10', /overlaps 100\.64\.0\.0\/10, .*\(this server's rule, .* the API guide sets none\)/],
  ['100.100.100.0/24', /overlaps 100\.64\.0\.0\/10/],
  ['100.0.0.0/8', /overlaps 100\.64\.0\.0\/10/],
  ['64.0.0.0/2', /overlaps 100\.64\.0\.0\/10/],
  ['nonsense', /is one IPv4 CIDR block/],
])('a new route to %s is judged', (dest, says) => {
  const said = messagesFrom(routeDest, dest);
  expect(said).toHaveLength(says === undefined ? 0 : 1);
  if (says) expect(said[0]).toMatch(says);
});

test.each([
  ['10.0.0.0/8', '10.1.0.0/16', true],
  ['10.1.0.0/16', '10.0.0.0/8', true],
  ['10.1.0.0/16', '10.2.0.0/16', false],
  ['10.1.0.0/16,192.168.0.0/24', '172.16.0.0/12,192.168.0.128/25', true],
  ['0.0.0.0/0', '192.0.2.0/24', true],
  ['nonsense', '10.0.0.0/8', false],
  ['', '', false],
])('%s and %s overlap: %s', (a, b, holds) => {
  expect(overlap(a, b)).toBe(holds);
});

const block = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(32)).map(([a, b, c, d, bits]) => ({
  text: `${a}.${b}.${c}.${d}/${bits}`,
  address: ((a * 256 + b) * 256 + c) * 256 + d,
  bits,
}));

test('overlap agrees with comparing the first bits, whatever the blocks', () => {
  fc.assert(
    fc.property(block, block, (one, other) => {
      const size = 2 ** (32 - Math.min(one.bits, other.bits));
      const same = Math.floor(one.address / size) === Math.floor(other.address / size);
      expect(overlap(one.text, other.text)).toBe(same);
      expect(messagesFrom(cidr, one.text)).toEqual([]);
    }),
  );
});
