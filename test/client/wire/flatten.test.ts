import { expect, test } from 'vitest';
import { flatten, flattenForSigning, type Value } from '../../../src/client/wire/flatten.ts';

const cases: {
  name: string;
  given: Record<string, Value>;
  rpc: Record<string, string>;
  asapi: Record<string, string>;
}[] = [
  {
    name: 'scalars become text',
    given: { A: 'x', B: 5, C: false },
    rpc: { A: 'x', B: '5', C: 'false' },
    asapi: { A: 'x', B: '5', C: 'false' },
  },
  {
    name: 'lists are numbered from one',
    given: { A: ['x', 'y'] },
    rpc: { 'A.1': 'x', 'A.2': 'y' },
    asapi: { 'A.1': 'x', 'A.2': 'y' },
  },
  {
    name: 'objects in lists spread for RPC and become quoted text for ASAPI',
    given: { Tag: [{ Value: 'prod', Key: 'env' }] },
    rpc: { 'Tag.1.Value': 'prod', 'Tag.1.Key': 'env' },
    asapi: { 'Tag.1': '{"Key":"env","Value":"prod"}' },
  },
  {
    name: 'nested lists and numbers are quoted for ASAPI',
    given: { A: { z: [1, 'b'], a: true } },
    rpc: { 'A.z.1': '1', 'A.z.2': 'b', 'A.a': 'true' },
    asapi: { A: '{"a":"true","z":["1","b"]}' },
  },
  { name: 'an empty list leaves nothing', given: { A: [] }, rpc: {}, asapi: {} },
];

test.each(cases)('$name', ({ given, rpc, asapi }) => {
  expect(flatten(given)).toEqual(rpc);
  expect(flattenForSigning(given)).toEqual(asapi);
});
