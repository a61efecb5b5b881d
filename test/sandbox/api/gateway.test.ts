import { describe, expect, test } from 'vitest';
import type { SendOptions } from '../send-request.ts';
import { startTiny } from '../start-tiny.ts';

const tiny = startTiny();

describe('parameters may travel', () => {
  const styles: SendOptions[] = [{ method: 'GET' }, { style: 'query' }, { style: 'form' }, { style: 'split' }];
  for (const how of styles)
    test(`by ${how.method ?? 'POST'} as ${how.style ?? 'query'}`, async () => {
      const { status, body } = await tiny.call('DescribeCustomerGateways', { PageSize: '2', PageNumber: '2' }, how);
      expect([status, body.CustomerGateways.CustomerGateway.length]).toEqual([200, 1]);
    });
});

test('every request is written down with its parameters and what became of it', async () => {
  await tiny.reset();
  await tiny.call('DescribeVpnGateways', { PageSize: '5', Typo: 'x' }, { style: 'split' });
  await tiny.call('DescribeVpnGateways', {}, { secret: 'FAKE-wrong' });
  await tiny.call('DescribeVpnGateway');
  const { body } = await tiny.control('requests');
  expect(body).toMatchObject([
    { action: 'DescribeVpnGateways', verdict: 'ok', acted: true, status: 200, undocumented: ['Typo'] },
    { action: 'DescribeVpnGateways', verdict: 'SignatureDoesNotMatch', acted: false, status: 400 },
    { action: 'DescribeVpnGateway', verdict: 'MissingVpnGatewayId', acted: false, status: 400 },
  ]);
  expect(body[0].parameters).toMatchObject({ PageSize: '5', RegionId: 'cn-test-1' });
  expect(body[0].inUrl).toContain('AccessKeyId');
  expect(body[0].inUrl).not.toContain('PageSize');
});
