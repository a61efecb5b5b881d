import { expect, test } from 'vitest';
import type { Incoming } from '../../../src/sandbox/api/incoming.ts';
import { createRequestLog } from '../../../src/sandbox/api/request-log.ts';

const incoming = (Action: string, headers: Record<string, string> = {}): Incoming => ({
  method: 'POST',
  gateway: 'pop',
  path: '/',
  parameters: { Action },
  inUrl: [],
  headers,
});

test('a request is in the log from its first moment on', () => {
  const log = createRequestLog();
  const entry = log.open(incoming('DescribeRegions'), 5);
  expect(log.entries()).toEqual([entry]);
  expect(entry).toMatchObject({ action: 'DescribeRegions', verdict: 'pending', acted: false, status: 0, time: 5 });
});

test('the organization and resource set of the headers are kept', () => {
  const headers = { 'x-acs-organizationid': '7', 'x-acs-resourcegroupid': '70' };
  expect(createRequestLog().open(incoming('X', headers), 0)).toMatchObject({
    organizationId: '7',
    resourceGroupId: '70',
  });
});

test('after 20,000 requests the oldest fall out', () => {
  const log = createRequestLog();
  for (let index = 0; index <= 20_000; index += 1) log.open(incoming(`A${index}`), index);
  expect([log.entries().length, log.entries()[0]?.action]).toEqual([20_000, 'A1']);
});
