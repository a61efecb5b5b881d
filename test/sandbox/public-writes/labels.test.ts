import { expect, test } from 'vitest';
import { withTags } from '../../../src/sandbox/public-writes/labels.ts';

const tags = (...keys: string[]) => keys.map((Key) => ({ Key, Value: 'v' }));

test('a new tag takes the place of one with its key', () => {
  const after = withTags({ Tags: tags('a', 'b') }, [{ Key: 'a', Value: 'new' }]);
  expect(after).toEqual([...tags('b'), { Key: 'a', Value: 'new' }]);
});

test('twenty are enough', () => {
  const keys = Array.from({ length: 20 }, (_, nth) => `k${nth}`);
  expect(withTags({ Tags: tags(...keys) }, tags('k0'))).toHaveLength(20);
  expect(() => withTags({ Tags: tags(...keys) }, tags('k20'))).toThrow('too many tags');
});
