import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as kinds from '../../../src/sandbox/public-writes/kinds.ts';

const takes = (kind: (value: string, name: string) => void, value: string): boolean => {
  try {
    kind(value, 'Name');
    return true;
  } catch {
    return false;
  }
};

test('a number of an autonomous system in two halves is one number', () => {
  const half = fc.integer({ min: 0, max: 65_535 });
  fc.assert(fc.property(half, half, (high, low) => kinds.asnOf(`${high}.${low}`) === high * 65_536 + low));
  expect(kinds.asnOf('1.65536')).toBeUndefined();
  expect(kinds.asnOf('x')).toBeUndefined();
});

test('a key is printable ASCII without blanks', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, maxLength: 100 }),
      (text) => takes(kinds.tunnelKey, text) === /^[!-~]+$/.test(text),
    ),
  );
});

test.each([
  [kinds.tunnelCidr, '169.254.7.0/30', '169.254.7.1/30'],
  [kinds.tunnelCidr, '169.254.169.248/30', '169.254.169.252/30'],
  [kinds.tunnelCidr, '169.254.255.252/30', '10.0.0.0/30'],
  [kinds.peerAddress, '192.0.2.1', '224.0.0.1'],
  [kinds.clientPool, '10.0.0.0/29', '10.0.0.0/15'],
  [kinds.reachable, '10.0.0.0/8,192.168.1.1/32', '10.0.0.0/8,169.254.0.0/24'],
  [kinds.addressList, '10.0.0.1,10.0.0.2', '10.0.0.1, 10.0.0.2'],
  [kinds.resourceGroup, 'rg-1', 'rg'],
  [kinds.tagKey(3), 'abc', 'abcd'],
  [kinds.tagValue, 'a value', 'aliyun'],
  [kinds.tunnelIdentity, 'site@example.com', 'a b'],
])('kind %# takes %s and not %s', (kind, good, bad) => {
  expect([takes(kind, good), takes(kind, bad)]).toEqual([true, false]);
});
