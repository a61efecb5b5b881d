import { expect, test } from 'vitest';
import { refuseOverfullPage } from '../../../src/client/replies/overfull-page.ts';

const rows = (length: number) => ({ VpnGateways: Array.from({ length }, () => ({})) });

test.each([
  ['a page as asked for', 50, 50],
  ['a whole list of an older build', 50, 1_000],
])('%s passes', (_, PageSize, length) => {
  const output = rows(length);
  expect(refuseOverfullPage({ PageSize }, 'h', output)).toBe(output);
});

test('more than any page has is refused by name, with both numbers', () => {
  expect(() => refuseOverfullPage({ PageSize: 50 }, 'gw.example', rows(1_001))).toThrow(
    'gw.example has 1001 rows of VpnGateways on a page for 50',
  );
});

test('what is not paged, and what could not be read, is not counted', () => {
  expect(refuseOverfullPage({}, 'h', rows(2_000)).VpnGateways).toHaveLength(2_000);
  const unparsed = { Unparsed: rows(2_000).VpnGateways };
  expect(refuseOverfullPage({ PageSize: 50 }, 'h', unparsed)).toBe(unparsed);
});
