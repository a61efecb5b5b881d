import { describe, expect, test } from 'vitest';
import type { How } from './speak.ts';
import { startTiny } from './start-tiny.ts';

const tiny = startTiny();

describe('parameters may travel', () => {
  const styles: How[] = [{ method: 'GET' }, { style: 'query' }, { style: 'form' }, { style: 'split' }];
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

describe('a client token', () => {
  const ask = (IpAddress: string, ClientToken: string) =>
    tiny.call('CreateCustomerGateway', { IpAddress, ClientToken, Name: 'token-test' });

  test('with the same parameters gives the first reply again and makes nothing new', async () => {
    const first = await ask('192.0.2.1', 'FAKE-token-1');
    const second = await ask('192.0.2.1', 'FAKE-token-1');
    expect(second.body.CustomerGatewayId).toBe(first.body.CustomerGatewayId);
    expect(second.body.RequestId).not.toBe(first.body.RequestId);
    const requests = (await tiny.control('requests')).body;
    expect(requests.at(-1)).toMatchObject({ replayed: true });
    expect(requests.at(-2)).toMatchObject({ replayed: false });
    const made = tiny.cloud.world.data.customer_gateways.filter((one) => one.IpAddress === '192.0.2.1');
    expect(made).toHaveLength(1);
  });

  test('with other parameters is refused', async () => {
    await ask('192.0.2.2', 'FAKE-token-2');
    const { status, body } = await ask('192.0.2.3', 'FAKE-token-2');
    expect([status, body.Code]).toEqual([400, 'IdempotentParameterMismatch']);
  });

  test('that met a refusal may be used again', async () => {
    expect((await ask('198.51.100.1', 'FAKE-token-3')).body.Code).toBe('InvalidIpAddress.AlreadyExist');
    expect((await ask('192.0.2.4', 'FAKE-token-3')).status).toBe(200);
  });

  test('of 65 characters, or outside ASCII, is refused', async () => {
    expect((await ask('192.0.2.5', 'x'.repeat(65))).body.Code).toBe('InvalidClientToken');
    expect((await ask('192.0.2.5', 'tökén')).body.Code).toBe('InvalidClientToken');
    expect((await ask('192.0.2.5', 'x'.repeat(64))).status).toBe(200);
  });

  test('two at once make one thing', async () => {
    const [a, b] = await Promise.all([ask('192.0.2.6', 'FAKE-token-4'), ask('192.0.2.6', 'FAKE-token-4')]);
    expect(a.body.CustomerGatewayId).toBe(b.body.CustomerGatewayId);
  });

  test('repeats a deletion as a success', async () => {
    const parameters = { CustomerGatewayId: 'cgw-3', ClientToken: 'FAKE-token-5' };
    expect((await tiny.call('DeleteCustomerGateway', parameters)).status).toBe(200);
    expect((await tiny.call('DeleteCustomerGateway', parameters)).status).toBe(200);
    expect((await tiny.call('DeleteCustomerGateway', { CustomerGatewayId: 'cgw-3' })).status).toBe(404);
  });
});

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
