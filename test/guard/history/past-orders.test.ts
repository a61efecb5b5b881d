import { expect, test } from 'vitest';
import { ordersIn } from '../../../src/guard/history/past-orders.ts';
import type { PastWrite } from '../../../src/guard/history/past-write.ts';

const write = (id: string, action: string, result: PastWrite['result']): PastWrite => ({
  ...{ id, action, atMs: 7, input: {}, changed: [], made: [], result },
});

test('creates that are billed count by their audit entry, those that failed for certain do not', () => {
  const writes = [
    write('a', 'CreateVpnGateway', 'ok'),
    write('b', 'CreateVpnGateway', 'failed'),
    write('c', 'CreateVpnGateway', 'unknown'),
    write('d', 'CreateVpnGateway', 'running'),
    write('e', 'CreateCustomerGateway', 'ok'),
    write('f', 'NoSuchAction', 'ok'),
  ];
  expect([...ordersIn({ writes }).keys()]).toEqual(['a', 'c', 'd']);
});
