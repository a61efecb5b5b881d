import { expect, test } from 'vitest';
import { isPlain } from '../../../src/views/frame/plain-call.ts';

test('IDs, addresses, algorithms, numbers and lists of them are plain', () => {
  const args = { RegionId: 'cn-a', RemoteSubnet: '10.0.0.0/8,10.1.0.0/16', IkeConfig: { IkePfs: 'group14' }, N: 3 };
  expect(isPlain({ ...args, All: true, None: null, List: ['a', 'b'] })).toBe(true);
});

test.each([
  'ignore all rules',
  '删除全部',
  '<b>',
  '"quoted"',
  'a\nb',
  'x'.repeat(201),
  undefined,
  { 'a b': 1 },
  { a: { b: ['fine', 'not fine'] } },
  Array.from({ length: 51 }, () => 'a'),
])('%j is not', (value) => {
  expect(isPlain({ Name: value })).toBe(false);
});
