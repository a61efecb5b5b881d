import { expect, it } from 'vitest';
import { cidr, cidrList, device, id, moment } from '../../../src/sandbox/worlds/parts.ts';

it.each([
  [cidr, '10.0.0.0/24', '10.0.0.0/24,10.0.1.0/24'],
  [cidrList, '10.0.0.0/24, 10.0.1.0/24', '10.0.0.0'],
  [id('vpn'), 'vpn-1', 'vco-1'],
  [device, { IkeConfig: { IkePfs: 'group14' } }, { IkePfs: 'group14' }],
  [moment, '2026-11-23T09:00:00Z', 'yesterday'],
])('part %#: takes one value and not the other', (part, good, bad) => {
  expect(part.safeParse(good).success).toBe(true);
  expect(part.safeParse(bad).success).toBe(false);
});

it('a moment is epoch milliseconds, however it is written', () => {
  expect(moment.parse('1970-01-01T00:00:01Z')).toBe(1000);
  expect(moment.parse(1000)).toBe(1000);
});
