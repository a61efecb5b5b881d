import { describe, expect, test } from 'vitest';
import { page } from '../../../src/sandbox/handlers/page.ts';
import { startTiny } from '../start-tiny.ts';

const tiny = startTiny();

describe('paging', () => {
  test('is 10 from page 1 by default, and at most 50', async () => {
    expect((await tiny.call('DescribeVpnGateways')).body).toMatchObject({ PageNumber: 1, PageSize: 10 });
    expect((await tiny.call('DescribeVpnGateways', { PageSize: '50' })).status).toBe(200);
    for (const PageSize of ['0', '51', 'ten', '-1'])
      expect((await tiny.call('DescribeVpnGateways', { PageSize })).body.Code).toBe('InvalidPageSize');
    expect((await tiny.call('DescribeVpnGateways', { PageNumber: '0' })).body.Code).toBe('InvalidPageNumber');
  });

  test('beyond the end is an empty page with the true total', async () => {
    const { body } = await tiny.call('DescribeVpnGateways', { PageNumber: '9' });
    expect([body.TotalCount, body.VpnGateways.VpnGateway]).toEqual([2, []]);
  });
});

test('only the items of the page are made ready', () => {
  const shown: number[] = [];
  const show = (item: number): number => shown.push(item);
  const all = Array.from({ length: 25 }, (_, index) => index);
  page(all, { PageNumber: '2', PageSize: '3' }, ['Xs', 'X'], show);
  expect(shown).toEqual([3, 4, 5]);
});
