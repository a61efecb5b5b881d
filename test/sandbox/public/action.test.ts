import { expect, test } from 'vitest';
import { groupOf, labelled, labels, pageOf, valuesOf } from '../../../src/sandbox/public/action.ts';

const prod = { Key: 'env', Value: 'prod' };
const items = [
  { id: 1, Tags: [prod], ResourceGroupId: 'rg-a' },
  { id: 2, Tags: [{ Key: 'env', Value: 'test' }] },
  { id: 3 },
];
const ids = (input: Record<string, string>) => labelled(items, input).map((one) => one.id);

test.each([
  [{}, [1, 2, 3]],
  [{ 'Tag.1.Key': 'env' }, [1, 2]],
  [{ 'Tag.1.Key': 'env', 'Tag.1.Value': 'prod' }, [1]],
  [{ 'Tag.1.Key': 'env', 'Tag.2.Key': 'team' }, []],
  [{ ResourceGroupId: 'rg-a' }, [1]],
  [{ ResourceGroupId: 'rg-sim0000default' }, [2, 3]],
])('%j narrows a list to %j', (input, left) => {
  expect(ids(input as Record<string, string>)).toEqual(left);
});

test('what is in no group is in the default one', () => {
  expect(groupOf({})).toBe('rg-sim0000default');
  expect(labels({ Tags: [prod] })).toEqual({ ResourceGroupId: 'rg-sim0000default', Tags: { Tag: [prod] } });
});

test('a list parameter is read in the order of its numbers, not of their digits', () => {
  const input = { 'Id.10': 'c', 'Id.2': 'b', 'Id.1': 'a', 'Id.x': 'no', Id: 'no', 'Idx.1': 'no', 'Id.3': '' };
  expect(valuesOf(input, 'Id')).toEqual(['a', 'b', 'c']);
});

test('a list without an inner name is paged like the others', () => {
  const input = { PageNumber: '2', PageSize: '2' };
  expect(pageOf(items, input, 'Things', (one) => one.id)).toEqual({
    ...{ PageNumber: 2, PageSize: 2, TotalCount: 3, Things: [3] },
  });
});
