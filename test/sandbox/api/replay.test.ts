import { expect, test } from 'vitest';
import { createReplyMemory } from '../../../src/sandbox/api/replay.ts';
import type { Request } from '../../../src/sandbox/handlers/handler.ts';

const request = (input: Record<string, string>, more: Partial<Request> = {}): Request => ({
  action: 'CreateCustomerGateway',
  regionId: 'cn-test-1',
  input,
  caller: { accountId: '1', key: { AccessKeyId: 'FAKE', AccessKeySecret: 'FAKE', AccountId: '1' } },
  ...more,
});

test('a reply is recalled whatever the order of the parameters', () => {
  const memory = createReplyMemory();
  memory.store(request({ ClientToken: 't', A: '1', B: '2' }), { Id: 7 });
  expect(memory.recall(request({ B: '2', A: '1', ClientToken: 't' }))).toEqual({ Id: 7 });
});

test('a token belongs to one account and one action', () => {
  const memory = createReplyMemory();
  memory.store(request({ ClientToken: 't', A: '1' }), { Id: 7 });
  const other = request({ ClientToken: 't', A: '1' });
  expect(memory.recall({ ...other, action: 'DeleteCustomerGateway' })).toBeUndefined();
  expect(memory.recall({ ...other, caller: { ...other.caller, accountId: '2' } })).toBeUndefined();
});

test('other parameters, or another region, do not fit the token', () => {
  const memory = createReplyMemory();
  memory.store(request({ ClientToken: 't', A: '1' }), {});
  expect(() => memory.recall(request({ ClientToken: 't', A: '2' }))).toThrow('same client token');
  expect(() => memory.recall(request({ ClientToken: 't', A: '1' }, { regionId: 'cn-test-2' }))).toThrow(
    'same client token',
  );
});

test('without a token nothing is remembered', () => {
  const memory = createReplyMemory();
  memory.store(request({ A: '1' }), { Id: 7 });
  expect(memory.recall(request({ A: '1' }))).toBeUndefined();
});
